package io.nowornever.playground.throughput;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.nowornever.playground.throughput.RunResult.Lost;
import io.nowornever.playground.throughput.RunResult.Subscribed;
import io.nowornever.testbed.report.Table;

/**
 * A result as people read it.
 *
 * @param result the result
 */
record RunText(RunResult result) {

	private static final double MEGABYTE = 1_000_000;

	List<String> lines() {
		List<String> lines = new ArrayList<>();
		lines.add(title());
		lines.add("");
		lines.addAll(figures().lines());
		lines.add("");
		lines.addAll(subscribers().lines());
		lines.add("");
		lines.add(equation());
		return lines;
	}

	private String title() {
		RunSettings settings = this.result.settings();
		return String.format(Locale.ROOT, "%s, %,d messages of %,d B, %s: %s", settings.mode(), settings.messages(),
				settings.payloadBytes(), count(settings.subscribers(), "subscriber"), this.result.ending());
	}

	private Table figures() {
		RunSettings settings = this.result.settings();
		Table table = new Table(1, List.of("time", seconds(this.result.deliverySeconds()), ""));
		table.add(List.of("sent", count(this.result.sent()), ""));
		table.add(List.of("received", count(this.result.received()), ""));
		table.add(List.of("received per message sent", String.format(Locale.ROOT, "%.2f", this.result.fanOut()), ""));
		table.add(List.of("sent a second", rate(this.result.publishRate()),
				megabytes(this.result.publishRate() * settings.payloadBytes())));
		table.add(List.of("received a second", rate(this.result.deliveryRate()),
				megabytes(this.result.deliveryRate() * settings.payloadBytes())));
		return table;
	}

	private Table subscribers() {
		Table table = new Table(1, List.of("subscriber", "received", "dropped", "connection"));
		int number = 0;
		for (Subscribed each : this.result.subscribers()) {
			number++;
			table.add(List.of(Integer.toString(number), count(each.received()), count(each.dropped()),
					each.cutOff() ? "cut off" : "open"));
		}
		return table;
	}

	/**
	 * What was due, and its sum.
	 */
	private String equation() {
		Lost lost = this.result.lost();
		StringBuilder text = new StringBuilder(count(this.result.sent())).append(" sent");
		int copies = this.result.settings().mode().copies(this.result.settings().subscribers());
		if (copies > 1) {
			text.append(" x ").append(count(copies, "subscriber"));
		}
		text.append(" = ").append(count(this.result.received())).append(" received");
		append(text, lost.dropped(), "dropped by the client library");
		append(text, lost.cutOff(), "lost with a connection that the server closed");
		append(text, lost.refused(), "not taken by the stream");
		append(text, lost.left(), "on their way at the end");
		if (lost.total() == 0) {
			text.append(", 0 lost");
		}
		long unsent = this.result.settings().messages() - this.result.sent();
		if (unsent > 0) {
			text.append("; not sent: ").append(count(unsent));
		}
		return text.toString();
	}

	private static void append(StringBuilder text, long count, String what) {
		if (count != 0) {
			text.append(" + ").append(count(count)).append(' ').append(what);
		}
	}

	private static String count(long count) {
		return String.format(Locale.ROOT, "%,d", count);
	}

	private static String count(int count, String what) {
		return count + " " + what + ((count == 1) ? "" : "s");
	}

	private static String rate(double perSecond) {
		return count(Math.round(perSecond));
	}

	private static String megabytes(double bytesPerSecond) {
		return String.format(Locale.ROOT, "%.1f MB/s", bytesPerSecond / MEGABYTE);
	}

	private static String seconds(double seconds) {
		return String.format(Locale.ROOT, "%.3f s", seconds);
	}

}
