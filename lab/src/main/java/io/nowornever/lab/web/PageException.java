package io.nowornever.lab.web;

/**
 * Says why the page cannot be served, and what to do about it.
 */
public final class PageException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	PageException(String message, Throwable cause) {
		super(message, cause);
	}

}
