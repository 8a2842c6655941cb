package io.nowornever.lab.throughput;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import io.nowornever.lab.chart.Chart;
import io.nowornever.lab.chart.TimeChart;

/**
 * What was sent and received over the time of a run, as a chart.
 */
final class RunChart {

	private static final double SECOND_NANOS = Duration.ofSeconds(1).toNanos();

	private RunChart() {
	}

	static Chart of(RunSettings settings, List<Sample> samples) {
		return TimeChart
			.titled(String.format(Locale.ROOT, "%,d messages of %,d B, %s, subscribers: %d", settings.messages(),
					settings.payloadBytes(), settings.mode(), settings.subscribers()))
			.yTitle("messages")
			.line("received by all subscribers",
					samples.stream()
						.map((sample) -> new TimeChart.Sample(sample.nanos() / SECOND_NANOS, sample.received()))
						.toList())
			.line("sent",
					samples.stream()
						.map((sample) -> new TimeChart.Sample(sample.nanos() / SECOND_NANOS, sample.sent()))
						.toList())
			.build();
	}

}
