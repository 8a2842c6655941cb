package io.nowornever.benchmark.stale;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

import io.nowornever.benchmark.product.Product;
import io.nowornever.benchmark.report.Report;
import io.nowornever.benchmark.report.Spread;
import io.nowornever.testbed.broker.Broker;
import io.nowornever.testbed.report.Table;

/**
 * Sends the same flood of stale requests in turns to the product's consumer, to the bare
 * client library that only counts, and to a socket that only reads.
 */
public final class StaleBacklog {

	private static final String QUEUE_GROUP = "workers";

	private static final Duration AGE = Duration.ofMinutes(1);

	private static final double AIM = 0.9;

	private final Broker broker;

	private final int messages;

	private final int rounds;

	private final Report report;

	/**
	 * Creates the measurement.
	 * @param broker the broker
	 * @param messages how many a flood has
	 * @param rounds how many floods each side gets
	 * @param report where results go
	 */
	public StaleBacklog(Broker broker, int messages, int rounds, Report report) {
		this.broker = broker;
		this.messages = messages;
		this.rounds = rounds;
		this.report = report;
	}

	/**
	 * Measures.
	 * @param product the product
	 * @throws IOException when the broker lets nobody in
	 * @throws InterruptedException when the calling thread was told to end
	 */
	public void run(Product product) throws IOException, InterruptedException {
		// One stamp for all floods: stamps that kept their distance to the clock would be
		// taken for a clock that is off.
		long sentAtMillis = System.currentTimeMillis() - AGE.toMillis();
		try (Skipper bare = BareSkipper.connect(this.broker.url(), QUEUE_GROUP);
				Skipper skipping = new ProductSkipper(product.consumerMeters());
				Skipper socket = SocketSkipper.connect(this.broker.url(), QUEUE_GROUP, sentAtMillis)) {
			List<Lineup> lineup = List.of(new Lineup(bare), new Lineup(skipping), new Lineup(socket));
			for (int round = 0; round <= this.rounds; round++) {
				for (Lineup side : lineup) {
					flood(side, round, sentAtMillis);
				}
			}
			lineup.forEach((side) -> side.skipper.reportFailures(this.report));
			print(lineup.get(0), lineup.get(1), lineup.get(2));
		}
	}

	private void flood(Lineup side, int round, long sentAtMillis) throws IOException {
		Flood.Result result = Flood.send(this.broker.url(), this.broker.pid(), side.skipper, this.messages,
				sentAtMillis);
		this.report.failure("stale, " + side.skipper.label() + ": missing", result.missing());
		this.report.progress(String.format(Locale.ROOT, "stale backlog, %s, %s: %,.0f messages/s",
				(round == 0) ? "warm-up" : "round " + round, side.skipper.label(), result.perSecond()));
		if (round > 0) {
			side.results.add(result);
		}
	}

	private void print(Lineup bare, Lineup product, Lineup socket) {
		this.report.add("## Stale backlog");
		this.report.add(String.format(Locale.ROOT,
				"%,d requests whose time is over, published as fast as they are taken, by ready-made bytes on a socket;"
						+ " %d rounds in turns after a warm-up; median (least..most) over the rounds. JVM CPU includes"
						+ " the publisher.",
				this.messages, this.rounds));
		Table table = new Table(1,
				List.of("side", "messages/s", "JVM CPU ns/message", "broker CPU ns/message", "bytes/message"));
		for (Lineup side : List.of(bare, product, socket)) {
			table.add(List.of(side.skipper.label(), side.spread(Flood.Result::perSecond).show(0),
					side.spread(Flood.Result::cpuNanosPerMessage).show(0),
					side.spread(Flood.Result::brokerNanosPerMessage).show(0),
					side.spread(Flood.Result::bytesPerMessage).show(0)));
		}
		Spread rate = product.ratio(bare, Flood.Result::perSecond);
		table.add(List.of("product / bare", rate.show(2), product.ratio(bare, Flood.Result::cpuNanosPerMessage).show(2),
				product.ratio(bare, Flood.Result::brokerNanosPerMessage).show(2),
				product.ratio(bare, Flood.Result::bytesPerMessage).show(2)));
		this.report.add(table.markdown());
		double headroom = socket.ratio(bare, Flood.Result::perSecond).median();
		this.report.add(String.format(Locale.ROOT,
				"Aim: at least %.1f of bare: %.2f (%s). Publisher and broker alone deliver %.1f times the bare rate: %s.",
				AIM, rate.median(), (rate.median() >= AIM) ? "reached" : "missed", headroom,
				(headroom > 1.2) ? "the receiving side is the limit" : "they are the limit, not the receiving side"));
	}

	/**
	 * A side and what its floods came to.
	 *
	 * @param skipper the side
	 * @param results one a round
	 */
	private record Lineup(Skipper skipper, List<Flood.Result> results) {

		Lineup(Skipper skipper) {
			this(skipper, new ArrayList<>());
		}

		Spread spread(ToDoubleFunction<Flood.Result> figure) {
			return Spread.of(this.results.stream().mapToDouble(figure).toArray());
		}

		Spread ratio(Lineup other, ToDoubleFunction<Flood.Result> figure) {
			double[] ratios = new double[this.results.size()];
			for (int round = 0; round < ratios.length; round++) {
				ratios[round] = figure.applyAsDouble(this.results.get(round))
						/ figure.applyAsDouble(other.results.get(round));
			}
			return Spread.of(ratios);
		}

	}

}
