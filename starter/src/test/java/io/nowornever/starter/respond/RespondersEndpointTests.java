package io.nowornever.starter.respond;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Objects;

import io.nowornever.respond.Responder;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the endpoint shows over HTTP, without a broker.
 */
class RespondersEndpointTests {

	private static final String EXPOSED = "management.endpoints.web.exposure.include=responders";

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner(
			AnnotationConfigServletWebServerApplicationContext::new)
		.withPropertyValues("server.port=0", "nats.servers=nats://127.0.0.1:1", "now-or-never.responder.name=shop-1")
		.withUserConfiguration(Application.class);

	@Test
	void itShowsEachResponder() {
		this.runner.withPropertyValues(EXPOSED).run((context) -> {
			JsonNode shown = JsonMapper.shared().readTree(get(context).body());
			assertThat(shown.path("responders").valueStream()).hasSize(2);
			assertThat(shown.path("responders").valueStream())
				.filteredOn((one) -> one.path("subject").asString().equals("shop.quotes"))
				.containsExactly(JsonMapper.shared().readTree("""
						{"subject": "shop.quotes", "group": "pricing", "name": "shop-1", "workers": 8,
						 "member": false, "place": "out: no connection", "waiting": 0, "waitingSeconds": 0.0,
						 "outcomes": {"answered": 0, "failed": 0, "late": 0, "malformed": 0, "refused": 0, "stale": 0}}
						"""));
		});
	}

	@Test
	void itIsNotThereUnlessTheApplicationExposesIt() {
		this.runner.run((context) -> {
			assertThat(context).doesNotHaveBean(RespondersEndpoint.class);
			assertThat(get(context).statusCode()).isEqualTo(404);
		});
	}

	@Test
	void itIsNotThereWhereNobodyAnswers() {
		this.runner.withPropertyValues(EXPOSED, "now-or-never.responder.enabled=false")
			.run((context) -> assertThat(get(context).statusCode()).isEqualTo(404));
	}

	private static HttpResponse<String> get(AssertableWebApplicationContext context)
			throws IOException, InterruptedException {
		int port = Objects
			.requireNonNull(((WebServerApplicationContext) context.getSourceApplicationContext()).getWebServer())
			.getPort();
		try (HttpClient client = HttpClient.newHttpClient()) {
			return client.send(
					HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/responders")).build(),
					HttpResponse.BodyHandlers.ofString());
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Responder(subject = "shop.quotes", group = "pricing", workers = 8)
		String quote(String symbol) {
			return symbol;
		}

		@Responder(subject = "shop.stock")
		void stock() {
			// nothing to tell
		}

	}

}
