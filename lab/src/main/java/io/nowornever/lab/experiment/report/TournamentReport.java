package io.nowornever.lab.experiment.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import io.nowornever.lab.experiment.ScenarioRuns;
import io.nowornever.lab.experiment.tournament.Remedy;
import io.nowornever.lab.experiment.tournament.Tournament;
import io.nowornever.lab.experiment.tournament.Tournament.Entry;
import io.nowornever.lab.ledger.Outcome;
import io.nowornever.lab.scene.Figures;
import io.nowornever.lab.scene.ScenarioRun;
import io.nowornever.testbed.chart.BarChart;
import io.nowornever.testbed.chart.Chart;

/**
 * The tournament, all entries side by side.
 *
 * @param runs what was seen of each entry
 */
record TournamentReport(ScenarioRuns runs) {

	/**
	 * Writes the tables and the chart.
	 * @param text where to
	 * @param images takes the chart under a name
	 */
	void write(Markdown text, BiConsumer<String, Chart> images) {
		overview("remedies",
				"Answered within their 5 s, with a slow consumer (2–3 s a task) and a fast one (0.2–0.3 s):",
				(remedy) -> !remedy.isBaseline() && !remedy.delivery().isDurable(), text, images);
		overview("streams", "The same through a stream, beside core NATS:",
				(remedy) -> isOwn(remedy) || remedy.delivery().isDurable(), text, images);
		overview("baselines", "The same with policies of the literature in the place of the services:",
				(remedy) -> isOwn(remedy) || remedy.isBaseline(), text, images);
		text.paragraph("All of it. *Of the clairvoyant*: answered requests against"
				+ " those that a clairvoyant single queue would have answered. *Without foresight*:"
				+ " against those that a single queue would have answered that does not know how long a task will take."
				+ " *p50*, *p95*: how long the answered ones took. *Shed after*: how long"
				+ " a request took that was refused or rejected, its rests between attempts not counted, in the median."
				+ " *Messages*: sent by producers, for each request, prequal's probes not counted. *Wasted*: tasks done"
				+ " for requests that were not answered in time.");
		text.table(2,
				List.of("consumers", "remedy", "load", "requests", "answered", "clairvoyant", "of the clairvoyant",
						"without foresight", "p50", "p95", "shed after", "messages", "wasted", "stolen"),
				Tournament.entries().filter((entry) -> this.runs.has(entry.name())).map(this::row).toList());
		text.paragraph("The clairvoyant single queue is a simulation over the same arrivals, in which the n-th task of"
				+ " each consumer takes as long as its n-th task really took: all requests wait in one queue, and"
				+ " whoever is free takes the oldest that it will finish in time, knowing beforehand how long it takes."
				+ " A queue without foresight knows of each consumer only the mean and the mean deviation of its tasks,"
				+ " and lets it take what it will finish in time if the task takes no longer than the mean and two"
				+ " deviations. Counted are the requests of the steady time: not the beginning, in which lines grow,"
				+ " nor the last 5 s, whose requests find lines that nobody lengthens any more; the longer a line, the"
				+ " more of those are answered, which says nothing about overload.");
	}

	/**
	 * Whether it is what the services do by core NATS, which all others stand beside.
	 */
	private static boolean isOwn(Remedy remedy) {
		return remedy == Remedy.GATE || remedy == Remedy.BALANCED;
	}

	/**
	 * Some remedies with the gate among them, if all of them were run: a chart has no
	 * colours for all there are.
	 */
	private void overview(String name, String title, Predicate<Remedy> which, Markdown text,
			BiConsumer<String, Chart> images) {
		List<Remedy> remedies = Stream.of(Remedy.values()).filter(which).toList();
		if (isComplete(remedies)) {
			text.paragraph(title);
			text.table(1, overviewHeader(remedies),
					Tournament.LOADS.stream().map((load) -> overviewRow(remedies, load)).toList());
			images.accept(name, chart(remedies));
		}
	}

	private boolean isComplete(List<Remedy> remedies) {
		return remedies.stream()
			.allMatch((remedy) -> Tournament.LOADS.stream()
				.allMatch((load) -> this.runs.has(new Entry(Tournament.SLOW_AND_FAST, remedy, load).name())));
	}

	private static List<String> overviewHeader(List<Remedy> remedies) {
		List<String> header = new ArrayList<>(List.of("load"));
		remedies.stream().map(Remedy::toString).forEach(header::add);
		header.add("clairvoyant");
		return header;
	}

	private List<String> overviewRow(List<Remedy> remedies, double load) {
		List<String> row = new ArrayList<>(List.of(load + " ×"));
		for (Remedy remedy : remedies) {
			row.add(percent(figures(remedy, load).share(Outcome.ANSWERED)));
		}
		row.add(percent(figures(Remedy.GATE, load).clairvoyantShare()));
		return row;
	}

	private Chart chart(List<Remedy> remedies) {
		return new BarChart("One slow consumer beside a fast one: requests answered within 5 s",
				"load, as a multiple of what both can do", "answered (%)",
				Tournament.LOADS.stream().map((load) -> load + " ×").toList(),
				remedies.stream()
					.map((remedy) -> series(remedy.toString(), remedy, (figures) -> figures.share(Outcome.ANSWERED)))
					.toList(),
				series("clairvoyant single queue", Remedy.GATE, Figures::clairvoyantShare));
	}

	private BarChart.Series series(String name, Remedy remedy, ToDoubleFunction<Figures> share) {
		return new BarChart.Series(name,
				Tournament.LOADS.stream().map((load) -> 100 * share.applyAsDouble(figures(remedy, load))).toList());
	}

	private List<String> row(Entry entry) {
		ScenarioRun run = this.runs.of(entry.name());
		Figures figures = run.figures();
		return List.of(entry.arrangement().label(), entry.remedy().toString(), entry.load() + " ×",
				Long.toString(figures.started()), percent(figures.share(Outcome.ANSWERED)),
				percent(figures.clairvoyantShare()), percent(figures.ofClairvoyant()),
				percent(figures.ofNonClairvoyant()), seconds(figures.medianSeconds()), seconds(figures.slowSeconds()),
				seconds(figures.shedSeconds()), String.format(Locale.ROOT, "%.2f", figures.messagesPerRequest()),
				String.format(Locale.ROOT, "%.2f %%", 100 * figures.wastedShare()), percent(run.stolen()));
	}

	private Figures figures(Remedy remedy, double load) {
		return this.runs.of(new Entry(Tournament.SLOW_AND_FAST, remedy, load).name()).figures();
	}

	private static String percent(double share) {
		return String.format(Locale.ROOT, "%.1f %%", 100 * share);
	}

	private static String seconds(double seconds) {
		return String.format(Locale.ROOT, "%.2f s", seconds);
	}

}
