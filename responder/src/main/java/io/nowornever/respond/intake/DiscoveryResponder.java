package io.nowornever.respond.intake;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nats.client.NUID;
import io.nowornever.common.wire.Discovery;
import io.nowornever.respond.admission.Admission;
import io.nowornever.respond.outcome.TaskMetrics;
import io.nowornever.respond.outcome.TaskOutcome;
import io.nowornever.respond.reply.Replies;
import io.nowornever.respond.stream.StreamBound;
import io.nowornever.respond.work.QueueDelay;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.ByteArrayBuilder;

/**
 * Tells whoever asks that this responder is there, what it answers and how it fares, in
 * the way of NATS services (ADR-32), also while it is out of its queue group: whoever
 * gets "no responders" for a request can ask here if there is truly nobody. Safe from any
 * thread.
 */
final class DiscoveryResponder {

	private static final JsonFactory JSON = new JsonFactory();

	private static final String VERSION = "1.0.0";

	private static final int USUAL_LENGTH = 512;

	private final GroupSettings settings;

	private final TaskMetrics metrics;

	private final QueueDelay delay;

	private final Replies replies;

	private final String service;

	private final String id = NUID.nextGlobal();

	private final String started;

	private @Nullable Connection connection;

	private @Nullable Dispatcher dispatcher;

	private boolean ended;

	DiscoveryResponder(GroupSettings settings, TaskMetrics metrics, QueueDelay delay, Replies replies,
			Instant started) {
		this.settings = settings;
		this.metrics = metrics;
		this.delay = delay;
		this.replies = replies;
		this.service = settings.service();
		this.started = started.truncatedTo(ChronoUnit.MILLIS).toString();
	}

	synchronized void connected(Connection connection) {
		if (this.ended) {
			return;
		}
		Dispatcher dispatcher = connection.createDispatcher();
		for (Question question : Question.values()) {
			String verb = question.name();
			for (String subject : new String[] { Discovery.subject(verb), Discovery.subject(verb, this.service),
					Discovery.subject(verb, this.service + "." + this.id) }) {
				dispatcher.subscribe(subject, (message) -> answer(connection, message, question));
			}
		}
		this.connection = connection;
		this.dispatcher = dispatcher;
	}

	synchronized void end() {
		this.ended = true;
		Connection standing = this.connection;
		Dispatcher ending = this.dispatcher;
		if (standing != null && ending != null && ending.isActive()) {
			standing.closeDispatcher(ending);
		}
	}

	private void answer(Connection connection, Message message, Question question) {
		String replyTo = message.getReplyTo();
		if (this.settings.inboxes().allow(replyTo) && !Admission.isTooLong(replyTo)) {
			connection.publish(replyTo, answer(question));
		}
	}

	byte[] answer(Question question) {
		ByteArrayBuilder out = new ByteArrayBuilder(USUAL_LENGTH);
		try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
			json.writeStartObject();
			json.writeStringProperty("type", question.type);
			json.writeStringProperty("name", this.service);
			json.writeStringProperty("id", this.id);
			json.writeStringProperty("version", VERSION);
			json.writeName("metadata");
			json.writeStartObject();
			json.writeStringProperty("worker", this.settings.name());
			json.writeEndObject();
			switch (question) {
				case PING -> {
					// nothing more
				}
				case INFO -> {
					json.writeStringProperty("description",
							"answers within the budget that a request states, or says at once" + " that it is busy");
					writeEndpoint(json, false);
				}
				case STATS -> {
					json.writeStringProperty("started", this.started);
					writeEndpoint(json, true);
				}
			}
			json.writeEndObject();
		}
		return out.toByteArray();
	}

	private void writeEndpoint(JsonGenerator json, boolean withFigures) {
		json.writeName("endpoints");
		json.writeStartArray();
		json.writeStartObject();
		json.writeStringProperty("name", this.service);
		json.writeStringProperty("subject", this.settings.subject());
		json.writeStringProperty("queue_group", this.settings.queueGroup());
		if (withFigures) {
			writeFigures(json);
		}
		else {
			json.writeName("metadata");
			json.writeStartObject();
			json.writeEndObject();
		}
		json.writeEndObject();
		json.writeEndArray();
	}

	/**
	 * ADR-32 counts as errors what the endpoint has raised. A refusal is none, although
	 * it travels as one: the request may be sent again, and done elsewhere. So it stands
	 * among the figures that are a service's own.
	 */
	private void writeFigures(JsonGenerator json) {
		long requests = 0;
		for (TaskOutcome outcome : TaskOutcome.values()) {
			requests += (outcome == TaskOutcome.DROPPED) ? 0 : this.metrics.count(outcome);
		}
		long workedNanos = this.metrics.workedNanos();
		json.writeNumberProperty("num_requests", requests);
		json.writeNumberProperty("num_errors",
				this.metrics.count(TaskOutcome.MALFORMED) + this.metrics.count(TaskOutcome.FAILED));
		json.writeStringProperty("last_error", this.replies.lastError());
		json.writeNumberProperty("processing_time", workedNanos);
		json.writeNumberProperty("average_processing_time", (requests > 0) ? workedNanos / requests : 0);
		json.writeName("data");
		json.writeStartObject();
		json.writeNumberProperty("waiting_seconds", this.delay.backlogSeconds());
		json.writeNumberProperty(StreamBound.WORKERS, this.delay.workers());
		json.writeNumberProperty(StreamBound.MEAN_SECONDS, this.delay.meanWorkNanos() / 1e9);
		json.writeNumberProperty("refused", this.metrics.count(TaskOutcome.REFUSED));
		json.writeEndObject();
	}

	/**
	 * What can be asked.
	 */
	enum Question {

		PING("io.nats.micro.v1.ping_response"),

		INFO("io.nats.micro.v1.info_response"),

		STATS("io.nats.micro.v1.stats_response");

		private final String type;

		Question(String type) {
			this.type = type;
		}

	}

}
