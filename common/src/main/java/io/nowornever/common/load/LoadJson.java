package io.nowornever.common.load;

import java.util.concurrent.TimeUnit;

import io.nowornever.common.wire.MalformedBodyException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.ByteArrayBuilder;

/**
 * A load as JSON, as an advert's body and in one line of ASCII as the header
 * {@code Load}. Times are milliseconds with three decimals. Unknown fields are ignored.
 * Safe from any thread.
 */
public final class LoadJson {

	private static final int USUAL_LENGTH = 256;

	private static final int LONGEST = 1_024;

	private static final double LONGEST_MILLIS = 365.0 * 24 * 3_600 * 1_000;

	private static final double MICROS = 1_000;

	private static final JsonFactory JSON = JsonFactory.builder()
		.enable(JsonWriteFeature.ESCAPE_NON_ASCII)
		.streamReadConstraints(StreamReadConstraints.builder().maxDocumentLength(LONGEST).build())
		.build();

	private LoadJson() {
	}

	/**
	 * Writes a load.
	 * @param load the load
	 * @return one line of ASCII
	 */
	public static byte[] bytes(Load load) {
		ByteArrayBuilder out = new ByteArrayBuilder(USUAL_LENGTH);
		try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
			json.writeStartObject();
			json.writeStringProperty("instance", load.instance());
			json.writeStringProperty("group", load.group());
			json.writeNumberProperty("sequence", load.sequence());
			json.writeNumberProperty("wait_ms", millis(load.waitNanos()));
			json.writeNumberProperty("limit_ms", millis(load.limitNanos()));
			json.writeNumberProperty("free", load.free());
			json.writeNumberProperty("workers", load.workers());
			json.writeNumberProperty("mean_ms", millis(load.meanNanos()));
			json.writeNumberProperty("most_ms", millis(load.mostNanos()));
			json.writeNumberProperty("errors", Math.rint(load.errors() * MICROS) / MICROS);
			if (load.trial()) {
				json.writeBooleanProperty("trial", true);
			}
			if (load.leaving()) {
				json.writeBooleanProperty("leaving", true);
			}
			json.writeEndObject();
		}
		return out.toByteArray();
	}

	/**
	 * Reads a load.
	 * @param bytes an advert's body, or what stands in the header
	 * @return the load
	 * @throws MalformedBodyException if it is none
	 */
	public static Load read(byte[] bytes) throws MalformedBodyException {
		Fields fields = new Fields();
		try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), bytes)) {
			if (json.nextToken() != JsonToken.START_OBJECT) {
				throw new MalformedBodyException("a load is a JSON object");
			}
			String name;
			while ((name = json.nextName()) != null) {
				fields.read(name, json);
			}
			if (json.nextToken() != null) {
				throw new MalformedBodyException("a load ends with its JSON object");
			}
		}
		catch (JacksonException ex) {
			throw new MalformedBodyException("a load is a JSON object: " + ex.getOriginalMessage());
		}
		return fields.load();
	}

	private static double millis(long nanos) {
		return Math.rint(nanos / MICROS) / MICROS;
	}

	/**
	 * The fields as they are found.
	 */
	private static final class Fields {

		private String instance = "";

		private String group = "";

		private long sequence;

		private long waitNanos = -1;

		private long limitNanos = -1;

		private int free;

		private int workers;

		private long meanNanos = -1;

		private long mostNanos = -1;

		private double errors;

		private boolean trial;

		private boolean leaving;

		void read(String name, JsonParser json) throws MalformedBodyException {
			JsonToken value = json.nextToken();
			switch (name) {
				case "instance" -> this.instance = text(name, value, json);
				case "group" -> this.group = text(name, value, json);
				case "sequence" -> this.sequence = (value == JsonToken.VALUE_NUMBER_INT) ? json.getLongValue() : 0;
				case "wait_ms" -> this.waitNanos = nanos(name, value, json);
				case "limit_ms" -> this.limitNanos = nanos(name, value, json);
				case "free" -> this.free = (int) number(name, value, json, Integer.MAX_VALUE);
				case "workers" -> this.workers = (int) number(name, value, json, Integer.MAX_VALUE);
				case "mean_ms" -> this.meanNanos = nanos(name, value, json);
				case "most_ms" -> this.mostNanos = nanos(name, value, json);
				case "errors" -> this.errors = number(name, value, json, 1);
				case "trial" -> this.trial = value == JsonToken.VALUE_TRUE;
				case "leaving" -> this.leaving = value == JsonToken.VALUE_TRUE;
				default -> json.skipChildren();
			}
		}

		private static String text(String name, JsonToken value, JsonParser json) throws MalformedBodyException {
			if (value != JsonToken.VALUE_STRING) {
				throw new MalformedBodyException(name + " of a load must be a text");
			}
			return json.getString();
		}

		private static long nanos(String name, JsonToken value, JsonParser json) throws MalformedBodyException {
			return Math.round(number(name, value, json, LONGEST_MILLIS) * TimeUnit.MILLISECONDS.toNanos(1));
		}

		private static double number(String name, JsonToken value, JsonParser json, double most)
				throws MalformedBodyException {
			double number = value.isNumeric() ? json.getDoubleValue() : -1;
			if (number < 0 || number > most) {
				throw new MalformedBodyException(name + " of a load must be a number from 0 to " + most);
			}
			return number;
		}

		Load load() throws MalformedBodyException {
			if (this.instance.isEmpty() || (!this.leaving && (this.workers < 1 || this.waitNanos < 0
					|| this.limitNanos < 0 || this.meanNanos < 0 || this.mostNanos < 0))) {
				throw new MalformedBodyException(
						"a load needs instance, wait_ms, limit_ms, workers (1 or more), mean_ms and most_ms");
			}
			return new Load(this.instance, this.group, this.sequence, Math.max(this.waitNanos, 0),
					Math.max(this.limitNanos, 0), this.free, Math.max(this.workers, 1), Math.max(this.meanNanos, 0),
					Math.max(this.mostNanos, 0), this.errors, this.trial, this.leaving);
		}

	}

}
