package io.nowornever.lab.experiment.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.nowornever.lab.ledger.Criticality;
import io.nowornever.lab.scene.CriticalityFigures;
import io.nowornever.lab.scene.ScenarioRun;

/**
 * What became of requests on which more or less depends, beside each other.
 *
 * @param runs what was seen
 */
record CriticalityTable(List<ScenarioRun> runs) {

	/**
	 * Writes the table, if there is any request that is not normal.
	 */
	void write(Markdown text) {
		List<List<String>> rows = this.runs.stream()
			.filter((run) -> run.asked().anyMatch((each) -> each.criticality() != Criticality.NORMAL))
			.flatMap((run) -> Stream.of(Criticality.values()).map((criticality) -> row(run, criticality)))
			.toList();
		if (!rows.isEmpty()) {
			text.paragraph("By how much depends on a request, those of the steady time:");
			text.table(2, List.of("scene", "criticality", "asked", "answered", "share", "p50", "p95"), rows);
		}
	}

	private static List<String> row(ScenarioRun run, Criticality criticality) {
		CriticalityFigures figures = CriticalityFigures.of(run, criticality);
		return List.of(run.scenario().name(), criticality.toString(), Long.toString(figures.asked()),
				Long.toString(figures.answered()), String.format(Locale.ROOT, "%.1f %%", 100 * figures.share()),
				seconds(figures.medianSeconds()), seconds(figures.slowSeconds()));
	}

	private static String seconds(double seconds) {
		return String.format(Locale.ROOT, "%.2f s", seconds);
	}

}
