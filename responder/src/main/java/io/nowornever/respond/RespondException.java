package io.nowornever.respond;

/**
 * Thrown by a handler that has no result, to tell the requester why in its own terms. Any
 * other exception is told as 500, without its message.
 */
public class RespondException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private static final int LOWEST = 400;

	private static final int HIGHEST = 599;

	private final int code;

	/**
	 * Creates the exception.
	 * @param code as in HTTP, 400 to 599; 503 says that nothing was begun, so that the
	 * request may be sent again at once
	 * @param text what the requester is told; of it, printable ASCII leaves, 200
	 * characters at the most
	 * @throws IllegalArgumentException if the code is not allowed
	 */
	public RespondException(int code, String text) {
		this(code, text, null);
	}

	/**
	 * Creates the exception.
	 * @param code as in HTTP, 400 to 599; 503 says that nothing was begun, so that the
	 * request may be sent again at once
	 * @param text what the requester is told; of it, printable ASCII leaves, 200
	 * characters at the most
	 * @param cause kept for the log, never sent
	 * @throws IllegalArgumentException if the code is not allowed
	 */
	@SuppressWarnings("NullAway") // no cause is allowed, though the library does not say
									// so
	public RespondException(int code, String text, @org.jspecify.annotations.Nullable Throwable cause) {
		super(text, cause);
		if (code < LOWEST || code > HIGHEST) {
			throw new IllegalArgumentException("The code " + code + " is not within " + LOWEST + " to " + HIGHEST);
		}
		this.code = code;
	}

	/**
	 * The code that the requester is told.
	 * @return 400 to 599
	 */
	public int code() {
		return this.code;
	}

	/**
	 * What the requester is told.
	 * @return the text
	 */
	public String text() {
		return String.valueOf(getMessage());
	}

}
