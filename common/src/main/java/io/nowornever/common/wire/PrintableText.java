package io.nowornever.common.wire;

/**
 * Text from elsewhere made fit for a header, a log and a terminal: one short line of
 * ASCII, in which nothing is obeyed.
 */
public final class PrintableText {

	private PrintableText() {
	}

	/**
	 * Makes a text fit.
	 * @param text any text
	 * @param longest how many characters are kept
	 * @return the text with {@code ?} for each character that is not printable ASCII
	 */
	public static String of(String text, int longest) {
		StringBuilder printable = new StringBuilder(Math.min(text.length(), longest));
		text.chars().limit(longest).forEach((c) -> printable.append((c >= ' ' && c <= '~') ? (char) c : '?'));
		return printable.toString();
	}

}
