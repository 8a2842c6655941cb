package io.nowornever.producer.api;

import org.springframework.http.HttpStatus;

/**
 * A body that was not read to its end, with what the client is told. Carries no stack
 * trace, since a flood of bad bodies must stay cheap.
 */
final class RefusedBodyException extends Exception {

	private static final long serialVersionUID = 1L;

	private final HttpStatus status;

	private final String title;

	RefusedBodyException(HttpStatus status, String title, String detail) {
		super(detail, null, false, false);
		this.status = status;
		this.title = title;
	}

	HttpStatus status() {
		return this.status;
	}

	String title() {
		return this.title;
	}

	String detail() {
		return String.valueOf(getMessage());
	}

}
