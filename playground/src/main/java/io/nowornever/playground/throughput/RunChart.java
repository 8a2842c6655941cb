package io.nowornever.playground.throughput;

import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

import io.nowornever.testbed.chart.Chart;
import io.nowornever.testbed.chart.TimeChart;

/**
 * What was sent and received over the time of a run, as a chart.
 */
final class RunChart {

	private RunChart() {
	}

	static Chart of(RunResult result, List<Sample> samples) {
		RunSettings settings = result.settings();
		return new TimeChart(
				String.format(Locale.ROOT, "%,d messages of %,d B, %s, subscribers: %d; %s after %.2f s",
						settings.messages(), settings.payloadBytes(), settings.mode(), settings.subscribers(),
						result.ending().label(), result.deliverySeconds()),
				"messages", List.of(line("received by all subscribers", samples, Sample::received),
						line("sent", samples, Sample::sent)),
				List.of());
	}

	private static TimeChart.Line line(String name, List<Sample> samples, ToLongFunction<Sample> count) {
		return new TimeChart.Line(name,
				samples.stream()
					.map((sample) -> new TimeChart.Sample(sample.seconds(), count.applyAsLong(sample)))
					.toList());
	}

}
