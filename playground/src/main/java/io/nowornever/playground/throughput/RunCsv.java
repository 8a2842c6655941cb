package io.nowornever.playground.throughput;

import java.util.List;
import java.util.Locale;

/**
 * The samples of a run as a table for spreadsheets: rates are those since the sample
 * before.
 */
final class RunCsv {

	private static final double SECOND_NANOS = 1e9;

	private RunCsv() {
	}

	static String write(List<Sample> samples) {
		StringBuilder text = new StringBuilder("seconds,sent,received,sent_per_second,received_per_second\n");
		Sample before = new Sample(0, 0, 0, false);
		for (Sample sample : samples) {
			double seconds = (sample.nanos() - before.nanos()) / SECOND_NANOS;
			text.append(String.format(Locale.ROOT, "%.4f,%d,%d,%.0f,%.0f%n", sample.nanos() / SECOND_NANOS,
					sample.sent(), sample.received(), rate(sample.sent() - before.sent(), seconds),
					rate(sample.received() - before.received(), seconds)));
			before = sample;
		}
		return text.toString();
	}

	private static double rate(long count, double seconds) {
		return (seconds > 0) ? count / seconds : 0;
	}

}
