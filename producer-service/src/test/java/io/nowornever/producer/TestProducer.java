package io.nowornever.producer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.time.NanoClock;
import io.nowornever.common.wire.ReceivedMessage;
import io.nowornever.producer.task.TaskQuestion;
import io.nowornever.request.AnswerListener;
import io.nowornever.request.Destination;
import io.nowornever.request.RequestClient;
import io.nowornever.request.RequestOutcome;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The whole producer in this process, against whatever broker a test gives it.
 */
public final class TestProducer implements AutoCloseable {

	private static boolean loggingIsSetUp;

	private final ConfigurableApplicationContext context;

	private TestProducer(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Starts a producer without load and without its HTTP door, whose requests have a
	 * budget that no busy machine uses up.
	 * @param brokerUrl the broker
	 * @param settings further settings, {@code key=value}
	 * @return the producer, linked to the broker or not
	 */
	public static TestProducer start(String brokerUrl, String... settings) {
		return run(WebApplicationType.NONE, brokerUrl, settings);
	}

	private static TestProducer run(WebApplicationType door, String brokerUrl, String... settings) {
		List<String> args = new ArrayList<>();
		args.add("--nats.servers=" + brokerUrl);
		args.add("--server.port=0");
		for (String setting : settings) {
			args.add("--" + setting);
		}
		return new TestProducer(run(new SpringApplicationBuilder(ProducerApplication.class).web(door)
			.properties("producer.load.enabled=false", "producer.timeout=60s", "nats.reconnect.delay=50ms",
					"nats.reconnect.jitter=50ms"),
				args));
	}

	/**
	 * Only the first sets up the logging, which is the whole JVM's: each that did so
	 * would take it away for a moment from the tests beside it.
	 */
	private static synchronized ConfigurableApplicationContext run(SpringApplicationBuilder builder,
			List<String> args) {
		SpringApplication application = builder.application();
		if (loggingIsSetUp) {
			application.setListeners(application.getListeners()
				.stream()
				.filter((listener) -> !(listener instanceof LoggingApplicationListener))
				.toList());
		}
		loggingIsSetUp = true;
		return builder.run(args.toArray(String[]::new));
	}

	/**
	 * Starts a producer as {@link #start} does and waits for its link.
	 * @param brokerUrl the broker
	 * @param settings further settings, {@code key=value}
	 * @return the linked producer
	 */
	public static TestProducer linked(String brokerUrl, String... settings) {
		TestProducer producer = start(brokerUrl, settings);
		producer.awaitLink(true);
		return producer;
	}

	/**
	 * Starts a producer as {@link #linked} does, with its HTTP door on a free port.
	 * @param brokerUrl the broker
	 * @param settings further settings, {@code key=value}
	 * @return the linked producer
	 */
	public static TestProducer withDoor(String brokerUrl, String... settings) {
		TestProducer producer = run(WebApplicationType.SERVLET, brokerUrl, settings);
		producer.awaitLink(true);
		return producer;
	}

	public void awaitLink(boolean up) {
		NatsLink link = this.context.getBean(NatsLink.class);
		Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> (link.connection() != null) == up);
	}

	public CompletableFuture<Settled> ask(long userId) {
		CompletableFuture<Settled> settled = new CompletableFuture<>();
		ask(userId, (outcome, reply) -> {
			if (!settled.complete(new Settled(outcome, reply))) {
				throw new IllegalStateException("settled twice");
			}
		});
		return settled;
	}

	public void ask(long userId, AnswerListener listener) {
		client().ask(this.context.getBean(Destination.class), new TaskQuestion(userId), now(), listener);
	}

	public void askAndForget(long userId) {
		ask(userId, (outcome, reply) -> {
		});
	}

	public Settled askAndWait(long userId) {
		return this.ask(userId).orTimeout(60, TimeUnit.SECONDS).join();
	}

	public RequestOutcome outcome(long userId) {
		return askAndWait(userId).outcome();
	}

	public long count(RequestOutcome outcome) {
		return registry().get("task.request").tag("outcome", outcome.tag()).timer().count();
	}

	public double counter(String name, String... tags) {
		return registry().get(name).tags(tags).counter().count();
	}

	public double functionCounter(String name) {
		return registry().get(name).meter() instanceof FunctionCounter counter ? counter.count() : Double.NaN;
	}

	public double gauge(String name) {
		return registry().get(name).meter() instanceof Gauge gauge ? gauge.value() : Double.NaN;
	}

	/**
	 * How many HTTP requests are being served.
	 * @return those without a response yet
	 */
	public int activeHttpRequests() {
		LongTaskTimer requests = registry().find("http.server.requests.active").longTaskTimer();
		return (requests != null) ? requests.activeTasks() : 0;
	}

	/**
	 * What the conservation law compares.
	 * @return requests started less all outcomes and those in flight
	 */
	public double unaccounted() {
		double ended = 0;
		for (RequestOutcome outcome : RequestOutcome.values()) {
			ended += count(outcome);
		}
		return counter("task.requests.started") - ended - gauge("task.requests.in.flight");
	}

	public int httpPort() {
		return Integer.parseInt(this.context.getEnvironment().getRequiredProperty("local.server.port"));
	}

	@Override
	public void close() {
		this.context.close();
	}

	private RequestClient client() {
		return this.context.getBean(RequestClient.class);
	}

	private long now() {
		return this.context.getBean(NanoClock.class).nanoTime();
	}

	private MeterRegistry registry() {
		return this.context.getBean(MeterRegistry.class);
	}

	/**
	 * How a request ended.
	 *
	 * @param outcome the outcome
	 * @param reply the reply that ended it, if one did
	 */
	public record Settled(RequestOutcome outcome, @Nullable ReceivedMessage reply) {
	}

}
