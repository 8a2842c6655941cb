package io.nowornever.lab.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.nowornever.lab.ledger.Outcome;
import io.nowornever.lab.ledger.Timeline.Asked;
import io.nowornever.lab.ledger.Timeline.Held;
import io.nowornever.testbed.chart.Chart;
import io.nowornever.testbed.chart.TimeChart;

/**
 * A scene over time.
 *
 * @param course what was seen
 */
record SceneCharts(Course course) {

	private static final int BINS = 60;

	private static final String KILL = "kill ";

	/**
	 * How requests ended, as rates over time.
	 */
	Chart outcomes() {
		double bin = binSeconds();
		double[] moments = new double[BINS + 1];
		for (int i = 0; i <= BINS; i++) {
			moments[i] = i * bin;
		}
		TimeChart.Builder chart = TimeChart.titled(this.course.scene().name() + ": how requests ended")
			.yTitle("requests a second");
		for (Outcome outcome : Outcome.values()) {
			double[] rates = new double[BINS + 1];
			long[] ends = this.course.asked()
				.filter((each) -> each.outcome() == outcome)
				.mapToLong(Asked::settledMillis)
				.toArray();
			for (long end : ends) {
				rates[bin(this.course.second(end), bin)] += 1 / bin;
			}
			if (ends.length > 0) {
				chart.line(outcome.toString(), moments, rates);
			}
		}
		return marked(chart);
	}

	/**
	 * What consumers held, at work and waiting.
	 */
	Chart held() {
		TimeChart.Builder chart = TimeChart.titled(this.course.scene().name() + ": what consumers held")
			.yTitle("requests");
		consumers().forEach((name, changes) -> chart.line(name, changes));
		return marked(chart);
	}

	/**
	 * Whether there is anything to draw of {@link #held()}.
	 */
	boolean isAnythingHeld() {
		return !this.course.timeline().held().isEmpty();
	}

	private Map<String, List<TimeChart.Sample>> consumers() {
		Map<String, List<TimeChart.Sample>> lines = new LinkedHashMap<>();
		this.course.account().consumers().forEach((fates) -> lines.put(fates.who(), line(fates.who())));
		return lines;
	}

	private List<TimeChart.Sample> line(String consumer) {
		List<Held> changes = changes(consumer);
		double bin = binSeconds();
		List<TimeChart.Sample> samples = new ArrayList<>();
		int next = 0;
		long count = 0;
		for (int i = 0; i <= BINS; i++) {
			while (next < changes.size() && this.course.second(changes.get(next).atMillis()) <= i * bin) {
				count += changes.get(next).change();
				next++;
			}
			samples.add(new TimeChart.Sample(i * bin, Math.max(count, 0)));
		}
		return samples;
	}

	/**
	 * What a consumer received and ended, by the clock of the others. What it held when
	 * it was killed ended with it.
	 */
	private List<Held> changes(String consumer) {
		long ahead = this.course.scene()
			.consumers()
			.stream()
			.filter((part) -> part.name().equals(consumer))
			.mapToLong((part) -> part.clockOffset().toMillis())
			.sum();
		List<Held> changes = new ArrayList<>();
		this.course.timeline()
			.held()
			.stream()
			.filter((held) -> held.consumer().equals(consumer))
			.forEach((held) -> changes.add(new Held(consumer, held.atMillis() - ahead, held.change())));
		for (Mark mark : this.course.marks()) {
			if (mark.label().equals(KILL + consumer)) {
				int left = changes.stream()
					.filter((held) -> held.atMillis() <= mark.atMillis())
					.mapToInt(Held::change)
					.sum();
				changes.add(new Held(consumer, mark.atMillis(), -left));
			}
		}
		changes.sort(Comparator.comparingLong(Held::atMillis));
		return changes;
	}

	private Chart marked(TimeChart.Builder chart) {
		this.course.marks().forEach((mark) -> chart.mark(this.course.second(mark.atMillis()), mark.label()));
		return chart.build();
	}

	/**
	 * So that the last request ends in the last stretch.
	 */
	private double binSeconds() {
		long last = this.course.asked().mapToLong(Asked::settledMillis).max().orElse(0);
		return this.course.second(Math.max(last, this.course.endedMillis())) / BINS;
	}

	private static int bin(double second, double bin) {
		return Math.clamp((int) Math.floor(second / bin) + 1, 0, BINS);
	}

}
