package io.nowornever.playground.web;

import io.nowornever.testbed.TestbedException;

/**
 * Says why the page cannot be served, and what to do about it.
 */
public final class PageException extends TestbedException {

	private static final long serialVersionUID = 1L;

	PageException(String message, Throwable cause) {
		super(message, cause);
	}

}
