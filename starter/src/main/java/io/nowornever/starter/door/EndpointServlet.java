package io.nowornever.starter.door;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.nowornever.common.shutdown.OutOfMemory;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationArgumentResolver;
import org.springframework.boot.actuate.endpoint.ProducibleOperationArgumentResolver;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.ExposableWebEndpoint;
import org.springframework.boot.actuate.endpoint.web.WebEndpointHttpMethod;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.WebOperation;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import tools.jackson.databind.json.JsonMapper;

/**
 * Boot's endpoints, as far as they only tell something, for a service that has no other
 * HTTP: without Spring MVC it starts sooner and needs less memory. Those exposed are
 * served under the paths and with the media types that Spring MVC gives them.
 */
final class EndpointServlet extends HttpServlet {

	private static final long serialVersionUID = 1L;

	private static final String METHODS = "GET, HEAD, OPTIONS";

	private final transient Map<PathPattern, WebOperation> operations = new LinkedHashMap<>();

	private final transient JsonMapper json;

	/**
	 * Creates it.
	 * @param endpoints those that are exposed
	 * @param json writes what they tell
	 */
	EndpointServlet(Collection<ExposableWebEndpoint> endpoints, JsonMapper json) {
		endpoints.stream()
			.flatMap((endpoint) -> endpoint.getOperations().stream())
			.filter((operation) -> operation.getRequestPredicate().getHttpMethod() == WebEndpointHttpMethod.GET)
			.forEach((operation) -> this.operations.put(
					PathPatternParser.defaultInstance.parse("/" + operation.getRequestPredicate().getPath()),
					operation));
		this.json = json;
	}

	@Override
	protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
		PathContainer path = PathContainer.parsePath((request.getPathInfo() != null) ? request.getPathInfo() : "");
		for (Map.Entry<PathPattern, WebOperation> each : this.operations.entrySet()) {
			PathPattern.PathMatchInfo match = each.getKey().matchAndExtract(path);
			if (match != null) {
				answer(request, response, each.getValue(), match.getUriVariables());
				return;
			}
		}
		response.sendError(HttpServletResponse.SC_NOT_FOUND);
	}

	private void answer(HttpServletRequest request, HttpServletResponse response, WebOperation operation,
			Map<String, String> variables) throws IOException {
		switch (request.getMethod()) {
			case "GET", "HEAD" -> tell(request, response, operation, variables);
			case "OPTIONS" -> response.setHeader(HttpHeaders.ALLOW, METHODS);
			default -> {
				response.setHeader(HttpHeaders.ALLOW, METHODS);
				response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
			}
		}
	}

	private void tell(HttpServletRequest request, HttpServletResponse response, WebOperation operation,
			Map<String, String> variables) throws IOException {
		List<String> accepted = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
		MimeType type = acceptable(operation.getRequestPredicate().getProduces(), accepted);
		if (type == null) {
			response.sendError(HttpServletResponse.SC_NOT_ACCEPTABLE);
			return;
		}
		try {
			send(response, type, operation.invoke(context(arguments(request, operation, variables), accepted)));
		}
		catch (InvalidEndpointRequestException ex) {
			response.sendError(HttpServletResponse.SC_BAD_REQUEST);
		}
		catch (Error ex) {
			OutOfMemory.check(ex);
			throw ex;
		}
	}

	private static InvocationContext context(Map<String, Object> arguments, List<String> accepted) {
		List<String> orAny = accepted.isEmpty() ? List.of(MimeTypeUtils.ALL_VALUE) : accepted;
		return new InvocationContext(SecurityContext.NONE, arguments,
				OperationArgumentResolver.of(WebServerNamespace.class, () -> WebServerNamespace.SERVER),
				new ProducibleOperationArgumentResolver(() -> orAny));
	}

	/**
	 * What the operation can produce of what the client accepts; the first where either
	 * says nothing.
	 */
	private static @Nullable MimeType acceptable(Collection<String> produced, List<String> accepted) {
		List<MimeType> wanted;
		try {
			wanted = accepted.stream().flatMap((text) -> MimeTypeUtils.parseMimeTypes(text).stream()).toList();
		}
		catch (InvalidMimeTypeException ex) {
			return null;
		}
		return produced.stream()
			.map(MimeTypeUtils::parseMimeType)
			.filter((type) -> wanted.isEmpty() || wanted.stream().anyMatch((any) -> any.isCompatibleWith(type)))
			.findFirst()
			.orElse(produced.isEmpty() ? MediaType.APPLICATION_JSON : null);
	}

	private static Map<String, Object> arguments(HttpServletRequest request, WebOperation operation,
			Map<String, String> variables) {
		Map<String, Object> arguments = new HashMap<>(variables);
		String rest = operation.getRequestPredicate().getMatchAllRemainingPathSegmentsVariable();
		if (rest != null) {
			arguments.computeIfPresent(rest, (name, path) -> segments(path.toString()));
		}
		request.getParameterMap()
			.forEach((name, values) -> arguments.put(name, (values.length == 1) ? values[0] : Arrays.asList(values)));
		return arguments;
	}

	private static String[] segments(String path) {
		return Stream.of(path.split("/")).filter((segment) -> !segment.isEmpty()).toArray(String[]::new);
	}

	private byte[] bytes(Object body) throws IOException {
		return switch (body) {
			case byte[] bytes -> bytes;
			case String text -> text.getBytes(StandardCharsets.UTF_8);
			case Resource file -> file.getContentAsByteArray();
			default -> this.json.writeValueAsBytes(body);
		};
	}

	private void send(HttpServletResponse response, MimeType type, @Nullable Object told) throws IOException {
		Object body = told;
		MimeType bodyType = type;
		if (told instanceof WebEndpointResponse<?> full) {
			response.setStatus(full.getStatus());
			body = full.getBody();
			bodyType = (full.getContentType() != null) ? full.getContentType() : type;
		}
		else if (told == null) {
			response.sendError(HttpServletResponse.SC_NOT_FOUND);
			return;
		}
		if (body != null) {
			byte[] bytes = bytes(body);
			response.setContentType(bodyType.toString());
			response.setContentLength(bytes.length);
			response.getOutputStream().write(bytes);
		}
	}

}
