package io.nowornever.testbed.command;

import java.io.Console;
import java.util.Optional;

import picocli.CommandLine.Help.Ansi;

/**
 * What this program's output may be dressed in. Picocli's own choice would colour dumb
 * terminals too.
 */
public final class Terminal {

	private Terminal() {
	}

	/**
	 * Whether this program writes to a terminal that obeys escape sequences.
	 * @return {@code false} for a pipe, a file or a dumb terminal
	 */
	public static boolean isCapable() {
		boolean terminal = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
		return terminal && !"dumb".equals(System.getenv("TERM"));
	}

	/**
	 * Colours if the terminal shows them and nobody has set {@code NO_COLOR}.
	 * @return on or off
	 */
	public static Ansi ansi() {
		boolean wanted = System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
		return (wanted && isCapable()) ? Ansi.ON : Ansi.OFF;
	}

}
