package io.nowornever.playground.throughput;

import java.util.List;
import java.util.Locale;

import io.nowornever.testbed.chart.Chart;
import io.nowornever.testbed.chart.TimeChart;

/**
 * What was sent and received over the time of a run, as a chart.
 */
final class RunChart {

	private RunChart() {
	}

	static Chart of(RunSettings settings, List<Sample> samples) {
		return TimeChart
			.titled(String.format(Locale.ROOT, "%,d messages of %,d B, %s, subscribers: %d", settings.messages(),
					settings.payloadBytes(), settings.mode(), settings.subscribers()))
			.yTitle("messages")
			.line("received by all subscribers",
					samples.stream()
						.map((sample) -> new TimeChart.Sample(sample.seconds(), sample.received()))
						.toList())
			.line("sent",
					samples.stream().map((sample) -> new TimeChart.Sample(sample.seconds(), sample.sent())).toList())
			.build();
	}

}
