package io.nowornever.producer.api;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.nowornever.common.pair.TaskJson;
import io.nowornever.common.time.NanoClock;
import io.nowornever.common.wire.MalformedBodyException;
import io.nowornever.common.wire.ReceivedMessage;
import io.nowornever.producer.task.AnswerLog;
import io.nowornever.producer.task.TaskQuestion;
import io.nowornever.request.Destination;
import io.nowornever.request.RequestClient;
import io.nowornever.request.RequestOutcome;
import io.nowornever.starter.door.ClientConnection;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /tasks {"user_id":17}}: one request, answered by what becomes of it.
 * Anything but an answer is an RFC 9457 problem that names the outcome.
 */
@RestController
class TasksController {

	/** How long an answer is awaited before the client is looked for. */
	private static final long LOOK_MILLIS = 250;

	/** What nginx notes when nobody is left to be answered. */
	private static final int CLIENT_CLOSED_REQUEST = 499;

	private final RequestClient client;

	private final Destination tasks;

	private final RequestBodies bodies;

	private final AnswerLog answers;

	private final NanoClock clock;

	TasksController(RequestClient client, Destination tasks, RequestBodies bodies, AnswerLog answers, NanoClock clock) {
		this.client = client;
		this.tasks = tasks;
		this.bodies = bodies;
		this.answers = answers;
		this.clock = clock;
	}

	/**
	 * Runs on a thread of the request's own, a virtual one, which waits: so it can look
	 * whether the client is still there.
	 */
	@PostMapping(path = "/tasks", consumes = MediaType.APPLICATION_JSON_VALUE,
			produces = { MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_PROBLEM_JSON_VALUE })
	ResponseEntity<Object> ask(InputStream body) throws IOException, InterruptedException {
		try {
			long userId = TaskJson.readRequest(this.bodies.read(body)).userId();
			CompletableFuture<Settled> settled = new CompletableFuture<>();
			long number = this.client.ask(this.tasks, new TaskQuestion(userId), this.clock.nanoTime(),
					(outcome, reply) -> {
						settled.complete(new Settled(outcome, reply));
						this.answers.settled(userId, outcome, reply);
					});
			return await(settled, number, ClientConnection.current());
		}
		catch (MalformedBodyException ex) {
			return problem(HttpStatus.BAD_REQUEST, "Malformed request", ex.problem(), null);
		}
		catch (RefusedBodyException ex) {
			return problem(ex.status(), ex.title(), ex.detail(), null);
		}
	}

	private ResponseEntity<Object> await(CompletableFuture<Settled> settled, long number,
			@Nullable ClientConnection client) throws InterruptedException {
		while (true) {
			try {
				return response(settled.get(LOOK_MILLIS, TimeUnit.MILLISECONDS));
			}
			catch (TimeoutException ex) {
				if (client != null && client.isGone()) {
					this.client.giveUp(number);
					return ResponseEntity.status(CLIENT_CLOSED_REQUEST).build();
				}
			}
			catch (ExecutionException ex) {
				throw new IllegalStateException("Nothing completes it so", ex);
			}
		}
	}

	private ResponseEntity<Object> response(Settled settled) {
		RequestOutcome outcome = settled.outcome();
		return switch (outcome) {
			case ANSWERED -> answer(settled.reply());
			case TIMED_OUT -> problem(HttpStatus.GATEWAY_TIMEOUT, "Timed out", "The budget passed in silence", outcome);
			case NO_RESPONDERS -> later("Nobody listens", "No consumer is subscribed", outcome);
			case REFUSED -> later("Busy", "The consumers could not have answered in time", outcome);
			case DISCONNECTED ->
				later("No link", "There is no link to the broker or to its stream, or it broke", outcome);
			case REJECTED ->
				later("Not sent", "The producer pauses because nobody listens, or too much is in flight", outcome);
			case FAILED -> problem(HttpStatus.BAD_GATEWAY, "Failed",
					"A consumer answered with an error, or with a reply that breaks the contract", outcome);
		};
	}

	private static ResponseEntity<Object> answer(@Nullable ReceivedMessage reply) {
		return ResponseEntity.ok()
			.contentType(MediaType.APPLICATION_JSON)
			.body(Objects.requireNonNull(reply, "an answer has a reply").body());
	}

	private ResponseEntity<Object> later(String title, String detail, RequestOutcome outcome) {
		Duration pause = this.client.pauseLeft(this.tasks);
		long seconds = Math.max(1, pause.plusMillis(999).toSeconds());
		return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
			.header(HttpHeaders.RETRY_AFTER, Long.toString(seconds))
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.body(problemDetail(HttpStatus.SERVICE_UNAVAILABLE, title, detail, outcome));
	}

	private static ResponseEntity<Object> problem(HttpStatus status, String title, String detail,
			@Nullable RequestOutcome outcome) {
		return ResponseEntity.status(status)
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.body(problemDetail(status, title, detail, outcome));
	}

	private static ProblemDetail problemDetail(HttpStatus status, String title, String detail,
			@Nullable RequestOutcome outcome) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
		problem.setTitle(title);
		if (outcome != null) {
			problem.setProperty("outcome", outcome.tag());
		}
		return problem;
	}

	/**
	 * How a request ended.
	 *
	 * @param outcome the outcome
	 * @param reply the reply that ended it, or null when none did
	 */
	private record Settled(RequestOutcome outcome, @Nullable ReceivedMessage reply) {
	}

}
