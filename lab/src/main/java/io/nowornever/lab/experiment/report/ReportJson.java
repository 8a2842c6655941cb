package io.nowornever.lab.experiment.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.nowornever.lab.experiment.Findings;
import io.nowornever.lab.experiment.Verdict;
import io.nowornever.lab.ledger.Account;
import io.nowornever.lab.ledger.Outcome;
import io.nowornever.lab.scene.Figures;
import io.nowornever.lab.scene.ScenarioRun;
import io.nowornever.testbed.command.Json;

/**
 * A report as programs read it: everything but the charts. It calls a scenario a scene,
 * as all that users read does.
 */
record ReportJson(String command, double speed, List<ExperimentJson> experiments) {

	record ExperimentJson(String name, String purpose, boolean held, List<Verdict> expectations,
			List<ScenarioJson> scenes) {
	}

	record ScenarioJson(String name, double speed, Map<String, Number> figures, double stolen, List<MarkJson> marks,
			Account account) {
	}

	record MarkJson(double second, String label) {
	}

	static String write(Report report) {
		return Json.write(new ReportJson(report.command(), report.speed().factor(),
				report.findings().stream().map(ReportJson::experiment).toList())) + '\n';
	}

	private static ExperimentJson experiment(Findings findings) {
		return new ExperimentJson(findings.experiment().name(), findings.experiment().purpose(), findings.haveHeld(),
				findings.verdicts(), findings.runs().all().stream().map(ReportJson::scenario).toList());
	}

	private static ScenarioJson scenario(ScenarioRun run) {
		return new ScenarioJson(run.scenario().name(), run.scenario().speed().factor(), named(run.figures()),
				run.stolen(),
				run.marks()
					.stream()
					.map((mark) -> new MarkJson(run.second(mark.atMillis()), mark.step().label()))
					.toList(),
				run.account());
	}

	private static Map<String, Number> named(Figures figures) {
		Map<String, Number> named = new LinkedHashMap<>();
		named.put("started", figures.started());
		for (Outcome outcome : Outcome.values()) {
			named.put(outcome.toString().replace(' ', '_'), figures.count(outcome));
		}
		named.put("clairvoyant", figures.clairvoyant());
		named.put("without_foresight", figures.nonClairvoyant());
		named.put("answered_p50_seconds", figures.medianSeconds());
		named.put("answered_p95_seconds", figures.slowSeconds());
		named.put("shed_p50_seconds", figures.shedSeconds());
		named.put("shed_p95_seconds", figures.slowShedSeconds());
		named.put("messages", figures.sent());
		named.put("wasted", figures.wasted());
		return named;
	}

}
