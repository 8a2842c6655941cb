package io.nowornever.lab.experiment.run;

import java.io.PrintWriter;
import java.util.Locale;

import io.nowornever.lab.scene.Spectator;
import io.nowornever.testbed.command.Terminal;

/**
 * Tells how far an experiment is: on a terminal in one line that is written over, else
 * with one line a scenario. For one thread.
 */
final class Progress implements Spectator {

	private static final String ERASE = "\r\u001B[K";

	private static final int BAR = 20;

	private final PrintWriter out;

	private final boolean terminal;

	private final int scenarios;

	private int scenario;

	Progress(PrintWriter out, boolean terminal, int scenarios) {
		this.out = out;
		this.terminal = terminal;
		this.scenarios = scenarios;
	}

	/**
	 * One that writes over its line if this program writes to a terminal.
	 * @param out where to
	 * @param scenarios how many there will be
	 */
	static Progress of(PrintWriter out, int scenarios) {
		return new Progress(out, Terminal.isCapable(), scenarios);
	}

	/**
	 * A scenario begins.
	 * @param name which
	 * @param number its number, counted from 1
	 */
	void begin(String name, int number) {
		this.scenario = number;
		if (!this.terminal && this.scenarios > 1) {
			this.out.printf("  %d of %d: %s%n", this.scenario, this.scenarios, name);
			this.out.flush();
		}
	}

	/**
	 * A scenario is run again, since the machine was disturbed.
	 * @param name which
	 * @param number its number, counted from 1
	 * @param stolen which share of the processors' time went elsewhere
	 */
	void again(String name, int number, double stolen) {
		this.scenario = number;
		this.out.printf(Locale.ROOT,
				"%s  %d of %d: %s: once more, since other machines got %.0f %% of the processors' time%n",
				this.terminal ? ERASE : "", this.scenario, this.scenarios, name, 100 * stolen);
		this.out.flush();
	}

	@Override
	public void tell(String name, double done) {
		if (this.terminal) {
			int filled = (int) Math.round(done * BAR);
			this.out.printf(Locale.ROOT, "%s  %d of %d: %s [%s%s]", ERASE, this.scenario, this.scenarios, name,
					"=".repeat(filled), " ".repeat(BAR - filled));
			this.out.flush();
		}
	}

	/**
	 * All scenarios have ended.
	 */
	void end() {
		if (this.terminal) {
			this.out.print(ERASE);
			this.out.flush();
		}
	}

}
