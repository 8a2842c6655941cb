package io.nowornever.lab.experiment.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.nowornever.lab.experiment.Experiment;
import io.nowornever.lab.experiment.Findings;
import io.nowornever.lab.experiment.Verdict;
import io.nowornever.lab.ledger.Account;
import io.nowornever.lab.ledger.Cause;
import io.nowornever.lab.ledger.Outcome;
import io.nowornever.lab.scene.Figures;
import io.nowornever.lab.scene.ScenarioRun;
import io.nowornever.lab.scene.Speed;
import io.nowornever.testbed.TestbedException;
import io.nowornever.testbed.chart.Chart;

/**
 * The report of one or several experiments: {@code TITLE.md}, its charts in the folder
 * {@code TITLE}, and {@code TITLE.json} for programs.
 *
 * @param title what the files are called
 * @param command the command line that gives it
 * @param speed how much faster than the original they ran
 * @param findings what they have shown
 */
public record Report(String title, String command, Speed speed, List<Findings> findings) {

	/**
	 * Writes the files, over those of an earlier report.
	 * @param folder where to; made if it is not there
	 * @return the Markdown file
	 * @throws TestbedException if it cannot be written
	 */
	public Path write(Path folder) {
		try {
			Files.createDirectories(folder);
			Path file = folder.resolve(this.title + ".md");
			Files.writeString(file, markdown(folder));
			Files.writeString(folder.resolve(this.title + ".json"), ReportJson.write(this));
			return file;
		}
		catch (IOException | UncheckedIOException ex) {
			throw new TestbedException("Cannot write the report to " + folder + ": " + ex, ex);
		}
	}

	private String markdown(Path folder) {
		Markdown text = new Markdown();
		text.heading(1, (this.findings.size() == 1) ? this.title : "Experiments");
		text.code(this.command);
		text.paragraph(intro());
		if (this.findings.size() > 1) {
			text.table(1, List.of("experiment", "expectations that held"),
					this.findings.stream()
						.map((each) -> List.of("[" + each.experiment().name() + "](#" + each.experiment().name() + ")",
								held(each)))
						.toList());
		}
		this.findings.forEach((each) -> write(each, text, folder));
		return text.toString();
	}

	private String intro() {
		String scaled = (this.speed.factor() == 1) ? ""
				: String.format(Locale.ROOT,
						" All durations were divided by %s; what is shown is in the original's time.",
						number(this.speed.factor()));
		return "Real processes on a machine with " + Runtime.getRuntime().availableProcessors()
				+ " processors; each fault really happened, and the figures come from the processes' journals." + scaled
				+ String.format(Locale.ROOT,
						" *Stolen*: processor time that the host of this virtual machine gave to others; a scene that"
								+ " lost more than %.0f %% was played again, %d times at most, and the quietest take counts.",
						100 * ScenarioRun.MOST_STOLEN, ScenarioRun.MOST_RUNS - 1);
	}

	private static String held(Findings findings) {
		long held = findings.verdicts().stream().filter(Verdict::held).count();
		return held + " of " + findings.verdicts().size();
	}

	private void write(Findings each, Markdown text, Path folder) {
		Experiment experiment = each.experiment();
		if (this.findings.size() > 1) {
			text.heading(2, experiment.name());
		}
		text.paragraph(experiment.purpose());
		text.table(3, List.of("expected", "seen", ""), each.verdicts()
			.stream()
			.map((verdict) -> List.of(verdict.statement(), verdict.seen(), verdict.held() ? "held" : "**failed**"))
			.toList());
		switch (experiment.layout()) {
			case SCENARIOS -> writeScenarios(each, text, folder);
			case TOURNAMENT -> new TournamentReport(each.runs()).write(text, (name, chart) -> image(text, folder,
					experiment.name() + "-" + name, "Requests answered with each remedy", chart));
		}
	}

	private void writeScenarios(Findings each, Markdown text, Path folder) {
		List<ScenarioRun> runs = each.runs().all();
		List<Outcome> seen = Stream.of(Outcome.values())
			.filter((outcome) -> runs.stream().anyMatch((run) -> run.count(outcome) > 0))
			.toList();
		List<String> header = new ArrayList<>(List.of("scene", "started"));
		seen.forEach((outcome) -> header.add(outcome.toString()));
		header.addAll(List.of("producer died", "answered in (p50, p95)", "stolen"));
		text.table(1, header, runs.stream().map((run) -> row(run, seen)).toList());
		runs.forEach((run) -> writeCauses(run, text));
		new CriticalityTable(runs).write(text);
		for (int i = 0; i < runs.size(); i++) {
			ScenarioCharts charts = new ScenarioCharts(runs.get(i));
			String name = each.experiment().name() + "-" + (i + 1);
			String scenario = runs.get(i).scenario().name();
			image(text, folder, name + "-outcomes", scenario + ": how requests ended", charts.outcomes());
			if (charts.isAnythingHeld()) {
				image(text, folder, name + "-held", scenario + ": what consumers held", charts.held());
			}
		}
	}

	private static List<String> row(ScenarioRun run, List<Outcome> seen) {
		List<String> row = new ArrayList<>(List.of(run.scenario().name(), Long.toString(run.account().started())));
		seen.forEach((outcome) -> row.add(Long.toString(run.count(outcome))));
		row.add(Long.toString(run.account().producerDied()));
		Figures figures = run.figures();
		row.add(String.format(Locale.ROOT, "%.2f s, %.2f s", figures.medianSeconds(), figures.slowSeconds()));
		row.add(String.format(Locale.ROOT, "%.1f %%", 100 * run.stolen()));
		return row;
	}

	private static void writeCauses(ScenarioRun run, Markdown text) {
		Account account = run.account();
		if (run.count(Outcome.TIMED_OUT) > 0) {
			text.paragraph("Timed out in \"" + run.scenario().name() + "\", by cause: "
					+ Stream.of(Cause.values())
						.filter((cause) -> account.count(cause) > 0)
						.map((cause) -> account.count(cause) + " " + cause)
						.collect(Collectors.joining(", "))
					+ ".");
		}
	}

	private void image(Markdown text, Path folder, String name, String description, Chart chart) {
		String file = this.title + "/" + name + ".svg";
		chart.write(folder.resolve(file));
		text.image(description, file);
	}

	/**
	 * Writes a number without needless decimals.
	 * @param value the number
	 * @return such as {@code 5} and {@code 2.5}
	 */
	public static String number(double value) {
		return (value == Math.rint(value)) ? Long.toString((long) value) : Double.toString(value);
	}

}
