package io.nowornever.starter.shop;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.nowornever.common.connection.NatsLink;
import io.nowornever.request.Answer;
import io.nowornever.request.Requester;
import io.nowornever.respond.Responder;
import io.nowornever.respond.intake.GroupPlace;
import io.nowornever.respond.member.GroupMember;
import io.nowornever.starter.respond.Responders;
import io.nowornever.testbed.junit.BrokerOfClass;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A responder with a name of its own in discovery, which has left its group since it is
 * full, and applications that ask on its subject, over a real broker.
 */
@Tag("integration")
class NamedServiceTests {

	@RegisterExtension
	static final BrokerOfClass nats = BrokerOfClass.withDefaults();

	private static final String SUBJECT = "desk.quotes";

	@SuppressWarnings("NullAway.Init") // before all tests
	private static AnnotationConfigApplicationContext full;

	/**
	 * One task that hangs is soon enough for a gate that closes at a hundredth.
	 */
	@BeforeAll
	static void fill() {
		full = start(Answering.class, "now-or-never.responder.gate.close-at=0.01",
				"now-or-never.responder.gate.open-at=0", "now-or-never.responder.max-age=100s",
				"now-or-never.requester.timeout=100s", "now-or-never.requester.retry.enabled=false");
		GroupMember member = full.getBean(Responders.class).members().getFirst();
		Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> {
			CompletableFuture<Answer<Void>> _ = full.getBean(Requester.class).to(SUBJECT).askAsync(null, Void.class);
			return member.place() == GroupPlace.FULL;
		});
	}

	@AfterAll
	static void end() {
		full.getBean(Desk.class).end.countDown();
		full.close();
	}

	@Test
	void isBusyForWhoKnowsItsName() {
		try (AnnotationConfigApplicationContext asking = start(Asking.class,
				"now-or-never.requester.services[desk.quotes]=quote-desk")) {
			assertThat(ask(asking)).isEqualTo(new Answer.Refused<>());
		}
	}

	@Test
	void isNobodyForWhoLooksForItsSubject() {
		try (AnnotationConfigApplicationContext asking = start(Asking.class)) {
			assertThat(ask(asking)).isEqualTo(new Answer.NoResponders<>());
		}
	}

	private static Answer<Void> ask(AnnotationConfigApplicationContext asking) {
		return asking.getBean(Requester.class).to(SUBJECT).ask(null, Void.class);
	}

	private static AnnotationConfigApplicationContext start(Class<?> configuration, String... settings) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		TestPropertyValues
			.of(Stream.concat(
					Stream.of("nats.servers=" + nats.url(), "nats.ping-interval=60s",
							"now-or-never.requester.timeout=30s", "now-or-never.requester.balance=group",
							"now-or-never.requester.backoff.initial=60s", "now-or-never.requester.backoff.max=60s"),
					Stream.of(settings)))
			.applyTo(context);
		context.register(configuration);
		context.refresh();
		NatsLink link = context.getBean(NatsLink.class);
		Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> link.connection() != null);
		return context;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Asking {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Desk.class)
	static class Answering {

	}

	static class Desk {

		final CountDownLatch end = new CountDownLatch(1);

		@Responder(subject = SUBJECT, service = "quote-desk")
		void quote() throws InterruptedException {
			this.end.await();
		}

	}

}
