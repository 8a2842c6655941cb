package io.nowornever.playground.web;

import java.net.URI;
import java.net.URISyntaxException;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /error}: where the web server sends what nobody has answered. The answer is an
 * RFC 9457 problem with the status and nothing of how the lab is made. Who asks for it
 * without an error finds nothing there.
 */
@RestController
class UnansweredController implements ErrorController {

	@RequestMapping("/error")
	ResponseEntity<ProblemDetail> tell(HttpServletRequest request) {
		HttpStatusCode status = (request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code)
				? HttpStatusCode.valueOf(code) : HttpStatus.NOT_FOUND;
		ProblemDetail problem = ProblemDetail.forStatus(status);
		problem.setInstance(asked(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI)));
		if (status.is5xxServerError()) {
			problem.setDetail("The lab could not answer; what it printed says why");
		}
		return ResponseEntity.status(status).body(problem);
	}

	private static @Nullable URI asked(@Nullable Object path) {
		try {
			return (path instanceof String text) ? new URI(text) : null;
		}
		catch (URISyntaxException ex) {
			return null;
		}
	}

}
