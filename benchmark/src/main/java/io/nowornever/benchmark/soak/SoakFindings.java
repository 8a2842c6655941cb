package io.nowornever.benchmark.soak;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.nowornever.testbed.chart.Chart;
import io.nowornever.testbed.chart.TimeChart;
import io.nowornever.testbed.report.Table;

/**
 * What the readings of a soak come to.
 *
 * @param readings two or more, in the order of time
 */
record SoakFindings(List<Reading> readings) {

	private static final double WARM_SECONDS = 60;

	SoakFindings {
		readings = List.copyOf(readings);
		if (readings.size() < 2) {
			throw new IllegalArgumentException("A soak needs two readings or more, not " + readings.size());
		}
	}

	/**
	 * Requests that ended otherwise than with an answer.
	 * @return how many, by their outcome
	 */
	Map<String, Long> unanswered() {
		Map<String, Long> others = new TreeMap<>(last().figures().outcomes());
		others.remove("answered");
		others.values().removeIf((count) -> count == 0);
		return others;
	}

	String summary() {
		String others = unanswered().isEmpty() ? "every one that ended was answered"
				: unanswered().entrySet()
					.stream()
					.map((each) -> String.format(Locale.ROOT, "%,d %s", each.getValue(), each.getKey()))
					.collect(Collectors.joining(", "));
		return String.format(Locale.ROOT,
				"%,d requests within %.1f min: %s; about p50 %.0f ms, p99 %.0f ms, as the buckets of the producer's"
						+ " histogram tell them. Readings every %.0f s.",
				last().figures().settled(), last().seconds() / 60, others, last().latencyMillis(0.5, first()),
				last().latencyMillis(0.99, first()), this.readings.get(1).seconds());
	}

	/**
	 * The memory of each process, once everything was used for the first time and later.
	 * @return a table in Markdown
	 */
	String memory() {
		Reading warm = warm();
		Table table = new Table(1, List.of("resident MiB", String.format(Locale.ROOT, "after %.0f s", warm.seconds()),
				"at the end", "at the most since then", "end / then"));
		for (String process : first().residentMebibytes().keySet()) {
			double then = resident(warm, process);
			double end = resident(last(), process);
			double most = this.readings.stream()
				.filter((each) -> each.seconds() >= warm.seconds())
				.mapToDouble((each) -> resident(each, process))
				.max()
				.orElse(Double.NaN);
			table.add(List.of(process, number("%.0f", then), number("%.0f", end), number("%.0f", most),
					number("%.2f", end / then)));
		}
		return table.markdown();
	}

	Chart memoryChart() {
		return new TimeChart("Memory of each process under one load", "resident MiB",
				first().residentMebibytes()
					.keySet()
					.stream()
					.map((process) -> new TimeChart.Line(process, this.readings.stream()
						.map((each) -> new TimeChart.Sample(each.seconds(), zeroIfNone(resident(each, process))))
						.toList()))
					.toList(),
				List.of());
	}

	Chart latencyChart() {
		return new TimeChart("How long answers took under one load", "milliseconds",
				List.of(line("p99", (now, before) -> now.latencyMillis(0.99, before)),
						line("p50", (now, before) -> now.latencyMillis(0.5, before))),
				List.of());
	}

	/**
	 * Each value counts since the reading before; the first interval's stands at its
	 * beginning too.
	 */
	private TimeChart.Line line(String name, ToDoubleBiFunction<Reading, Reading> figure) {
		return new TimeChart.Line(name, IntStream.range(0, this.readings.size()).mapToObj((i) -> {
			int end = Math.max(i, 1);
			double value = figure.applyAsDouble(this.readings.get(end), this.readings.get(end - 1));
			return new TimeChart.Sample(this.readings.get(i).seconds(), zeroIfNone(value));
		}).toList());
	}

	private Reading warm() {
		return this.readings.stream()
			.filter((each) -> each.seconds() >= WARM_SECONDS)
			.findFirst()
			.orElse(this.readings.get(this.readings.size() / 2));
	}

	private Reading first() {
		return this.readings.getFirst();
	}

	private Reading last() {
		return this.readings.getLast();
	}

	private static double resident(Reading reading, String process) {
		return reading.residentMebibytes().getOrDefault(process, Double.NaN);
	}

	private static double zeroIfNone(double value) {
		return Double.isNaN(value) ? 0 : value;
	}

	private static String number(String form, double value) {
		return Double.isFinite(value) ? String.format(Locale.ROOT, form, value) : "-";
	}

}
