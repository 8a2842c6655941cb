package io.nowornever.starter.durable;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.api.ClusterInfo;
import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.durable.StreamSetup;
import io.nowornever.request.Answer;
import io.nowornever.request.RequestOutcome;
import io.nowornever.request.Requester;
import io.nowornever.respond.Responder;
import io.nowornever.starter.respond.MembersInPlace;
import io.nowornever.testbed.broker.Broker;
import io.nowornever.testbed.process.FreePort;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A stream on three nodes, of which one ends while requests are under way. Budgets are
 * such that no election uses them up.
 */
@Tag("integration")
class DurableClusterTests {

	private static final int NODES = 3;

	private final List<Broker> nodes = new ArrayList<>();

	private final AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext();

	@BeforeEach
	void start() {
		List<Integer> ports = Stream.generate(() -> FreePort.otherThan(0)).distinct().limit(NODES).toList();
		String routes = ports.stream()
			.map((port) -> "nats://127.0.0.1:" + port)
			.collect(Collectors.joining(", ", "[", "]"));
		IntStream.range(0, NODES)
			.forEach((number) -> this.nodes.add(Broker.builder()
				.jetStream()
				.configuration("server_name: node-" + number)
				.configuration("cluster { name: three, listen: \"127.0.0.1:" + ports.get(number) + "\", routes: "
						+ routes + " }")
				.start()));
		TestPropertyValues
			.of("nats.servers=" + this.nodes.stream().map(Broker::url).collect(Collectors.joining(",")),
					"nats.reconnect.delay=50ms", "nats.reconnect.jitter=10ms", "now-or-never.responder.max-age=60s",
					"durable.max-age=60s", "durable.target-wait=50s", "durable.replicas=3")
			.applyTo(this.application);
		this.application.register(Application.class);
		this.application.refresh();
		MembersInPlace.await(this.application);
	}

	@AfterEach
	void stop() {
		this.application.close();
		this.nodes.forEach(Broker::close);
	}

	@Test
	void noAnswerIsLostWhenTheLeaderIsStoppedInOrder() throws Exception {
		Broker leader = node(Objects.requireNonNull(cluster().getLeader()));
		List<CompletableFuture<Answer<String>>> asked = askWhile(leader::stop);
		assertThat(asked).allSatisfy((answer) -> assertThat(answer.orTimeout(90, TimeUnit.SECONDS).join().outcome())
			.isEqualTo(RequestOutcome.ANSWERED));
	}

	@Test
	void noAnswerIsLostWhenAFollowerIsKilled() throws Exception {
		Broker follower = node(Objects.requireNonNull(cluster().getReplicas()).getFirst().getName());
		List<CompletableFuture<Answer<String>>> asked = askWhile(follower::kill);
		assertThat(asked).allSatisfy((answer) -> assertThat(answer.orTimeout(90, TimeUnit.SECONDS).join().outcome())
			.isEqualTo(RequestOutcome.ANSWERED));
	}

	/**
	 * Until there is another leader, which may take longer than a budget, what is asked
	 * is told that it could not be stored. Whatever was stored is answered.
	 */
	@Test
	void nothingThatWasStoredIsLostWhenTheLeaderIsKilled() throws Exception {
		Broker leader = node(Objects.requireNonNull(cluster().getLeader()));
		List<CompletableFuture<Answer<String>>> asked = askWhile(leader::kill);
		assertThat(asked).allSatisfy((answer) -> assertThat(answer.orTimeout(90, TimeUnit.SECONDS).join().outcome())
			.isIn(RequestOutcome.ANSWERED, RequestOutcome.DISCONNECTED));
		Awaitility.await()
			.atMost(60, TimeUnit.SECONDS)
			.until(() -> ask("again").orTimeout(60, TimeUnit.SECONDS).join().isAnswered());
	}

	private List<CompletableFuture<Answer<String>>> askWhile(Runnable fault) {
		List<CompletableFuture<Answer<String>>> asked = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			asked.add(ask("before-" + i));
		}
		fault.run();
		for (int i = 0; i < 100; i++) {
			asked.add(ask("after-" + i));
		}
		return asked;
	}

	private CompletableFuture<Answer<String>> ask(String text) {
		return this.application.getBean(Requester.class)
			.to("shop")
			.within(Duration.ofSeconds(50))
			.durable()
			.askAsync(text, String.class);
	}

	private Broker node(String name) {
		return this.nodes.get(Integer.parseInt(name.substring("node-".length())));
	}

	/**
	 * Who leads the stream and who follows.
	 */
	private ClusterInfo cluster() throws IOException, JetStreamApiException {
		Awaitility.await()
			.atMost(60, TimeUnit.SECONDS)
			.until(() -> ask("first").orTimeout(60, TimeUnit.SECONDS).join().isAnswered());
		Connection connection = Objects.requireNonNull(this.application.getBean(NatsLink.class).connection());
		return Objects.requireNonNull(StreamSetup.management(connection).getStreamInfo("SHOP").getClusterInfo(),
				"no cluster");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Echo echo() {
			return new Echo();
		}

	}

	/**
	 * Answers.
	 */
	static class Echo {

		@Responder(subject = "shop", durable = true, workers = 8)
		String echo(String text) {
			return text;
		}

	}

}
