package io.nowornever.benchmark.product;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.time.NanoClock;
import io.nowornever.consumer.ConsumerApplication;
import io.nowornever.consumer.UserTaskHandler;
import io.nowornever.producer.ProducerApplication;
import io.nowornever.request.Destination;
import io.nowornever.request.RequestClient;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The producer and its consumers as they are wired in production, without their HTTP
 * doors, with a handler that returns at once.
 */
public final class Product implements AutoCloseable {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final String CONSUMER_WIRING = "io.nowornever.consumer.ConsumerAutoConfiguration";

	private static final String PRODUCER_WIRING = "io.nowornever.producer.ProducerAutoConfiguration,"
			+ "io.nowornever.producer.load.LoadAutoConfiguration,io.nowornever.producer.api.ApiAutoConfiguration";

	private final List<ConfigurableApplicationContext> consumers;

	private final ConfigurableApplicationContext producer;

	private Product(List<ConfigurableApplicationContext> consumers, ConfigurableApplicationContext producer) {
		this.consumers = List.copyOf(consumers);
		this.producer = producer;
	}

	/**
	 * Starts both services.
	 * @param brokerUrl the broker
	 * @param consumers how many consumers
	 * @param workers how many tasks each of them works on at once
	 * @param settings further settings for both, in the form {@code --key=value}
	 * @return the services, both linked to the broker
	 * @throws InterruptedException when the calling thread was told to end
	 */
	public static Product start(String brokerUrl, int consumers, int workers, List<String> settings)
			throws InterruptedException {
		List<String> common = new ArrayList<>(List.of("--nats.servers=" + brokerUrl, "--spring.config.name=none",
				"--spring.threads.virtual.enabled=true", "--logging.level.root=WARN"));
		common.addAll(settings);
		List<ConfigurableApplicationContext> answering = IntStream.rangeClosed(1, consumers)
			.mapToObj((number) -> run(ConsumerApplication.class, common, PRODUCER_WIRING,
					"--spring.application.name=consumer", "--now-or-never.requester.enabled=false",
					"--consumer.name=consumer-" + number, "--consumer.workers=" + workers, "--consumer.work.min=0s",
					"--consumer.work.max=0s"))
			.toList();
		Product product = new Product(answering,
				run(ProducerApplication.class, common, CONSUMER_WIRING, "--spring.application.name=producer",
						"--now-or-never.responder.enabled=false", "--producer.load.enabled=false"));
		product.awaitLinks();
		return product;
	}

	private static ConfigurableApplicationContext run(Class<?> application, List<String> common, String excluded,
			String... own) {
		List<String> arguments = new ArrayList<>(common);
		arguments.add("--spring.autoconfigure.exclude=" + excluded);
		arguments.addAll(List.of(own));
		return new SpringApplicationBuilder(application).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.logStartupInfo(false)
			.initializers((context) -> ((GenericApplicationContext) context).registerBean(UserTaskHandler.class,
					() -> (task) -> {
					}))
			.run(arguments.toArray(String[]::new));
	}

	/**
	 * The producer's side.
	 * @return its request client
	 */
	public RequestClient client() {
		return this.producer.getBean(RequestClient.class);
	}

	/**
	 * Where the producer's requests go.
	 * @return the one destination
	 */
	public Destination tasks() {
		return this.producer.getBean(Destination.class);
	}

	/**
	 * The clock by which the producer measures.
	 * @return its monotonic clock
	 */
	public NanoClock clock() {
		return this.producer.getBean(NanoClock.class);
	}

	/**
	 * What the first consumer counts.
	 * @return its meters
	 */
	public MeterRegistry consumerMeters() {
		return this.consumers.getFirst().getBean(MeterRegistry.class);
	}

	@Override
	public void close() {
		this.producer.close();
		this.consumers.forEach(ConfigurableApplicationContext::close);
	}

	private void awaitLinks() throws InterruptedException {
		long end = System.nanoTime() + LIMIT.toNanos();
		while (Stream.concat(this.consumers.stream(), Stream.of(this.producer))
			.anyMatch((service) -> service.getBean(NatsLink.class).connection() == null)) {
			if (System.nanoTime() > end) {
				close();
				throw new IllegalStateException("The services found no broker within " + LIMIT.toSeconds() + " s");
			}
			Thread.sleep(Duration.ofMillis(5));
		}
	}

}
