package io.nowornever.benchmark.requests;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.nowornever.benchmark.product.Product;
import io.nowornever.benchmark.report.Report;
import io.nowornever.benchmark.report.Spread;
import io.nowornever.testbed.broker.Broker;
import io.nowornever.testbed.report.Table;

/**
 * What a request costs in processor time as more consumers share the work and as more
 * requests are in flight, in turns.
 */
public final class CostPerRequest {

	private static final int WARM_UP_IN_FLIGHT = 256;

	private final Broker broker;

	private final RequestSettings settings;

	private final Report report;

	private final Map<Cell, List<Double>> micros = new HashMap<>();

	/**
	 * Creates the measurement.
	 * @param broker the broker
	 * @param settings how; its sides do not count
	 * @param report where results go
	 */
	public CostPerRequest(Broker broker, RequestSettings settings, Report report) {
		this.broker = broker;
		this.settings = settings;
		this.report = report;
	}

	/**
	 * Measures.
	 * @param consumers how many share the work; the first is what the others are compared
	 * with
	 * @param starter starts the product for each of these numbers
	 * @throws InterruptedException when the calling thread was told to end
	 */
	public void run(List<Integer> consumers, Starter starter) throws InterruptedException {
		Map<Integer, Product> products = new LinkedHashMap<>();
		try {
			for (int count : consumers) {
				products.put(count, starter.start(count));
			}
			for (Product product : products.values()) {
				Turn.take(Sides.requester(product), WARM_UP_IN_FLIGHT, this.settings.leadIn(), this.settings.warmUp(),
						this.broker.pid());
			}
			for (int inFlight : this.settings.inFlight()) {
				for (int round = 1; round <= this.settings.rounds(); round++) {
					for (Map.Entry<Integer, Product> each : products.entrySet()) {
						take(new Cell(each.getKey(), inFlight), each.getValue(), round);
					}
				}
			}
		}
		finally {
			products.values().forEach(Product::close);
		}
		this.report.add("## Cost per request");
		this.report.add(String.format(Locale.ROOT,
				"Microseconds of processor time a request, broker and both ends together; consumers with %d workers each;"
						+ " %d rounds in turns, %.1f s each; median (least..most) over the rounds.",
				this.settings.workers(), this.settings.rounds(), this.settings.turn().toMillis() / 1e3));
		this.report.add(table(List.copyOf(products.keySet())));
	}

	private void take(Cell cell, Product product, int round) throws InterruptedException {
		Measured measured = Turn.take(Sides.requester(product), cell.inFlight(), this.settings.leadIn(),
				this.settings.turn(), this.broker.pid());
		double cost = measured.cpuMicrosPerRequest() + measured.brokerMicrosPerRequest();
		this.micros.computeIfAbsent(cell, (_) -> new ArrayList<>()).add(cost);
		this.report.progress(String.format(Locale.ROOT, "%s, round %d: %.1f µs", cell, round, cost));
		measured.tellFailures(this.report, cell.toString());
	}

	private String table(List<Integer> counts) {
		List<String> head = new ArrayList<>(List.of("consumers"));
		this.settings.inFlight().forEach((inFlight) -> head.add(String.format(Locale.ROOT, "%,d in flight", inFlight)));
		Table table = new Table(1, head);
		for (int consumers : counts) {
			List<String> row = new ArrayList<>(List.of(Integer.toString(consumers)));
			this.settings.inFlight()
				.forEach((inFlight) -> row.add(Spread.of(turns(consumers, inFlight), Double::doubleValue).show(1)));
			table.add(row);
		}
		for (int consumers : counts.subList(1, counts.size())) {
			List<String> row = new ArrayList<>(List.of(consumers + " / " + counts.getFirst()));
			this.settings.inFlight()
				.forEach((inFlight) -> row.add(Spread
					.ofRatios(turns(consumers, inFlight), turns(counts.getFirst(), inFlight), Double::doubleValue)
					.show(2)));
			table.add(row);
		}
		return table.markdown();
	}

	private List<Double> turns(int consumers, int inFlight) {
		return this.micros.getOrDefault(new Cell(consumers, inFlight), List.of());
	}

	/**
	 * Starts the product.
	 */
	@FunctionalInterface
	public interface Starter {

		/**
		 * Starts it, apart from all others.
		 * @param consumers how many consumers
		 * @return the services, linked
		 * @throws InterruptedException when the calling thread was told to end
		 */
		Product start(int consumers) throws InterruptedException;

	}

	/**
	 * What is measured in a turn.
	 *
	 * @param consumers how many share the work
	 * @param inFlight how many requests are in flight at once
	 */
	private record Cell(int consumers, int inFlight) {

		@Override
		public String toString() {
			return this.inFlight + " in flight, consumers: " + this.consumers;
		}

	}

}
