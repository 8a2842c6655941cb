package io.nowornever.producer.api;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.nowornever.common.time.NanoClock;
import io.nowornever.common.wire.MalformedBodyException;
import io.nowornever.common.wire.ReceivedMessage;
import io.nowornever.common.wire.TaskJson;
import io.nowornever.producer.request.RequestClient;
import io.nowornever.producer.request.RequestOutcome;
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

	private static final int LONGEST_BODY = 64 * 1024;

	private final RequestClient client;

	private final NanoClock clock;

	TasksController(RequestClient client, NanoClock clock) {
		this.client = client;
		this.clock = clock;
	}

	@PostMapping(path = "/tasks", consumes = MediaType.APPLICATION_JSON_VALUE,
			produces = { MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_PROBLEM_JSON_VALUE })
	CompletableFuture<ResponseEntity<Object>> ask(InputStream body) throws IOException {
		byte[] json = body.readNBytes(LONGEST_BODY + 1);
		if (json.length > LONGEST_BODY) {
			return CompletableFuture.completedFuture(problem(HttpStatus.CONTENT_TOO_LARGE, "Body too large",
					"The body may have " + LONGEST_BODY + " bytes at the most", null));
		}
		CompletableFuture<ResponseEntity<Object>> response = new CompletableFuture<>();
		try {
			long userId = TaskJson.readRequest(json).userId();
			this.client.ask(userId, this.clock.nanoTime(),
					(outcome, reply) -> response.completeAsync(() -> response(outcome, reply)));
		}
		catch (MalformedBodyException ex) {
			response.complete(problem(HttpStatus.BAD_REQUEST, "Malformed request", ex.problem(), null));
		}
		return response;
	}

	private ResponseEntity<Object> response(RequestOutcome outcome, @Nullable ReceivedMessage reply) {
		return switch (outcome) {
			case ANSWERED -> answer(reply);
			case TIMED_OUT -> problem(HttpStatus.GATEWAY_TIMEOUT, "Timed out", "The budget passed in silence", outcome);
			case NO_RESPONDERS -> later("Nobody listens", "No consumer is subscribed", outcome);
			case REFUSED -> later("Busy", "The consumers could not have answered in time", outcome);
			case DISCONNECTED -> later("No link", "There is no link to the broker, or it broke", outcome);
			case REJECTED ->
				later("Not sent", "The producer pauses because nobody listens, or too much is in flight", outcome);
			case FAILED -> problem(HttpStatus.BAD_GATEWAY, "Failed", "A consumer answered with an error", outcome);
		};
	}

	private static ResponseEntity<Object> answer(@Nullable ReceivedMessage reply) {
		try {
			byte[] body = (reply != null) ? reply.body() : new byte[0];
			TaskJson.readReply(body);
			return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(body);
		}
		catch (MalformedBodyException ex) {
			return problem(HttpStatus.BAD_GATEWAY, "Malformed reply",
					"A consumer's reply breaks the contract: " + ex.problem(), RequestOutcome.ANSWERED);
		}
	}

	private ResponseEntity<Object> later(String title, String detail, RequestOutcome outcome) {
		Duration pause = this.client.pauseLeft();
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

}
