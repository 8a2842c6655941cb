package io.nowornever.playground.lesson;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.StreamConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * The settings of streams and consumers as a reader wants them: those that matter, in
 * words, in the order of their weight.
 */
final class Settings {

	private final Map<String, String> settings = new LinkedHashMap<>();

	private Settings() {
	}

	static Map<String, String> of(StreamConfiguration stream) {
		Settings shown = new Settings();
		shown.put("name", stream.getName());
		shown.put("subjects", String.join(" ", stream.getSubjects()));
		shown.put("storage", stream.getStorageType());
		shown.put("retention", stream.getRetentionPolicy());
		shown.putLimit("max messages", stream.getMaxMsgs());
		shown.putLimit("max messages per subject", stream.getMaxMsgsPerSubject());
		shown.putLimit("max bytes", stream.getMaxBytes());
		shown.putLimit("max message size", stream.getMaximumMessageSize());
		shown.putTime("max age", stream.getMaxAge());
		shown.put("discard", stream.getDiscardPolicy());
		shown.putTime("duplicate window", stream.getDuplicateWindow());
		return shown.settings;
	}

	static Map<String, String> of(String stream, ConsumerConfiguration consumer) {
		Settings shown = new Settings();
		shown.put("stream", stream);
		shown.put("durable", consumer.getDurable());
		shown.put("deliver subject", consumer.getDeliverSubject());
		shown.put("filter subject", consumer.getFilterSubject());
		shown.put("deliver", consumer.getDeliverPolicy());
		shown.putLimit("start sequence", consumer.getStartSequence());
		shown.put("start time", consumer.getStartTime());
		shown.put("ack", consumer.getAckPolicy());
		shown.putTime("ack wait", consumer.getAckWait());
		shown.putLimit("max deliver", consumer.getMaxDeliver());
		shown.putTime("inactive threshold", consumer.getInactiveThreshold());
		return shown.settings;
	}

	/**
	 * A duration in its largest unit that needs no fraction.
	 */
	static String text(Duration duration) {
		if (duration.toMillisPart() != 0) {
			return duration.toMillis() + " ms";
		}
		return (duration.toSeconds() % 3600 == 0) ? duration.toHours() + " h" : duration.toSeconds() + " s";
	}

	private void put(String name, @Nullable Object value) {
		if (value != null) {
			this.settings.put(name, value.toString());
		}
	}

	private void putLimit(String name, long limit) {
		if (limit > 0) {
			this.settings.put(name, String.format(Locale.ROOT, "%,d", limit));
		}
	}

	private void putTime(String name, @Nullable Duration time) {
		if (time != null && time.isPositive()) {
			this.settings.put(name, text(time));
		}
	}

}
