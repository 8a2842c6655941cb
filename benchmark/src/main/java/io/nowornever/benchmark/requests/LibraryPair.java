package io.nowornever.benchmark.requests;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.nowornever.common.connection.NatsLink;
import io.nowornever.request.Answer;
import io.nowornever.request.RequestSpec;
import io.nowornever.respond.Responder;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The library as an application uses it: a method gets what was asked and returns the
 * result, bytes as they stand or objects by JSON. Two applications, one asks and the
 * other answers.
 */
final class LibraryPair implements AutoCloseable {

	private static final String BYTES = "tasks.byt";

	private static final String TYPED = "tasks.typ";

	private static final Query QUERY = new Query("task-0000000000000001", 17);

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private final ConfigurableApplicationContext answering;

	private final ConfigurableApplicationContext asking;

	private final RequestSpec bytes;

	private final RequestSpec typed;

	private LibraryPair(ConfigurableApplicationContext answering, ConfigurableApplicationContext asking) {
		this.answering = answering;
		this.asking = asking;
		io.nowornever.request.Requester requester = asking.getBean(io.nowornever.request.Requester.class);
		this.bytes = requester.to(BYTES);
		this.typed = requester.to(TYPED);
	}

	static LibraryPair connect(String brokerUrl, int workers) throws InterruptedException {
		LibraryPair pair = new LibraryPair(
				run(Answering.class, brokerUrl, "--now-or-never.requester.enabled=false",
						"--now-or-never.responder.workers=" + workers),
				run(Asking.class, brokerUrl, "--now-or-never.responder.enabled=false"));
		pair.awaitLinks();
		return pair;
	}

	private static ConfigurableApplicationContext run(Class<?> application, String brokerUrl, String... own) {
		List<String> arguments = new ArrayList<>(
				List.of("--nats.servers=" + brokerUrl, "--spring.config.name=none", "--logging.level.root=WARN",
						"--spring.autoconfigure.exclude=io.nowornever.consumer.ConsumerAutoConfiguration,"
								+ "io.nowornever.producer.ProducerAutoConfiguration,"
								+ "io.nowornever.producer.load.LoadAutoConfiguration,"
								+ "io.nowornever.producer.api.ApiAutoConfiguration"));
		arguments.addAll(List.of(own));
		return new SpringApplicationBuilder(application).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.logStartupInfo(false)
			.run(arguments.toArray(String[]::new));
	}

	/**
	 * As many bytes as the bare side sends, and back.
	 */
	Requester bytes() {
		byte[] body = new byte[Payload.BODY_BYTES];
		return (lane) -> end(this.bytes.askAsync(body, byte[].class), lane);
	}

	/**
	 * Objects that become the pair's bodies.
	 */
	Requester typed() {
		return (lane) -> end(this.typed.askAsync(QUERY, Result.class), lane);
	}

	@SuppressWarnings("FutureReturnValueIgnored") // the lane is its end
	private static void end(CompletableFuture<? extends Answer<?>> asked, Lane lane) {
		asked.thenAccept((answer) -> lane.settled(answer.outcome(), null));
	}

	@Override
	public void close() {
		this.asking.close();
		this.answering.close();
	}

	private void awaitLinks() throws InterruptedException {
		long end = System.nanoTime() + LIMIT.toNanos();
		while (this.answering.getBean(NatsLink.class).connection() == null
				|| this.asking.getBean(NatsLink.class).connection() == null) {
			if (System.nanoTime() > end) {
				close();
				throw new IllegalStateException("The library found no broker within " + LIMIT.toSeconds() + " s");
			}
			Thread.sleep(Duration.ofMillis(5));
		}
	}

	/**
	 * What is asked.
	 *
	 * @param taskId as in the pair's body
	 * @param userId as in the pair's body
	 */
	record Query(String taskId, long userId) {
	}

	/**
	 * What is answered.
	 *
	 * @param taskId as in the pair's body
	 * @param userId as in the pair's body
	 * @param processed as in the pair's body
	 * @param worker as in the pair's body
	 */
	record Result(String taskId, long userId, boolean processed, String worker) {
	}

	/**
	 * Asks.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Asking {

	}

	/**
	 * Answers.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Answering {

		@Responder(subject = BYTES)
		byte[] echo(byte[] body) {
			return body;
		}

		@Responder(subject = TYPED)
		Result answer(Query query) {
			return new Result(query.taskId(), query.userId(), true, "consumer-1");
		}

	}

}
