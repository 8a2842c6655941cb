package io.nowornever.consumer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.time.NanoClock;
import io.nowornever.respond.outcome.TaskOutcome;
import io.nowornever.starter.Managed;
import org.awaitility.Awaitility;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The whole consumer in this process, against whatever broker a test gives it.
 */
public final class TestConsumer implements AutoCloseable {

	private static boolean loggingIsSetUp;

	private final ConfigurableApplicationContext context;

	private TestConsumer(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Starts a consumer whose work takes no time, without its HTTP door.
	 * @param brokerUrl the broker
	 * @param settings further settings, {@code key=value}
	 * @return a consumer that has joined its group
	 */
	public static TestConsumer start(String brokerUrl, String... settings) {
		return run(WebApplicationType.NONE, brokerUrl, (context) -> {
		}, settings);
	}

	/**
	 * Starts a consumer as {@link #start} does, with its HTTP door on a free port.
	 * @param brokerUrl the broker
	 * @return a consumer that has joined its group
	 */
	public static TestConsumer withDoor(String brokerUrl) {
		return run(WebApplicationType.SERVLET, brokerUrl, (context) -> {
		});
	}

	/**
	 * Starts a consumer with a handler of a test's own.
	 * @param handler does the tasks
	 * @param brokerUrl the broker
	 * @param settings further settings, {@code key=value}
	 * @return a consumer that has joined its group
	 */
	public static TestConsumer with(UserTaskHandler handler, String brokerUrl, String... settings) {
		return run(WebApplicationType.NONE, brokerUrl,
				(context) -> ((GenericApplicationContext) context).registerBean(UserTaskHandler.class, () -> handler),
				settings);
	}

	/**
	 * Starts a consumer with a handler and a monotonic clock of a test's own.
	 * @param handler does the tasks
	 * @param clock measures ages
	 * @param brokerUrl the broker
	 * @param settings further settings, {@code key=value}
	 * @return a consumer that has joined its group
	 */
	public static TestConsumer with(UserTaskHandler handler, NanoClock clock, String brokerUrl, String... settings) {
		return run(WebApplicationType.NONE, brokerUrl, (context) -> {
			GenericApplicationContext generic = (GenericApplicationContext) context;
			generic.registerBean(UserTaskHandler.class, () -> handler);
			generic.registerBean(NanoClock.class, () -> clock);
		}, settings);
	}

	/**
	 * Starts a consumer whose link stands before anything that starts late.
	 * @param brokerUrl the broker
	 * @return a consumer that has joined its group
	 */
	public static TestConsumer withQuickLink(String brokerUrl) {
		return run(WebApplicationType.NONE, brokerUrl,
				(context) -> ((GenericApplicationContext) context).registerBean("linkFirst", SmartLifecycle.class,
						() -> new LinkFirst(context.getBeanProvider(NatsLink.class))));
	}

	private static TestConsumer run(WebApplicationType door, String brokerUrl,
			ApplicationContextInitializer<ConfigurableApplicationContext> initializer, String... settings) {
		List<String> args = new ArrayList<>();
		args.add("--nats.servers=" + brokerUrl);
		args.add("--server.port=0");
		for (String setting : settings) {
			args.add("--" + setting);
		}
		TestConsumer consumer = new TestConsumer(run(new SpringApplicationBuilder(ConsumerApplication.class).web(door)
			.properties("consumer.work.min=0s", "consumer.work.max=0s", "consumer.name=consumer-1",
					"consumer.max-age=60s", "nats.reconnect.delay=50ms", "nats.reconnect.jitter=50ms")
			.initializers(initializer), args));
		consumer.awaitLink(true);
		return consumer;
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

	public void awaitLink(boolean up) {
		NatsLink link = this.context.getBean(NatsLink.class);
		Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> (link.connection() != null) == up);
	}

	public void awaitHandled(TaskOutcome outcome, long count) {
		Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> handled(outcome) >= count);
	}

	public long handled(TaskOutcome outcome) {
		Meter meter = registry().get("task.handled").tag("outcome", outcome.tag()).meter();
		return (long) meter.measure().iterator().next().getValue();
	}

	public long handled() {
		long sum = 0;
		for (TaskOutcome outcome : TaskOutcome.values()) {
			sum += handled(outcome);
		}
		return sum;
	}

	public double value(String name) {
		Meter meter = registry().get(name).meter();
		return switch (meter) {
			case Gauge gauge -> gauge.value();
			case FunctionCounter counter -> counter.count();
			default -> meter.measure().iterator().next().getValue();
		};
	}

	public int httpPort() {
		return Integer.parseInt(this.context.getEnvironment().getRequiredProperty("local.server.port"));
	}

	@Override
	public void close() {
		this.context.close();
	}

	private MeterRegistry registry() {
		return this.context.getBean(MeterRegistry.class);
	}

	/**
	 * Holds up the start until the link stands.
	 */
	private record LinkFirst(ObjectProvider<NatsLink> link) implements SmartLifecycle {

		@Override
		public void start() {
			Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> this.link.getObject().connection() != null);
		}

		@Override
		public void stop() {
			// nothing was started
		}

		@Override
		public boolean isRunning() {
			return false;
		}

		@Override
		public int getPhase() {
			return Managed.LINK + 2000;
		}

	}

}
