package io.nowornever.lab.experiment;

import java.io.PrintWriter;
import java.util.Locale;

import io.nowornever.testbed.command.Terminal;

/**
 * Tells how far an experiment is: on a terminal in one line that is written over, else
 * with one line a scene. For one thread.
 */
final class Progress {

	private static final String ERASE = "\r\u001B[K";

	private static final int BAR = 20;

	private final PrintWriter out;

	private final boolean terminal;

	private final int scenes;

	private int scene;

	Progress(PrintWriter out, boolean terminal, int scenes) {
		this.out = out;
		this.terminal = terminal;
		this.scenes = scenes;
	}

	/**
	 * One that writes over its line if this program writes to a terminal.
	 * @param out where to
	 * @param scenes how many there will be
	 */
	static Progress of(PrintWriter out, int scenes) {
		return new Progress(out, Terminal.isCapable(), scenes);
	}

	/**
	 * A scene begins.
	 * @param name which
	 * @param number its number, counted from 1
	 */
	void begin(String name, int number) {
		this.scene = number;
		if (!this.terminal && this.scenes > 1) {
			this.out.printf("  %d of %d: %s%n", this.scene, this.scenes, name);
			this.out.flush();
		}
	}

	/**
	 * A scene is played again, since the machine was disturbed.
	 * @param name which
	 * @param number its number, counted from 1
	 * @param stolen which share of the processors' time went elsewhere
	 */
	void again(String name, int number, double stolen) {
		this.scene = number;
		this.out.printf(Locale.ROOT,
				"%s  %d of %d: %s: once more, since other machines got %.0f %% of the processors' time%n",
				this.terminal ? ERASE : "", this.scene, this.scenes, name, 100 * stolen);
		this.out.flush();
	}

	/**
	 * A scene goes on.
	 * @param name which
	 * @param done how much of the time that passes now has passed, 0 to 1
	 */
	void tell(String name, double done) {
		if (this.terminal) {
			int filled = (int) Math.round(done * BAR);
			this.out.printf(Locale.ROOT, "%s  %d of %d: %s [%s%s]", ERASE, this.scene, this.scenes, name,
					"=".repeat(filled), " ".repeat(BAR - filled));
			this.out.flush();
		}
	}

	/**
	 * All scenes have ended.
	 */
	void end() {
		if (this.terminal) {
			this.out.print(ERASE);
			this.out.flush();
		}
	}

}
