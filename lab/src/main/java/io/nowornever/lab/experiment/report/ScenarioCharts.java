package io.nowornever.lab.experiment.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import io.nowornever.lab.ledger.ConsumerFates;
import io.nowornever.lab.ledger.Outcome;
import io.nowornever.lab.ledger.Timeline.Asked;
import io.nowornever.lab.ledger.Timeline.Held;
import io.nowornever.lab.scene.ScenarioRun;
import io.nowornever.lab.scene.Step.Verb;
import io.nowornever.testbed.chart.Chart;
import io.nowornever.testbed.chart.TimeChart;

/**
 * A run of a scenario over time.
 *
 * @param run what was seen
 */
record ScenarioCharts(ScenarioRun run) {

	private static final int BINS = 60;

	/**
	 * There are no more colours.
	 */
	private static final int MOST_LINES = 8;

	/**
	 * How requests ended, as rates over time.
	 */
	Chart outcomes() {
		double bin = binSeconds();
		long first = this.run.firstMillis();
		List<TimeChart.Line> lines = new ArrayList<>();
		for (Outcome outcome : Outcome.values()) {
			double[] rates = new double[BINS + 1];
			long[] ends = this.run.asked()
				.filter((each) -> each.outcome() == outcome)
				.mapToLong(Asked::settledMillis)
				.toArray();
			for (long end : ends) {
				rates[bin(this.run.seconds(end - first), bin)] += 1 / bin;
			}
			if (ends.length > 0) {
				lines.add(new TimeChart.Line(outcome.toString(),
						IntStream.rangeClosed(0, BINS)
							.mapToObj((i) -> new TimeChart.Sample(i * bin, rates[i]))
							.toList()));
			}
		}
		return chart("how requests ended", "requests a second", lines);
	}

	/**
	 * What consumers held, at work and waiting: each of them, or all together where there
	 * are too many.
	 */
	Chart held() {
		List<String> consumers = this.run.account().consumers().stream().map(ConsumerFates::who).toList();
		return chart("what consumers held", "requests",
				(consumers.size() <= MOST_LINES)
						? consumers.stream().map((consumer) -> line(consumer, changes(consumer))).toList()
						: List.of(line("all " + consumers.size(), changes(consumers))));
	}

	/**
	 * Whether there is anything to draw of {@link #held()}.
	 */
	boolean isAnythingHeld() {
		return !this.run.timeline().held().isEmpty();
	}

	private TimeChart.Line line(String name, List<Held> changes) {
		double bin = binSeconds();
		long first = this.run.firstMillis();
		List<TimeChart.Sample> samples = new ArrayList<>();
		int next = 0;
		long count = 0;
		for (int i = 0; i <= BINS; i++) {
			while (next < changes.size() && this.run.seconds(changes.get(next).atMillis() - first) <= i * bin) {
				count += changes.get(next).change();
				next++;
			}
			samples.add(new TimeChart.Sample(i * bin, Math.max(count, 0)));
		}
		return new TimeChart.Line(name, samples);
	}

	private List<Held> changes(List<String> consumers) {
		return consumers.stream()
			.flatMap((consumer) -> changes(consumer).stream())
			.sorted(Comparator.comparingLong(Held::atMillis))
			.toList();
	}

	/**
	 * What a consumer received and ended, by the clock of the others. What it held when
	 * it was killed ended with it.
	 */
	private List<Held> changes(String consumer) {
		long ahead = this.run.scenario()
			.consumers()
			.stream()
			.filter((spec) -> spec.name().equals(consumer))
			.mapToLong((spec) -> spec.clockOffset().toMillis())
			.sum();
		List<Held> changes = new ArrayList<>();
		this.run.timeline()
			.held()
			.stream()
			.filter((held) -> held.consumer().equals(consumer))
			.forEach((held) -> changes.add(new Held(consumer, held.atMillis() - ahead, held.change())));
		this.run.eachTime(Verb.KILL.of(consumer)).forEach((killed) -> {
			int left = changes.stream().filter((held) -> held.atMillis() <= killed).mapToInt(Held::change).sum();
			changes.add(new Held(consumer, killed, -left));
		});
		changes.sort(Comparator.comparingLong(Held::atMillis));
		return changes;
	}

	private Chart chart(String title, String yTitle, List<TimeChart.Line> lines) {
		return new TimeChart(this.run.scenario().name() + ": " + title, yTitle, lines,
				this.run.marks()
					.stream()
					.map((mark) -> new TimeChart.Mark(this.run.second(mark.atMillis()), mark.step().label()))
					.toList());
	}

	/**
	 * So that the last request ends in the last stretch.
	 */
	private double binSeconds() {
		long last = this.run.asked().mapToLong(Asked::settledMillis).max().orElse(0);
		return this.run.second(Math.max(last, this.run.endedMillis())) / BINS;
	}

	private static int bin(double second, double bin) {
		return Math.clamp((int) Math.floor(second / bin) + 1, 0, BINS);
	}

}
