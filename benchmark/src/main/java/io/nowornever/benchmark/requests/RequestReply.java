package io.nowornever.benchmark.requests;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

import io.nowornever.benchmark.product.Product;
import io.nowornever.benchmark.report.Report;
import io.nowornever.testbed.broker.Broker;
import org.jspecify.annotations.Nullable;

/**
 * Asks and answers in turns (A B A B …), so that whatever else the machine does meets all
 * sides alike, and compares each round's turns with one another.
 */
public final class RequestReply {

	private static final int WARM_UP_IN_FLIGHT = 256;

	private final Broker broker;

	private final RequestSettings settings;

	private final Report report;

	/**
	 * Creates the measurement.
	 * @param broker the broker
	 * @param settings how
	 * @param report where results go
	 */
	public RequestReply(Broker broker, RequestSettings settings, Report report) {
		this.broker = broker;
		this.settings = settings;
		this.report = report;
	}

	/**
	 * Measures.
	 * @param products the product and its variants that are sides
	 * @throws IOException when the broker lets nobody in
	 * @throws InterruptedException when the calling thread was told to end
	 */
	public void run(Map<Side, Product> products) throws IOException, InterruptedException {
		this.report.add("## Request and reply");
		this.report.add(String.format(Locale.ROOT,
				"%d rounds in turns, %.1f s each, measured after %.1f s of lead-in; median (least..most) over the rounds."
						+ " Both ends are in one JVM, so bytes and CPU are those of asking and answering together.",
				this.settings.rounds(), this.settings.turn().toMillis() / 1e3,
				this.settings.leadIn().toMillis() / 1e3));
		boolean needsLibrary = this.settings.sides().contains(Side.BYTES) || this.settings.sides().contains(Side.TYPED);
		LibraryPair library = needsLibrary ? LibraryPair.connect(this.broker.url(), this.settings.workers()) : null;
		try (Sides sides = Sides.connect(this.broker.url(), products, library)) {
			warmUp(sides);
			Comparison comparison = new Comparison(this.settings.sides());
			for (int inFlight : this.settings.inFlight()) {
				level(sides, inFlight, comparison);
			}
			this.report.add(comparison.table(Figure.RATE, Figure.P50, Figure.P99, Figure.P999));
			this.report.add(comparison.table(Figure.BYTES, Figure.CPU, Figure.BROKER_CPU));
			this.report.add(comparison.verdict());
		}
	}

	private void warmUp(Sides sides) throws InterruptedException {
		if (this.settings.warmUp().isPositive()) {
			for (Side side : this.settings.sides()) {
				turn(sides, side, WARM_UP_IN_FLIGHT, Duration.ZERO, this.settings.warmUp(), "warm-up");
			}
		}
	}

	private void level(Sides sides, int inFlight, Comparison comparison) throws InterruptedException {
		for (int round = 1; round <= this.settings.rounds(); round++) {
			for (Side side : this.settings.sides()) {
				comparison.add(inFlight, side,
						turn(sides, side, inFlight, this.settings.leadIn(), this.settings.turn(), "round " + round));
			}
		}
	}

	private Measured turn(Sides sides, Side side, int inFlight, Duration leadIn, Duration length, String when)
			throws InterruptedException {
		Measured measured = Turn.take(sides.of(side), inFlight, leadIn, length, this.broker.pid());
		this.report.progress(String.format(Locale.ROOT, "%,d in flight, %s, %s: %,.0f requests/s", inFlight, when,
				side.label(), measured.perSecond()));
		measured.tellFailures(this.report, side.label());
		return measured;
	}

}
