package io.nowornever.lab.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.nowornever.testbed.report.Table;
import io.nowornever.testbed.service.ProducerFigures;
import picocli.CommandLine.Help.Ansi;

/**
 * What a demo has shown, from its last reading.
 *
 * @param reading the last reading
 * @param ansi whether with colours
 */
record Summary(Reading reading, Ansi ansi) {

	private static final List<String> PRODUCER_OUTCOMES = List.of("answered", "timed_out", "no_responders", "refused",
			"failed", "disconnected", "rejected");

	private static final List<String> CONSUMER_OUTCOMES = List.of("answered", "late", "stale", "refused", "malformed",
			"failed", "dropped");

	List<String> lines() {
		List<String> lines = new ArrayList<>();
		lines.add("");
		lines.add(this.ansi.string("@|bold After " + Text.clock(this.reading.nanos()) + ": what became of "
				+ Text.requests(this.reading.allProducers().started()) + "|@"));
		lines.addAll(headed(producers()));
		lines.add("");
		lines.addAll(headed(consumers()));
		lines.add("");
		lines.add(conservation());
		lines.add(success());
		lines.addAll(new Lesson(this.reading).sentences());
		this.reading.silent()
			.forEach((name) -> lines.add(this.ansi
				.string("@|yellow " + name + " did not tell its figures at the end: the last known ones are shown|@")));
		return lines;
	}

	private List<String> headed(Table table) {
		List<String> lines = new ArrayList<>(table.lines());
		lines.set(0, this.ansi.string("@|faint " + lines.getFirst() + "|@"));
		return lines;
	}

	private Table producers() {
		ProducerFigures all = this.reading.allProducers();
		List<String> outcomes = worthShowing(PRODUCER_OUTCOMES, all.outcomes(), List.of("answered", "timed_out"));
		Table table = new Table(1, cells(Stream.of("producers", "started"), titles(outcomes),
				Stream.of("in flight", "success", "p50", "p95")));
		Map<String, ProducerFigures> rows = new LinkedHashMap<>(this.reading.producers());
		rows.put("together", all);
		rows.forEach((name,
				figures) -> table.add(cells(Stream.of(name, Long.toString(figures.started())),
						outcomes.stream().map((outcome) -> Long.toString(figures.outcome(outcome))),
						Stream.of(Long.toString(figures.inFlight()), Text.success(figures),
								Text.seconds(figures.latencies().quantile(0.5)),
								Text.seconds(figures.latencies().quantile(0.95))))));
		return table;
	}

	private Table consumers() {
		List<String> outcomes = worthShowing(CONSUMER_OUTCOMES, this.reading.allConsumers().handled(),
				List.of("answered", "late", "stale"));
		Table table = new Table(1,
				cells(Stream.of("consumers", "given"), titles(outcomes), Stream.of("waiting", "share", "busy")));
		this.reading.consumers()
			.forEach((name,
					figures) -> table.add(cells(Stream.of(name, Long.toString(figures.received())),
							outcomes.stream().map((outcome) -> Long.toString(figures.handled(outcome))),
							Stream.of(Long.toString(figures.backlog()),
									Text.share(figures.received(), this.reading.allConsumers().received()),
									Text.percent(this.reading.busy(figures))))));
		return table;
	}

	private String conservation() {
		ProducerFigures all = this.reading.allProducers();
		String sum = PRODUCER_OUTCOMES.stream()
			.filter((outcome) -> all.outcome(outcome) > 0)
			.map((outcome) -> all.outcome(outcome) + " " + title(outcome))
			.collect(Collectors.joining(" + "));
		String equation = all.started() + " started = " + (sum.isEmpty() ? "" : sum + " + ") + all.inFlight()
				+ " in flight";
		return this.ansi
			.string(this.reading.isConserved() ? "Every request is accounted for: @|green " + equation + "|@."
					: "@|red Not every request is accounted for: " + equation + " does not hold; off by "
							+ (all.started() - all.settled() - all.inFlight()) + ".|@");
	}

	private String success() {
		ProducerFigures all = this.reading.allProducers();
		return "Of " + Text.requests(all.settled()) + " that have ended, " + Text.success(all)
				+ " were answered in time; half of those within " + Text.seconds(all.latencies().quantile(0.5))
				+ ", 95 % within " + Text.seconds(all.latencies().quantile(0.95)) + ".";
	}

	private static List<String> worthShowing(List<String> known, Map<String, Long> counts, List<String> always) {
		Map<String, Long> unknown = new TreeMap<>(counts);
		unknown.keySet().removeAll(known);
		return Stream.concat(known.stream(), unknown.keySet().stream())
			.filter((outcome) -> always.contains(outcome) || counts.getOrDefault(outcome, 0L) > 0)
			.toList();
	}

	private static Stream<String> titles(List<String> outcomes) {
		return outcomes.stream().map(Summary::title);
	}

	private static String title(String outcome) {
		return outcome.replace('_', ' ');
	}

	private static List<String> cells(Stream<String> first, Stream<String> outcomes, Stream<String> last) {
		return Stream.of(first, outcomes, last).flatMap((part) -> part).toList();
	}

}
