package io.nowornever.lab.experiment;

import java.io.StringWriter;

import io.nowornever.lab.ledger.Outcome;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A report as programs read it.
 */
final class ReportJson {

	private static final JsonFactory JSON = new JsonFactory();

	private ReportJson() {
	}

	/**
	 * Writes everything but the charts.
	 * @return one line of JSON
	 */
	static String write(Report report) {
		StringWriter text = new StringWriter();
		try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
			json.writeStartObject();
			json.writeStringProperty("command", report.command());
			json.writeNumberProperty("speed", report.speed().factor());
			json.writeArrayPropertyStart("experiments");
			report.findings().forEach((findings) -> write(findings, json));
			json.writeEndArray();
			json.writeEndObject();
		}
		return text.append('\n').toString();
	}

	private static void write(Findings findings, JsonGenerator json) {
		json.writeStartObject();
		json.writeStringProperty("name", findings.experiment().name());
		json.writeStringProperty("purpose", findings.experiment().purpose());
		json.writeBooleanProperty("held", findings.haveHeld());
		json.writeArrayPropertyStart("expectations");
		for (Expectation.Verdict verdict : findings.verdicts()) {
			json.writeStartObject();
			json.writeStringProperty("statement", verdict.statement());
			json.writeBooleanProperty("held", verdict.held());
			json.writeStringProperty("seen", verdict.seen());
			json.writeEndObject();
		}
		json.writeEndArray();
		json.writeArrayPropertyStart("scenes");
		findings.courses().all().forEach((course) -> write(course, json));
		json.writeEndArray();
		json.writeEndObject();
	}

	private static void write(Course course, JsonGenerator json) {
		Figures figures = course.figures();
		json.writeStartObject();
		json.writeStringProperty("name", course.scene().name());
		json.writeNumberProperty("speed", course.scene().speed().factor());
		json.writeObjectPropertyStart("figures");
		json.writeNumberProperty("started", figures.started());
		for (Outcome outcome : Outcome.values()) {
			json.writeNumberProperty(outcome.toString().replace(' ', '_'), figures.count(outcome));
		}
		json.writeNumberProperty("clairvoyant", figures.clairvoyant());
		json.writeNumberProperty("without_foresight", figures.unforeseeing());
		json.writeNumberProperty("answered_p50_seconds", figures.medianSeconds());
		json.writeNumberProperty("answered_p95_seconds", figures.slowSeconds());
		json.writeNumberProperty("shed_p50_seconds", figures.shedSeconds());
		json.writeNumberProperty("messages", figures.sent());
		json.writeNumberProperty("wasted", figures.wasted());
		json.writeEndObject();
		json.writeNumberProperty("stolen", course.stolen());
		json.writeArrayPropertyStart("marks");
		for (Mark mark : course.marks()) {
			json.writeStartObject();
			json.writeNumberProperty("second", course.second(mark.atMillis()));
			json.writeStringProperty("label", mark.label());
			json.writeEndObject();
		}
		json.writeEndArray();
		json.writeName("account");
		json.writeRawValue(course.account().toJson());
		json.writeEndObject();
	}

}
