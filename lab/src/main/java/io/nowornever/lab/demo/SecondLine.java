package io.nowornever.lab.demo;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.nowornever.testbed.service.ConsumerFigures;
import io.nowornever.testbed.service.ProducerFigures;
import picocli.CommandLine.Help.Ansi;

/**
 * One line about what happened between two readings and about the state after it, below a
 * header that comes again every so often.
 */
final class SecondLine {

	private static final int LINES_PER_HEADER = 20;

	private static final int MOST_COLUMNS = 4;

	private static final String COLUMN = " %7s";

	private final Ansi ansi;

	private int lines;

	SecondLine(Ansi ansi) {
		this.ansi = ansi;
	}

	String between(Reading before, Reading now) {
		String line = line(before, now);
		return (this.lines++ % LINES_PER_HEADER == 0) ? header(now) + line : line;
	}

	private String header(Reading now) {
		StringBuilder upper = new StringBuilder(
				String.format(Locale.ROOT, "%6s %-33s  |%-18s  |", "", " in this second", " so far"));
		StringBuilder lower = new StringBuilder(String.format(Locale.ROOT, "%6s %6s %9s %9s %6s  |%10s %7s  |", "time",
				"sent", "answered", "timed out", "stale", "in flight", "success"));
		Map<String, Long> waiting = waiting(now);
		upper.append(waiting.isEmpty() ? "" : " waiting at");
		waiting.keySet().forEach((name) -> lower.append(String.format(Locale.ROOT, COLUMN, name)));
		return this.ansi.string("@|faint " + upper.toString().stripTrailing() + "|@\n@|faint " + lower + "|@\n");
	}

	private String line(Reading before, Reading now) {
		ProducerFigures then = before.allProducers();
		ProducerFigures all = now.allProducers();
		ConsumerFigures consumers = now.allConsumers();
		long timedOut = all.timedOut() - then.timedOut();
		long stale = consumers.stale() - before.allConsumers().stale();
		StringBuilder line = new StringBuilder();
		line.append(String.format(Locale.ROOT, "%6s %6d ", Text.clock(now.nanos()), all.started() - then.started()));
		line.append(String.format(Locale.ROOT, "@|green %9d|@ ", all.answered() - then.answered()));
		line.append(String.format(Locale.ROOT, (timedOut > 0) ? "@|red %9d|@ " : "%9d ", timedOut));
		line.append(String.format(Locale.ROOT, (stale > 0) ? "@|yellow %6d|@" : "%6d", stale));
		line.append(String.format(Locale.ROOT, "  |%10d %7s  |", all.inFlight(), Text.success(all)));
		waiting(now).values().forEach((count) -> line.append(String.format(Locale.ROOT, COLUMN, count)));
		others(before, now)
			.forEach((outcome, count) -> line.append("  @|yellow " + outcome.replace('_', ' ') + " " + count + "|@"));
		now.silent().forEach((name) -> line.append("  @|yellow " + name + " is silent|@"));
		return this.ansi.string(line.toString());
	}

	/**
	 * The backlog of each consumer, or of each kind when there are many.
	 */
	private static Map<String, Long> waiting(Reading reading) {
		boolean each = reading.consumers().size() <= MOST_COLUMNS;
		Map<String, Long> waiting = new LinkedHashMap<>();
		reading.consumers()
			.forEach((name, figures) -> waiting.merge(each ? name : name.replaceFirst("-.*", ""), figures.backlog(),
					Long::sum));
		return waiting;
	}

	private static Map<String, Long> others(Reading before, Reading now) {
		Map<String, Long> others = new TreeMap<>();
		ProducerFigures then = before.allProducers();
		now.allProducers().outcomes().forEach((outcome, count) -> others.put(outcome, count - then.outcome(outcome)));
		ConsumerFigures consumersThen = before.allConsumers();
		now.allConsumers().handled().forEach((outcome, count) -> {
			if (outcome.equals("late") || outcome.equals("dropped")) {
				others.put(outcome, count - consumersThen.handled(outcome));
			}
		});
		others.remove("answered");
		others.remove("timed_out");
		others.values().removeIf((count) -> count <= 0);
		return others;
	}

}
