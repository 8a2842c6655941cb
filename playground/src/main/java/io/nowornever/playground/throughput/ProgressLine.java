package io.nowornever.playground.throughput;

import java.io.PrintWriter;
import java.util.Locale;

/**
 * A line on a terminal that is drawn over and over while a run goes on.
 */
final class ProgressLine {

	private static final int WIDTH = 30;

	private static final String ERASED = "\r\u001B[K";

	private final PrintWriter out;

	private final long due;

	ProgressLine(PrintWriter out, RunSettings settings) {
		this.out = out;
		this.due = (long) settings.messages() * settings.mode().copies(settings.subscribers());
	}

	void draw(Sample sample) {
		int done = (int) Math.min(WIDTH, WIDTH * sample.received() / this.due);
		this.out.print(String.format(Locale.ROOT, "%s[%s%s] %3d %%  %,d sent, %,d received%s", ERASED, "#".repeat(done),
				".".repeat(WIDTH - done), 100 * sample.received() / this.due, sample.sent(), sample.received(),
				sample.draining() ? ", draining" : ""));
		this.out.flush();
	}

	void erase() {
		this.out.print(ERASED);
		this.out.flush();
	}

}
