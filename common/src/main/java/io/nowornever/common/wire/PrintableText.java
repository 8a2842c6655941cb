package io.nowornever.common.wire;

/**
 * Text from elsewhere made fit for a header, a log and a terminal: one short line of
 * ASCII, in which nothing is obeyed.
 */
public final class PrintableText {

	private PrintableText() {
	}

	/**
	 * Whether a text is fit as it is.
	 * @param text any text
	 * @return false if a character of it is not printable ASCII
	 */
	public static boolean is(String text) {
		return text.chars().allMatch(PrintableText::isPrintable);
	}

	/**
	 * Makes a text fit.
	 * @param text any text
	 * @param longest how many characters are kept
	 * @return the text with {@code ?} for each character that is not printable ASCII
	 */
	public static String of(String text, int longest) {
		StringBuilder printable = new StringBuilder(Math.min(text.length(), longest));
		text.chars().limit(longest).forEach((c) -> printable.append(isPrintable(c) ? (char) c : '?'));
		return printable.toString();
	}

	private static boolean isPrintable(int c) {
		return c >= ' ' && c <= '~';
	}

}
