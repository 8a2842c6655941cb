package io.nowornever.playground.web;

import java.util.List;
import java.util.Map;

import io.nowornever.playground.nats.ServerUnavailableException;
import io.nowornever.playground.throughput.RejectedSettingsException;
import io.nowornever.testbed.TestbedException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * What cannot be done, as RFC 9457 problems. Those about settings name each field and
 * what is allowed there.
 */
@RestControllerAdvice
class Problems {

	@ExceptionHandler
	ProblemDetail rejected(RejectedSettingsException ex) {
		ProblemDetail problem = problem(HttpStatus.BAD_REQUEST, "Settings not allowed", ex.getMessage());
		List<Map<String, String>> errors = ex.rejections()
			.stream()
			.map((rejection) -> Map.of("field", rejection.name(), "message", rejection.message()))
			.toList();
		problem.setProperty("errors", errors);
		return problem;
	}

	@ExceptionHandler
	ProblemDetail busy(BusyException ex) {
		return problem(HttpStatus.CONFLICT, "Busy", ex.getMessage());
	}

	@ExceptionHandler({ ServerUnavailableException.class, TestbedException.class })
	ProblemDetail unavailable(RuntimeException ex) {
		return problem(HttpStatus.SERVICE_UNAVAILABLE, "NATS is not there", ex.getMessage());
	}

	private static ProblemDetail problem(HttpStatus status, String title, @Nullable String detail) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
		problem.setTitle(title);
		return problem;
	}

}
