package io.nowornever.playground.web;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import io.nowornever.playground.nats.ServerUnavailableException;
import io.nowornever.playground.throughput.RejectedSettingsException;
import io.nowornever.testbed.TestbedException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * What cannot be done, as RFC 9457 problems. Those about settings name each field and
 * what is allowed there.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
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

	@ExceptionHandler
	ProblemDetail unreadable(HttpMessageNotReadableException ex) {
		return problem(HttpStatus.BAD_REQUEST, "Body not allowed", switch (ex.getCause()) {
			case UnrecognizedPropertyException unknown ->
				"There is no field " + unknown.getPropertyName() + ": allowed are " + unknown.getKnownPropertyIds();
			case InvalidFormatException wrong -> field(wrong) + " '" + wrong.getValue() + "' is not allowed: "
					+ (Number.class.isAssignableFrom(wrong.getTargetType()) ? "a number" : "another type");
			case DatabindException wrong -> field(wrong) + " has the wrong type";
			case null, default -> "The body is no JSON object";
		});
	}

	private static String field(DatabindException wrong) {
		return wrong.getPath()
			.stream()
			.map(JacksonException.Reference::getPropertyName)
			.filter(Objects::nonNull)
			.collect(Collectors.joining("."));
	}

	private static ProblemDetail problem(HttpStatus status, String title, @Nullable String detail) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
		problem.setTitle(title);
		return problem;
	}

}
