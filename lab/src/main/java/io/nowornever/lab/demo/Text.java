package io.nowornever.lab.demo;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

import io.nowornever.testbed.service.ProducerFigures;

/**
 * How figures are written.
 */
final class Text {

	private Text() {
	}

	static String clock(long nanos) {
		long seconds = TimeUnit.NANOSECONDS.toSeconds(nanos);
		return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
	}

	/**
	 * The share of the answered among those that have ended.
	 */
	static String success(ProducerFigures figures) {
		return share(figures.answered(), figures.settled());
	}

	static String share(long part, long whole) {
		return (whole > 0) ? percent((double) part / whole) : "-";
	}

	static String percent(double share) {
		return String.format(Locale.ROOT, "%.0f %%", 100 * share);
	}

	static String seconds(OptionalDouble seconds) {
		return seconds.isPresent() ? String.format(Locale.ROOT, "%.2f s", seconds.getAsDouble()) : "-";
	}

	static String requests(long count) {
		return (count == 1) ? "1 request" : count + " requests";
	}

}
