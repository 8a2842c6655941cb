package io.nowornever.common.wire;

/**
 * The codes by which a consumer says that it has no result.
 */
public enum ServiceError {

	/**
	 * The request broke the contract; sending it again will not help.
	 */
	MALFORMED(400),

	/**
	 * The handler failed; the work may have been done in part.
	 */
	FAILED(500),

	/**
	 * The request could not have been done in time and was not begun: safe to send again.
	 */
	BUSY(503),

	/**
	 * The request was given to somebody as often as is allowed, and none of them brought
	 * it to its end: it may be the request itself that ends who works on it.
	 */
	ABANDONED(508);

	private final int code;

	private final String text;

	ServiceError(int code) {
		this.code = code;
		this.text = Integer.toString(code);
	}

	/**
	 * The code as a number.
	 * @return 400, 500, 503 or 508
	 */
	public int code() {
		return this.code;
	}

	/**
	 * The code as it stands in the header.
	 * @return the decimal digits
	 */
	public String text() {
		return this.text;
	}

}
