package io.nowornever.lab.tracing;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.impl.Headers;
import io.nowornever.testbed.TestbedException;
import io.nowornever.testbed.service.ConsumerFigures;
import io.nowornever.testbed.service.ProducerFigures;
import io.nowornever.testbed.service.ServiceProcess;
import io.nowornever.testbed.service.Testbed;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Both services with the OpenTelemetry Java agent, as it comes. Only traces that a test
 * begins itself are recorded; they stand in the services' logs.
 */
@Tag("integration")
class AgentTests {

	private static final int MANY = 10_000;

	private static final int AT_ONCE = 50;

	private static final byte[] EMPTY = {};

	private static final Set<String> traces = ConcurrentHashMap.newKeySet();

	private static Testbed testbed;

	private static ServiceProcess consumer;

	private static ServiceProcess producer;

	private static HttpClient http;

	@BeforeAll
	static void start() {
		testbed = Testbed.builder()
			.flags(List.of("-javaagent:" + Path.of("target", "opentelemetry-javaagent.jar").toAbsolutePath(),
					"-Dotel.traces.sampler=parentbased_always_off", "-Dotel.traces.exporter=logging-otlp",
					"-Dotel.bsp.schedule.delay=200", "-Dotel.metrics.exporter=none", "-Dotel.logs.exporter=none",
					"-Xmx256m"))
			.start();
		consumer = testbed.consumer("consumer", "--consumer.work.min=0s", "--consumer.work.max=0s",
				"--consumer.max-age=20s");
		producer = testbed.producer("producer", "--producer.load.enabled=false", "--producer.timeout=20s",
				"--producer.balance=group");
		awaitReady(consumer);
		awaitReady(producer);
		http = HttpClient.newHttpClient();
	}

	@AfterAll
	static void stop() {
		testbed.close();
		http.close();
	}

	@Test
	void everyOneOfTenThousandRequestsIsAnswered() throws InterruptedException {
		ProducerFigures before = producerFigures();
		ConsumerFigures handledBefore = consumerFigures();
		Semaphore places = new Semaphore(AT_ONCE);
		Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
		for (int user = 0; user < MANY; user++) {
			places.acquire();
			var _ = http.sendAsync(post(user), HttpResponse.BodyHandlers.discarding()).whenComplete((response, ex) -> {
				statuses.add((response != null) ? response.statusCode() : 0);
				places.release();
			});
		}
		places.acquire(AT_ONCE);
		assertThat(statuses.stream().collect(Collectors.groupingBy((status) -> status, Collectors.counting())))
			.isEqualTo(Map.of(200, (long) MANY));
		ProducerFigures figures = producerFigures();
		assertThat(figures.answered() - before.answered()).isEqualTo(MANY);
		assertThat(figures.outcome("failed")).isEqualTo(before.outcome("failed"));
		assertThat(consumerFigures().handled("malformed")).isEqualTo(handledBefore.handled("malformed"));
	}

	@Test
	@SuppressWarnings("try") // closing a connection may be interrupted
	void anErrorOfAConsumerIsReadAsOne() throws IOException, InterruptedException {
		try (Connection foreign = connect()) {
			Message reply = foreign.request("tasks.now", EMPTY, Duration.ofSeconds(20));
			assertThat(Objects.requireNonNull(reply).getHeaders().getFirst("Nats-Service-Error-Code")).isEqualTo("400");
		}
	}

	@Test
	@SuppressWarnings("try") // closing a connection may be interrupted
	void anErrorIsNoAnswerToAProducer() throws IOException, InterruptedException {
		long failedBefore = producerFigures().outcome("failed");
		AtomicInteger errors = new AtomicInteger();
		AtomicInteger failures = new AtomicInteger();
		try (Connection foreign = connect()) {
			join(foreign, (request) -> {
				errors.incrementAndGet();
				return error("500");
			});
			await().until(() -> {
				if (send(post(1)).statusCode() == 502) {
					failures.incrementAndGet();
				}
				return errors.get() > 0;
			});
		}
		assertThat(failures).hasValue(errors.get());
		assertThat(producerFigures().outcome("failed") - failedBefore).isEqualTo(errors.get());
	}

	@Test
	void oneTraceLeadsFromTheHttpCallThroughRequestAndHandlingToTheReply() throws IOException, InterruptedException {
		String trace = newTrace();
		assertThat(send(post(17, trace)).statusCode()).isEqualTo(200);
		Trace spans = awaitWhole(trace, 1);
		Trace.Span request = spans.only("producer", Trace.INTERNAL, "tasks.now request");
		assertThat(spans.isBelow(request, spans.only("producer", Trace.SERVER, "POST /tasks"))).isTrue();
		Trace.Span asking = spans.only("producer", Trace.PRODUCER);
		assertThat(asking.parent()).isEqualTo(request.id());
		Trace.Span arrival = spans.only("consumer", Trace.CONSUMER);
		assertThat(arrival.parent()).isEqualTo(asking.id());
		Trace.Span handling = spans.only("consumer", Trace.INTERNAL, "tasks.now handle");
		assertThat(handling.parent()).isEqualTo(arrival.id());
		Trace.Span replying = spans.only("consumer", Trace.PRODUCER);
		assertThat(replying.parent()).isEqualTo(handling.id());
		assertThat(spans.only("producer", Trace.CONSUMER).parent()).isEqualTo(replying.id());
		assertThat(request.attributes()).containsEntry("subject", "tasks.now").containsEntry("outcome", "answered");
		assertThat(handling.attributes()).containsEntry("subject", "tasks.now").containsEntry("outcome", "answered");
	}

	@Test
	void exemplarsLeadFromMetricsToTraces() {
		awaitExemplar(producer, "task_request_seconds_bucket");
		awaitExemplar(consumer, "task_age_seconds_bucket");
	}

	/**
	 * The registry takes an exemplar now and then, so it is asked for until it has one.
	 */
	private static void awaitExemplar(ServiceProcess service, String metric) {
		await().until(() -> {
			send(post(17, newTrace()));
			return openMetrics(service);
		}, (text) -> text.lines()
			.anyMatch((line) -> line.startsWith(metric)
					&& traces.stream().anyMatch((trace) -> line.contains("trace_id=\"" + trace + "\""))));
	}

	private static String openMetrics(ServiceProcess service) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(service.address().resolve("/actuator/prometheus"))
			.header("Accept", "application/openmetrics-text; version=1.0.0")
			.build()).body();
	}

	/**
	 * It is sent again by another thread, some time later.
	 */
	@Test
	@SuppressWarnings("try") // closing a connection may be interrupted
	void aRequestThatWasRefusedFirstStaysInItsTrace() throws IOException, InterruptedException {
		Map<String, Integer> refusals = new ConcurrentHashMap<>();
		try (Connection foreign = connect()) {
			join(foreign, (request) -> {
				String parent = Objects.requireNonNull(request.getHeaders().getFirst("traceparent"));
				refusals.merge(parent.substring(3, 35), 1, Integer::sum);
				return error("503");
			});
			String trace = await().until(() -> {
				String next = newTrace();
				return (send(post(17, next)).statusCode() == 200) ? next : "";
			}, refusals::containsKey);
			int attempts = refusals.getOrDefault(trace, 0) + 1;
			Trace spans = awaitWhole(trace, attempts);
			Trace.Span request = spans.only("producer", Trace.INTERNAL, "tasks.now request");
			assertThat(spans.all("producer", Trace.PRODUCER)).hasSize(attempts)
				.allMatch((attempt) -> attempt.parent().equals(request.id()));
			assertThat(spans.only("consumer", Trace.INTERNAL, "tasks.now handle").attributes()).containsEntry("outcome",
					"answered");
		}
	}

	/**
	 * Waits until the last of a trace's spans have been written.
	 * @param attempts how often the request was sent
	 */
	private static Trace awaitWhole(String trace, int attempts) {
		return await().until(() -> Trace.read(trace, List.of(producer, consumer)),
				(spans) -> spans.all("producer", Trace.SERVER).size() == 1
						&& spans.all("producer", Trace.INTERNAL).size() == 1
						&& spans.all("producer", Trace.PRODUCER).size() == attempts
						&& spans.all("producer", Trace.CONSUMER).size() == 1
						&& spans.all("consumer", Trace.PRODUCER).size() == 1);
	}

	/**
	 * Answers beside the consumer, in its group.
	 */
	private static void join(Connection foreign, Function<Message, Headers> answer) throws InterruptedException {
		Dispatcher member = foreign
			.createDispatcher((request) -> foreign.publish(request.getReplyTo(), answer.apply(request), EMPTY));
		member.subscribe("tasks.now", "workers");
		try {
			foreign.flush(Duration.ofSeconds(10));
		}
		catch (TimeoutException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Headers error(String code) {
		return new Headers().put("Nats-Service-Error", "on purpose").put("Nats-Service-Error-Code", code);
	}

	private static Connection connect() throws IOException, InterruptedException {
		return Nats.connect(Options.builder().server(testbed.broker().url()).build());
	}

	private static ProducerFigures producerFigures() {
		return await().until(() -> ProducerFigures.of(producer.metrics()), (figures) -> true);
	}

	private static ConsumerFigures consumerFigures() {
		return await().until(() -> ConsumerFigures.of(consumer.metrics()), (figures) -> true);
	}

	/**
	 * The agent takes long to start where others are at work.
	 */
	private static void awaitReady(ServiceProcess service) {
		await().failFast(service + " has ended", () -> !service.isAlive()).until(service::isReady);
	}

	private static ConditionFactory await() {
		return Awaitility.await()
			.atMost(Duration.ofMinutes(3))
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(50))
			.ignoreException(TestbedException.class);
	}

	private static String newTrace() {
		String trace = UUID.randomUUID().toString().replace("-", "");
		traces.add(trace);
		return trace;
	}

	private static HttpRequest post(int user) {
		return request(user).build();
	}

	/**
	 * A request that belongs to a trace and is to be recorded.
	 */
	private static HttpRequest post(int user, String trace) {
		return request(user).header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01").build();
	}

	private static HttpRequest.Builder request(int user) {
		return HttpRequest.newBuilder(producer.address().resolve("/tasks"))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString("{\"user_id\":" + user + "}", StandardCharsets.US_ASCII));
	}

	private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
		return http.send(request, HttpResponse.BodyHandlers.ofString());
	}

}
