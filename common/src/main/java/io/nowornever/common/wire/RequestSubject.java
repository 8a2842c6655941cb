package io.nowornever.common.wire;

/**
 * Which subjects requests may go to: none with wildcards, and none of the system's.
 */
public final class RequestSubject {

	/**
	 * What is allowed, in words.
	 */
	public static final String ALLOWED = "tokens of printable ASCII without blanks, '*' and '>', separated by '.', the first not beginning with '$'";

	private RequestSubject() {
	}

	/**
	 * Whether requests may go to a subject.
	 * @param text the subject
	 * @return false also for what is no subject at all
	 */
	public static boolean isOne(String text) {
		return text.matches("[!-~&&[^.*>$]][!-~&&[^.*>]]*(\\.[!-~&&[^.*>]]+)*");
	}

}
