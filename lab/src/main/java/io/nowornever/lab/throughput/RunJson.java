package io.nowornever.lab.throughput;

import java.io.StringWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Runs as programs read them, each a line of JSON.
 */
public final class RunJson {

	private static final JsonFactory JSON = new JsonFactory();

	private static final double SECOND_NANOS = Duration.ofSeconds(1).toNanos();

	private RunJson() {
	}

	/**
	 * The settings of a run.
	 * @param settings the settings
	 * @return an object
	 */
	public static String write(RunSettings settings) {
		return object((json) -> writeSettings(json, settings));
	}

	/**
	 * The counts at a moment.
	 * @param sample the counts
	 * @return an object
	 */
	public static String write(Sample sample) {
		return object((json) -> {
			json.writeNumberProperty("seconds", sample.nanos() / SECOND_NANOS);
			json.writeNumberProperty("sent", sample.sent());
			json.writeNumberProperty("received", sample.received());
		});
	}

	/**
	 * What came of a run.
	 * @param result the result
	 * @return an object
	 */
	public static String write(RunResult result) {
		return object((json) -> {
			json.writeObjectPropertyStart("settings");
			writeSettings(json, result.settings());
			json.writeEndObject();
			json.writeStringProperty("ending", result.ending().name().toLowerCase(Locale.ROOT));
			json.writeStringProperty("ending_text", result.ending().toString());
			json.writeBooleanProperty("complete", result.isComplete());
			json.writeNumberProperty("sent", result.sent());
			json.writeNumberProperty("received", result.received());
			json.writeNumberProperty("due", result.due());
			json.writeNumberProperty("fan_out", result.fanOut());
			json.writeNumberProperty("publish_seconds", result.publishNanos() / SECOND_NANOS);
			json.writeNumberProperty("delivery_seconds", result.deliveryNanos() / SECOND_NANOS);
			json.writeNumberProperty("publish_rate", result.publishRate());
			json.writeNumberProperty("delivery_rate", result.deliveryRate());
			json.writeNumberProperty("sampling_seconds", result.samplingNanos() / SECOND_NANOS);
			writeLost(json, result.lost());
			writeSubscribers(json, result);
		});
	}

	private static void writeSettings(JsonGenerator json, RunSettings settings) {
		json.writeNumberProperty("messages", settings.messages());
		json.writeNumberProperty("subscribers", settings.subscribers());
		json.writeNumberProperty("payload_bytes", settings.payloadBytes());
		json.writeStringProperty("mode", settings.mode().toString());
		json.writeNumberProperty("window", settings.window());
		json.writeNumberProperty("slow_micros", settings.slowMicros());
		json.writeNumberProperty("limit_seconds", settings.limit().toSeconds());
	}

	private static void writeLost(JsonGenerator json, RunResult.Lost lost) {
		json.writeObjectPropertyStart("lost");
		json.writeNumberProperty("total", lost.total());
		json.writeNumberProperty("dropped", lost.dropped());
		json.writeNumberProperty("cut_off", lost.cutOff());
		json.writeNumberProperty("refused", lost.refused());
		json.writeNumberProperty("left", lost.left());
		json.writeEndObject();
	}

	private static void writeSubscribers(JsonGenerator json, RunResult result) {
		json.writeArrayPropertyStart("subscribers");
		for (RunResult.Subscribed each : result.subscribers()) {
			json.writeStartObject();
			json.writeNumberProperty("received", each.received());
			json.writeNumberProperty("dropped", each.dropped());
			json.writeBooleanProperty("cut_off", each.cutOff());
			json.writeEndObject();
		}
		json.writeEndArray();
	}

	private static String object(Consumer<JsonGenerator> content) {
		StringWriter text = new StringWriter();
		try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
			json.writeStartObject();
			content.accept(json);
			json.writeEndObject();
		}
		return text.toString();
	}

}
