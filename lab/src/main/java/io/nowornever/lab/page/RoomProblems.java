package io.nowornever.lab.page;

import io.nowornever.lab.control.NotAllowedException;
import io.nowornever.lab.control.NotNowException;
import io.nowornever.lab.control.UnknownPartyException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * What cannot be done in the room, as RFC 9457 problems.
 */
@RestControllerAdvice
class RoomProblems {

	@ExceptionHandler
	ProblemDetail notAllowed(NotAllowedException ex) {
		return problem(HttpStatus.BAD_REQUEST, "Not allowed", ex.getMessage());
	}

	@ExceptionHandler
	ProblemDetail notNow(NotNowException ex) {
		return problem(HttpStatus.CONFLICT, "Not now", ex.getMessage());
	}

	@ExceptionHandler
	ProblemDetail unknown(UnknownPartyException ex) {
		return problem(HttpStatus.NOT_FOUND, "Unknown", ex.getMessage());
	}

	private static ProblemDetail problem(HttpStatus status, String title, @Nullable String detail) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
		problem.setTitle(title);
		return problem;
	}

}
