package io.nowornever.starter.tracing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.Clock;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.nowornever.common.tracing.Tracing;
import io.nowornever.request.Answer;
import io.nowornever.request.Requester;
import io.nowornever.respond.RespondException;
import io.nowornever.respond.Responder;
import io.nowornever.respond.work.Task;
import io.nowornever.testbed.junit.BrokerOfClass;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.tracer.common.SpanContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.MDC;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two applications with Boot's own tracing, one of which asks the other.
 */
@Tag("integration")
class TracedApplicationsTests {

	@RegisterExtension
	static final BrokerOfClass broker = BrokerOfClass.withDefaults();

	private static final InMemorySpanExporter spans = InMemorySpanExporter.create();

	private static ConfigurableApplicationContext asking;

	private static ConfigurableApplicationContext answering;

	@BeforeAll
	static void start() {
		answering = run(Answering.class);
		asking = run(Asking.class);
		Requester requester = asking.getBean(Requester.class);
		Awaitility.await()
			.until(() -> requester.to("quotes").ask("ACME", String.class),
					(answer) -> answer instanceof Answer.Answered);
	}

	@AfterAll
	static void stop() {
		asking.close();
		answering.close();
	}

	@Test
	void oneTraceJoinsBothAndWhatTheHandlerAsks() {
		String trace = askedWithin("quotes");
		SpanData request = only(trace, "quotes request");
		SpanData handling = only(trace, "quotes handle");
		SpanData nested = only(trace, "stock request");
		assertThat(request.getParentSpanId()).isEqualTo(only(trace, "outer").getSpanId());
		assertThat(request.getKind()).isEqualTo(SpanKind.CLIENT);
		assertThat(handling.getParentSpanId()).isEqualTo(request.getSpanId());
		assertThat(handling.getKind()).isEqualTo(SpanKind.SERVER);
		assertThat(nested.getParentSpanId()).isEqualTo(handling.getSpanId());
		assertThat(only(trace, "stock handle").getParentSpanId()).isEqualTo(nested.getSpanId());
		for (SpanData span : List.of(request, handling)) {
			assertThat(span.getAttributes().asMap()).containsEntry(AttributeKey.stringKey("subject"), "quotes")
				.containsEntry(AttributeKey.stringKey("outcome"), "answered");
		}
	}

	@Test
	void linesThatAHandlerLogsCarryTheTraceAndTheNextOnesDoNot() {
		Shop shop = answering.getBean(Shop.class);
		String trace = askedWithin("quotes");
		assertThat(shop.tracesInLog).containsEntry("quotes", trace).containsEntry("stock", trace);
		assertThat(askedWithin("quotes")).isEqualTo(shop.tracesInLog.get("quotes")).isNotEqualTo(trace);
	}

	@Test
	void theWireCarriesTheHeadersOfW3c() {
		String trace = askedWithin("quotes");
		assertThat(answering.getBean(Shop.class).headers.get("quotes"))
			.startsWith("00-" + trace + "-" + only(trace, "quotes request").getSpanId() + "-");
	}

	@Test
	void whatAHandlerThrowsIsTheSpansError() {
		String trace = askedWithin("unknown");
		SpanData handling = only(trace, "unknown handle");
		assertThat(handling.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
		assertThat(handling.getAttributes().get(AttributeKey.stringKey("outcome"))).isEqualTo("failed");
		assertThat(only(trace, "unknown request").getAttributes().get(AttributeKey.stringKey("outcome")))
			.isEqualTo("failed");
	}

	@Test
	void aRequestWithoutAnAnswerIsFollowedToItsEnd() {
		String trace = askedWithin("nobody");
		assertThat(only(trace, "nobody request").getAttributes().get(AttributeKey.stringKey("outcome")))
			.isEqualTo("no_responders");
	}

	@Test
	void exemplarsLeadFromMetricsToTraces() {
		askedWithin("quotes");
		assertThat(exemplars(asking, "task_request_seconds")).isNotEmpty()
			.allMatch((line) -> line.contains("trace_id=\""));
		assertThat(exemplars(answering, "task_work_seconds")).isNotEmpty();
	}

	@Test
	void withoutATracerNothingIsObserved() {
		runner().withPropertyValues("spring.autoconfigure.exclude="
				+ "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration")
			.run((context) -> assertThat(context.getBean(Tracing.class)).isSameAs(Tracing.NONE));
	}

	@Test
	void whoWantsNoObservationsHasNoneAndWhoWantsThemHasThem() {
		runner().withPropertyValues("now-or-never.observations.enabled=false")
			.run((context) -> assertThat(context.getBean(Tracing.class)).isSameAs(Tracing.NONE));
		runner().withPropertyValues("now-or-never.observations.enabled=true", "spring.autoconfigure.exclude="
				+ "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration")
			.run((context) -> assertThat(context.getBean(Tracing.class)).isInstanceOf(ObservationTracing.class));
	}

	private static ApplicationContextRunner runner() {
		return new ApplicationContextRunner().withPropertyValues("nats.servers=nats://127.0.0.1:1")
			.withUserConfiguration(Unconnected.class);
	}

	/**
	 * Asks within an observation of the application's own.
	 * @return the id of the trace, once all of its spans are there
	 */
	private static String askedWithin(String subject) {
		Observation outer = Observation.start("outer", asking.getBean(ObservationRegistry.class));
		outer.observe(() -> asking.getBean(Requester.class)
			.to(subject)
			.within(Duration.ofSeconds(2))
			.ask("ACME", String.class));
		String trace = spans.getFinishedSpanItems()
			.stream()
			.filter((span) -> span.getName().equals("outer"))
			.reduce((first, second) -> second)
			.orElseThrow()
			.getTraceId();
		Awaitility.await()
			.until(() -> finished(trace), (names) -> names.contains(subject + " request")
					&& (subject.equals("nobody") || names.contains(subject + " handle")));
		return trace;
	}

	private static List<String> finished(String trace) {
		return spans.getFinishedSpanItems()
			.stream()
			.filter((span) -> span.getTraceId().equals(trace))
			.map(SpanData::getName)
			.toList();
	}

	private static SpanData only(String trace, String name) {
		List<SpanData> found = spans.getFinishedSpanItems()
			.stream()
			.filter((span) -> span.getTraceId().equals(trace) && span.getName().equals(name))
			.toList();
		assertThat(found).as(name).hasSize(1);
		return found.getFirst();
	}

	private static List<String> exemplars(ConfigurableApplicationContext application, String metric) {
		return application.getBean(PrometheusMeterRegistry.class)
			.scrape("application/openmetrics-text; version=1.0.0; charset=utf-8")
			.lines()
			.filter((line) -> line.startsWith(metric) && line.contains(" # {"))
			.toList();
	}

	/**
	 * Logging stays as it is, since other tests run meanwhile and look at it.
	 */
	private static ConfigurableApplicationContext run(Class<?> source) {
		SpringApplication application = new SpringApplication(source);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setListeners(application.getListeners()
			.stream()
			.filter((listener) -> !(listener instanceof LoggingApplicationListener))
			.toList());
		return application.run("--nats.servers=" + broker.url(), "--management.tracing.sampling.probability=1.0",
				"--spring.main.banner-mode=off", "--now-or-never.requester.retry.max-attempts=1");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Unconnected {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Asking {

		@Bean
		SpanProcessor recording() {
			return SimpleSpanProcessor.create(spans);
		}

		@Bean
		PrometheusMeterRegistry meterRegistry(SpanContext exemplars) {
			return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, new PrometheusRegistry(), Clock.SYSTEM,
					exemplars);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Answering extends Asking {

		@Bean
		Shop shop(Requester requester) {
			return new Shop(requester);
		}

	}

	static class Shop {

		private final Map<String, String> tracesInLog = new ConcurrentHashMap<>();

		private final Map<String, String> headers = new ConcurrentHashMap<>();

		private final Requester requester;

		Shop(Requester requester) {
			this.requester = requester;
		}

		@Responder(subject = "quotes")
		String quote(Task task) {
			note("quotes", task);
			return this.requester.to("stock").ask("", String.class).orElseThrow();
		}

		@Responder(subject = "stock")
		String stock(Task task) {
			note("stock", task);
			return "3";
		}

		@Responder(subject = "unknown")
		String unknown() {
			throw new RespondException(404, "no such symbol");
		}

		private void note(String subject, Task task) {
			this.tracesInLog.put(subject, String.valueOf(MDC.get("traceId")));
			this.headers.put(subject, String.valueOf(task.header("traceparent")));
		}

	}

}
