package io.nowornever.lab.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.nowornever.lab.ledger.Account;
import io.nowornever.lab.ledger.Outcome;
import io.nowornever.testbed.command.Json;

/**
 * A report as programs read it: everything but the charts.
 */
record ReportJson(String command, double speed, List<Shown> experiments) {

	record Shown(String name, String purpose, boolean held, List<Expectation.Verdict> expectations,
			List<Played> scenes) {
	}

	record Played(String name, double speed, Map<String, Number> figures, double stolen, List<Made> marks,
			Account account) {
	}

	record Made(double second, String label) {
	}

	static String write(Report report) {
		return Json.write(new ReportJson(report.command(), report.speed().factor(),
				report.findings().stream().map(ReportJson::shown).toList())) + '\n';
	}

	private static Shown shown(Findings findings) {
		return new Shown(findings.experiment().name(), findings.experiment().purpose(), findings.haveHeld(),
				findings.verdicts(), findings.courses().all().stream().map(ReportJson::played).toList());
	}

	private static Played played(Course course) {
		return new Played(course.scene().name(), course.scene().speed().factor(), named(course.figures()),
				course.stolen(),
				course.marks().stream().map((mark) -> new Made(course.second(mark.atMillis()), mark.label())).toList(),
				course.account());
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
		named.put("messages", figures.sent());
		named.put("wasted", figures.wasted());
		return named;
	}

}
