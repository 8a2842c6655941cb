package io.nowornever.lab.ledger;

import java.io.StringWriter;
import java.util.Map;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * An account as programs read it: one line of JSON with everything in it.
 */
final class AccountJson {

	private static final JsonFactory JSON = new JsonFactory();

	private AccountJson() {
	}

	static String write(Account account) {
		StringWriter text = new StringWriter();
		try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
			json.writeStartObject();
			json.writeBooleanProperty("conserved", account.isConserved());
			json.writeNumberProperty("started", account.started());
			writeCounts(json, "outcomes", account.outcomes());
			json.writeNumberProperty("producer_died", account.producerDied());
			writeCounts(json, "causes", account.causes());
			writeCounts(json, "retries", account.retries());
			writeCounts(json, "extra_replies", account.extraReplies());
			writeConsumers(json, account);
			json.writeNumberProperty("foreign", account.foreign());
			writeLists(json, account);
			json.writeEndObject();
		}
		return text.toString();
	}

	private static void writeConsumers(JsonGenerator json, Account account) {
		json.writeArrayPropertyStart("consumers");
		for (ConsumerFates fates : account.consumers()) {
			json.writeStartObject();
			json.writeStringProperty("who", fates.who());
			json.writeNumberProperty("received", fates.received());
			json.writeNumberProperty("taken", fates.taken());
			writeCounts(json, "ended", fates.handled());
			json.writeNumberProperty("unfinished", fates.unfinished());
			json.writeNumberProperty("dropped", fates.dropped());
			json.writeEndObject();
		}
		json.writeEndArray();
	}

	private static void writeLists(JsonGenerator json, Account account) {
		json.writeArrayPropertyStart("losses");
		for (Account.Loss loss : account.losses()) {
			json.writeStartObject();
			json.writeStringProperty("task", loss.task());
			json.writeStringProperty("cause", Words.inJson(loss.cause()));
			json.writeEndObject();
		}
		json.writeEndArray();
		json.writeArrayPropertyStart("violations");
		for (Violation violation : account.violations()) {
			json.writeStartObject();
			json.writeStringProperty("kind", Words.inJson(violation.kind()));
			if (violation.task() != null) {
				json.writeStringProperty("task", violation.task());
			}
			json.writeStringProperty("who", violation.who());
			json.writeEndObject();
		}
		json.writeEndArray();
		json.writeArrayPropertyStart("unaccounted");
		account.unaccounted().forEach(json::writeString);
		json.writeEndArray();
	}

	private static void writeCounts(JsonGenerator json, String name, Map<? extends Enum<?>, Long> counts) {
		json.writeObjectPropertyStart(name);
		counts.forEach((constant, count) -> json.writeNumberProperty(Words.inJson(constant), count));
		json.writeEndObject();
	}

}
