package io.nowornever.playground.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Refuses what a page of a stranger makes a browser send, before anything else is asked:
 * the page has no login, and whoever can open it can start what it starts. Programs,
 * which send neither an origin nor where a request comes from, need an allowed host only,
 * and the token for changes.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class OwnPageOnly extends OncePerRequestFilter {

	/**
	 * The header that carries the token.
	 */
	static final String TOKEN_HEADER = "Lab-Token";

	private static final String ORIGIN_SCHEME = "http://";

	private static final Set<String> READING = Set.of("GET", "HEAD");

	private final AllowedHosts hosts;

	private final PageToken token;

	private final JsonMapper json;

	OwnPageOnly(AllowedHosts hosts, PageToken token, JsonMapper json) {
		this.hosts = hosts;
		this.token = token;
		this.json = json;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		ProblemDetail refusal = refusal(request);
		if (refusal == null) {
			chain.doFilter(request, response);
			return;
		}
		response.setStatus(refusal.getStatus());
		response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		response.getOutputStream().write(this.json.writeValueAsString(refusal).getBytes(StandardCharsets.UTF_8));
	}

	private @Nullable ProblemDetail refusal(HttpServletRequest request) {
		String host = request.getHeader("Host");
		if (host == null || !this.hosts.allow(host)) {
			return refusal("Host not allowed", ((host != null) ? "The Host '" + host + "'" : "No Host")
					+ " is not allowed: " + this.hosts.description() + ", with any port");
		}
		for (String origin : all(request, "Origin")) {
			if (!isAllowedOrigin(origin)) {
				return refusal("Origin not allowed", "The Origin '" + origin + "' is not allowed: " + ORIGIN_SCHEME
						+ " and " + this.hosts.description() + ", with any port; or no Origin");
			}
		}
		if (all(request, "Sec-Fetch-Site").contains("cross-site")) {
			return refusal("Request of another site",
					"Sec-Fetch-Site 'cross-site' is not allowed, only what this page or you yourself ask for:"
							+ " enter the address in the browser's address bar");
		}
		if (!READING.contains(request.getMethod()) && !this.token.isEqualTo(request.getHeader(TOKEN_HEADER))) {
			return refusal("Token missing or wrong", "A request that changes something needs the header " + TOKEN_HEADER
					+ " with the token that GET /api/token gives; each start of the lab has another");
		}
		return null;
	}

	/**
	 * An opaque origin is the text {@code null}, which has no scheme.
	 */
	private boolean isAllowedOrigin(String origin) {
		return origin.startsWith(ORIGIN_SCHEME) && this.hosts.allow(origin.substring(ORIGIN_SCHEME.length()));
	}

	private static List<String> all(HttpServletRequest request, String header) {
		return Collections.list(request.getHeaders(header));
	}

	private static ProblemDetail refusal(String title, String detail) {
		ProblemDetail refusal = ProblemDetail.forStatusAndDetail(HttpStatus.FORBIDDEN, detail);
		refusal.setTitle(title);
		return refusal;
	}

}
