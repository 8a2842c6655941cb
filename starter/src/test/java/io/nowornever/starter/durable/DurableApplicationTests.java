package io.nowornever.starter.durable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.nats.client.Connection;
import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.durable.StreamSetup;
import io.nowornever.request.Answer;
import io.nowornever.request.RequestExchange;
import io.nowornever.request.RequestOutcome;
import io.nowornever.request.RequestSpec;
import io.nowornever.request.Requester;
import io.nowornever.request.Within;
import io.nowornever.respond.RespondException;
import io.nowornever.respond.Responder;
import io.nowornever.respond.work.Task;
import io.nowornever.starter.respond.MembersInPlace;
import io.nowornever.testbed.broker.Broker;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * One application that asks itself durably, over a real broker that ends and comes back.
 */
@Tag("integration")
class DurableApplicationTests {

	private static final String IN_MEMORY = "memory";

	private final Broker broker = Broker.builder().jetStream().start();

	private final AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext();

	@BeforeEach
	void start(TestInfo test) {
		String storage = test.getTags().contains(IN_MEMORY) ? "memory" : "file";
		TestPropertyValues
			.of("nats.servers=" + this.broker.url(), "nats.reconnect.delay=50ms", "nats.reconnect.jitter=10ms",
					"now-or-never.responder.max-age=60s", "durable.max-age=60s", "durable.target-wait=30s",
					"durable.ack-wait=300ms", "durable.storage=" + storage)
			.applyTo(this.application);
		this.application.register(Application.class);
		this.application.refresh();
		MembersInPlace.await(this.application);
	}

	@AfterEach
	void stop() {
		shop().gate.countDown();
		this.application.close();
		this.broker.close();
	}

	@Test
	void aQuestionIsAnswered() {
		Answer<String> answer = quotes().ask("ACME", String.class);
		assertThat(answer).isInstanceOfSatisfying(Answer.Answered.class, (answered) -> {
			assertThat(answered.value()).isEqualTo("ACME 1");
			assertThat(answered.reply().headers()).containsEntry("Deliveries", "1");
		});
	}

	@Test
	void aClientOfAnInterfaceAsksDurably() {
		assertThat(this.application.getBean(Quotes.class).quote("ACME")).isEqualTo("ACME 1");
	}

	@Test
	void anErrorOfItsOwnIsTold() {
		assertThat(quotes().ask("NONE", String.class)).isEqualTo(new Answer.Failed<>(404, "no such symbol"));
	}

	@Test
	void noAnswerIsLostWhenTheBrokerIsKilledAndComesBack() {
		List<CompletableFuture<Answer<String>>> asked = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			asked.add(quotes().askAsync("symbol-" + i, String.class));
			if (i == 50) {
				this.broker.kill();
			}
		}
		this.broker.restart();
		for (CompletableFuture<Answer<String>> answer : asked) {
			assertThat(answer.orTimeout(60, TimeUnit.SECONDS).join().outcome()).isEqualTo(RequestOutcome.ANSWERED);
		}
	}

	@Test
	@Tag(IN_MEMORY)
	void whatAStreamKeptInMemoryEndsWithTheBrokerAndTheNextOneIsMadeAtOnce() {
		CompletableFuture<Answer<Void>> held = requester().to("shop.held")
			.within(Duration.ofSeconds(3))
			.durable()
			.askAsync("x", Void.class);
		CompletableFuture<Answer<Void>> waiting = requester().to("shop.held")
			.within(Duration.ofSeconds(3))
			.durable()
			.askAsync("x", Void.class);
		assertThat(quotes().ask("ACME", String.class).isAnswered()).isTrue();
		this.broker.kill();
		this.broker.restart();
		assertThat(quotes().ask("ACME", String.class).isAnswered()).isTrue();
		assertThat(waiting.orTimeout(60, TimeUnit.SECONDS).join().outcome()).as("refused where it was taken late")
			.isIn(RequestOutcome.TIMED_OUT, RequestOutcome.REFUSED);
		assertThat(held.orTimeout(60, TimeUnit.SECONDS).join().outcome()).isEqualTo(RequestOutcome.TIMED_OUT);
	}

	@Test
	void whatIsAskedWhileThereIsNoBrokerIsAnsweredOnceThereIs() {
		this.broker.kill();
		CompletableFuture<Answer<String>> asked = quotes().askAsync("ACME", String.class);
		this.broker.restart();
		assertThat(asked.orTimeout(60, TimeUnit.SECONDS).join().isAnswered()).isTrue();
	}

	@Test
	void aStreamThatSomebodyDeletesIsMadeAgain() throws Exception {
		assertThat(quotes().ask("ACME", String.class).isAnswered()).isTrue();
		Connection connection = Objects.requireNonNull(this.application.getBean(NatsLink.class).connection());
		StreamSetup.management(connection).deleteStream("SHOP_QUOTES");
		Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> quotes().ask("ACME", String.class).isAnswered());
	}

	@Test
	void whatNobodyCouldStoreIsDisconnected() {
		this.broker.kill();
		assertThat(quotes().within(Duration.ofMillis(300)).ask("ACME", String.class).outcome())
			.isEqualTo(RequestOutcome.DISCONNECTED);
	}

	@Test
	void aTaskThatTakesLongerThanTheAckWaitIsGivenToNobodyElse() {
		assertThat(requester().to("shop.slow").within(Duration.ofSeconds(30)).durable().ask("x", Integer.class))
			.satisfies((answer) -> assertThat(answer.orElseThrow()).isEqualTo(1));
		assertThat(shop().slow).hasValue(1);
	}

	@Test
	void whatTheStreamHasNoRoomForIsRefused() {
		RequestSpec held = requester().to("shop.held").within(Duration.ofSeconds(30)).durable();
		List<CompletableFuture<Answer<Void>>> asked = new ArrayList<>();
		Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> {
			for (int i = 0; i < 100; i++) {
				asked.add(held.askAsync("x", Void.class));
			}
			return asked.stream()
				.filter(CompletableFuture::isDone)
				.anyMatch((answer) -> answer.join().outcome() == RequestOutcome.REFUSED);
		});
		shop().gate.countDown();
		asked.forEach(CompletableFuture::join);
	}

	@Test
	void aSubjectOnWhichAStreamAnswersIsNotAskedOn() {
		assertThatIllegalArgumentException().isThrownBy(() -> requester().to("shop.quotes.durable"))
			.withMessageContaining("a stream answers there");
	}

	private RequestSpec quotes() {
		return requester().to("shop.quotes").within(Duration.ofSeconds(30)).durable();
	}

	private Requester requester() {
		return this.application.getBean(Requester.class);
	}

	private Shop shop() {
		return this.application.getBean(Shop.class);
	}

	@RequestExchange(value = "shop.quotes", durable = true)
	@Within("30s")
	interface Quotes {

		String quote(String symbol);

	}

	/**
	 * Answers durably.
	 */
	static class Shop {

		final CountDownLatch gate = new CountDownLatch(1);

		final AtomicInteger slow = new AtomicInteger();

		@Responder(subject = "shop.quotes", durable = true, workers = 4)
		String quote(String symbol, Task task) {
			if (symbol.equals("NONE")) {
				throw new RespondException(404, "no such symbol");
			}
			return symbol + " " + task.deliveries();
		}

		@Responder(subject = "shop.slow", durable = true)
		int slow() throws InterruptedException {
			TimeUnit.MILLISECONDS.sleep(1_000);
			return this.slow.incrementAndGet();
		}

		@Responder(subject = "shop.held", durable = true)
		void hold() throws InterruptedException {
			this.gate.await();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@AutoConfigurationPackage
	static class Application {

		@Bean
		Shop shop() {
			return new Shop();
		}

	}

}
