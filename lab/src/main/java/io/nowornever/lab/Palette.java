package io.nowornever.lab;

import java.io.Console;
import java.util.Map;
import java.util.Optional;

/**
 * Colours for a terminal, or none.
 */
public enum Palette {

	/**
	 * For a terminal that shows colours.
	 */
	COLOURED("\u001B[32m", "\u001B[33m", "\u001B[31m", "\u001B[2m", "\u001B[1m", "\u001B[0m"),

	/**
	 * For everything else: the text as it is.
	 */
	PLAIN("", "", "", "", "", "");

	private final String green;

	private final String yellow;

	private final String red;

	private final String dim;

	private final String bold;

	private final String end;

	Palette(String green, String yellow, String red, String dim, String bold, String end) {
		this.green = green;
		this.yellow = yellow;
		this.red = red;
		this.dim = dim;
		this.bold = bold;
		this.end = end;
	}

	/**
	 * Chooses colours if this program writes to a terminal that can show them and nobody
	 * has set {@code NO_COLOR}.
	 * @param variables the environment variables
	 * @return the colours, or none
	 */
	public static Palette choose(Map<String, String> variables) {
		boolean wanted = variables.getOrDefault("NO_COLOR", "").isEmpty();
		return (wanted && isCapableTerminal(variables)) ? COLOURED : PLAIN;
	}

	/**
	 * Whether this program writes to a terminal that obeys escape sequences.
	 * @param variables the environment variables
	 * @return {@code false} for a pipe, a file or a dumb terminal
	 */
	public static boolean isCapableTerminal(Map<String, String> variables) {
		boolean terminal = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
		return terminal && !"dumb".equals(variables.get("TERM"));
	}

	/**
	 * Marks what is as it should be.
	 * @param text the text
	 * @return the text in its colour
	 */
	public String good(String text) {
		return this.green + text + this.end;
	}

	/**
	 * Marks what deserves a look.
	 * @param text the text
	 * @return the text in its colour
	 */
	public String warning(String text) {
		return this.yellow + text + this.end;
	}

	/**
	 * Marks what is wrong.
	 * @param text the text
	 * @return the text in its colour
	 */
	public String bad(String text) {
		return this.red + text + this.end;
	}

	/**
	 * Marks what may be skipped.
	 * @param text the text
	 * @return the text in its colour
	 */
	public String quiet(String text) {
		return this.dim + text + this.end;
	}

	/**
	 * Marks what is read first.
	 * @param text the text
	 * @return the text in its colour
	 */
	public String strong(String text) {
		return this.bold + text + this.end;
	}

}
