package io.nowornever.lab.tracing;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nowornever.testbed.service.ServiceProcess;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The spans of a trace that services have written into their logs.
 *
 * @param spans those that were there when it was read
 */
record Trace(List<Span> spans) {

	/** The kinds of spans as OTLP numbers them. */
	static final int INTERNAL = 1;

	static final int SERVER = 2;

	static final int PRODUCER = 4;

	static final int CONSUMER = 5;

	private static final String EXPORTER = "OtlpJsonLoggingSpanExporter - ";

	private static final JsonMapper JSON = new JsonMapper();

	/**
	 * Reads what has been written so far.
	 */
	static Trace read(String trace, List<ServiceProcess> services) throws IOException {
		List<Span> spans = new ArrayList<>();
		for (ServiceProcess service : services) {
			for (String line : Files.readAllLines(service.log())) {
				int at = line.indexOf(EXPORTER);
				if (at >= 0 && line.contains(trace)) {
					add(service.name(), trace, line.substring(at + EXPORTER.length()), spans);
				}
			}
		}
		return new Trace(spans);
	}

	private static void add(String service, String trace, String json, List<Span> spans) {
		for (JsonNode scope : parsed(json).path("scopeSpans")) {
			for (JsonNode span : scope.path("spans")) {
				if (trace.equals(span.path("traceId").asString(""))) {
					Map<String, String> attributes = new HashMap<>();
					span.path("attributes")
						.forEach((attribute) -> attributes.put(attribute.path("key").asString(""),
								attribute.path("value").path("stringValue").asString("")));
					spans.add(new Span(service, span.path("name").asString(""), span.path("kind").asInt(0),
							span.path("spanId").asString(""), span.path("parentSpanId").asString(""), attributes));
				}
			}
		}
	}

	/**
	 * A line that is still being written holds nothing yet.
	 */
	private static JsonNode parsed(String json) {
		try {
			return JSON.readTree(json);
		}
		catch (JacksonException ex) {
			return JSON.createObjectNode();
		}
	}

	List<Span> all(String service, int kind) {
		return this.spans.stream().filter((span) -> span.service.equals(service) && span.kind == kind).toList();
	}

	Span only(String service, int kind) {
		assertThat(all(service, kind)).as("spans of kind %d at the %s, of %s", kind, service, this.spans).hasSize(1);
		return all(service, kind).getFirst();
	}

	Span only(String service, int kind, String name) {
		Span span = only(service, kind);
		assertThat(span.name).isEqualTo(name);
		return span;
	}

	boolean isBelow(Span span, Span ancestor) {
		Optional<Span> parent = this.spans.stream().filter((each) -> each.id.equals(span.parent)).findFirst();
		return parent.isPresent() && (parent.get().equals(ancestor) || isBelow(parent.get(), ancestor));
	}

	/**
	 * A part of a trace.
	 *
	 * @param service who wrote it
	 * @param name what was done
	 * @param kind one of the kinds above
	 * @param id its id
	 * @param parent the id of the span that led to it, or empty
	 * @param attributes those that are texts
	 */
	record Span(String service, String name, int kind, String id, String parent, Map<String, String> attributes) {
	}

}
