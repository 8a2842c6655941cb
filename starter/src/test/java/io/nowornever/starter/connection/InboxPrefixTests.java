package io.nowornever.starter.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nowornever.common.connection.LinkListener;
import io.nowornever.common.connection.NatsLink;
import io.nowornever.request.Answer;
import io.nowornever.request.RequestSpec;
import io.nowornever.request.Requester;
import io.nowornever.respond.Responder;
import io.nowornever.starter.respond.Responders;
import io.nowornever.testbed.broker.Broker;
import io.nowornever.testbed.junit.BrokerOfClass;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two applications whose users may each listen to an inbox prefix of their own, and to no
 * other: everything that they ask anybody is answered there.
 */
@Tag("integration")
class InboxPrefixTests {

	@RegisterExtension
	private static final BrokerOfClass nats = BrokerOfClass.of(Broker.builder().jetStream().configuration("""
			authorization {
				users: [
					{ user: operator, password: o }
					{ user: asking, password: a, permissions: {
						publish: ["shop", "shop.to.>", "shop.durable", "_INBOX_answering.>", "$SRV.PING.>"]
						subscribe: ["shop.load", "_INBOX_asking.>"]
					} }
					{ user: answering, password: a, permissions: {
						publish: ["shop.load", "_INBOX_asking.>", "_INBOX_answering.>", "$SRV.STATS.>", "$JS.API.>",
							"$JS.ACK.SHOP.>"]
						subscribe: ["shop workers", "shop.to.>", "$SRV.>", "_INBOX_answering.>"]
					} }
				]
			}
			"""));

	private final List<String> complaints = new ArrayList<>();

	private final AnnotationConfigApplicationContext answering = new AnnotationConfigApplicationContext();

	private final AnnotationConfigApplicationContext asking = new AnnotationConfigApplicationContext();

	@BeforeEach
	void start() {
		start(this.answering, "answering", Answering.class);
		start(this.asking, "asking", Asking.class);
		Awaitility.await()
			.atMost(60, TimeUnit.SECONDS)
			.until(() -> this.answering.getBean(Responders.class)
				.members()
				.stream()
				.allMatch((member) -> member.place().isRight()));
	}

	@AfterEach
	void stop() {
		this.asking.close();
		this.answering.close();
	}

	@Test
	void coreRequestsAreAnswered() {
		assertThat(shop().ask("ACME", String.class).orElseThrow()).isEqualTo("ACME!");
		assertThat(this.complaints).isEmpty();
	}

	@Test
	void durableRequestsAreAnsweredAndTheirRepliesConfirmed() {
		Answer<String> answer = shop().durable().ask("ACME", String.class);
		assertThat(answer.orElseThrow()).isEqualTo("ACME?");
		Awaitility.await()
			.atMost(60, TimeUnit.SECONDS)
			.until(() -> this.answering.getBean(MeterRegistry.class).get("task.reply.confirm").timer().count() == 1);
		assertThat(this.complaints).isEmpty();
	}

	@Test
	@SuppressWarnings("try") // closing a connection may be interrupted
	void whatIsAnsweredOutOfReachOfTheOthersInboxIsComplainedOf() throws Exception {
		try (Connection operator = Nats.connect(url("operator", "o"))) {
			operator.publish("shop", "_INBOX.elsewhere", new byte[0]);
			Awaitility.await().atMost(60, TimeUnit.SECONDS).untilAsserted(() -> {
				synchronized (this.complaints) {
					assertThat(this.complaints).anySatisfy((complaint) -> assertThat(complaint)
						.containsIgnoringCase("permissions violation for publish to \"_inbox.elsewhere\""));
				}
			});
		}
	}

	private RequestSpec shop() {
		return this.asking.getBean(Requester.class).to("shop").within(Duration.ofSeconds(30));
	}

	private void start(AnnotationConfigApplicationContext application, String user, Class<?> configuration) {
		TestPropertyValues
			.of("nats.servers=" + url(user, "a"), "nats.inbox-prefix=_INBOX_" + user, "durable.max-age=60s",
					"now-or-never.responder.max-age=60s", "durable.create=" + user.equals("answering"))
			.applyTo(application);
		application.register(configuration);
		application.registerBean("complaints", Complaints.class, this.complaints);
		application.refresh();
	}

	private static String url(String user, String password) {
		return nats.url().replace("nats://", "nats://" + user + ":" + password + "@");
	}

	/**
	 * Keeps what the broker complains of.
	 */
	static final class Complaints implements LinkListener {

		private final List<String> complaints;

		Complaints(List<String> complaints, NatsLink link) {
			this.complaints = complaints;
			link.addListener(this);
		}

		@Override
		public void connected(Connection connection) {
		}

		@Override
		public void lost(Connection connection) {
		}

		@Override
		public void complained(String complaint) {
			synchronized (this.complaints) {
				this.complaints.add(complaint);
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Asking {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Answering {

		@Bean
		Shop shop() {
			return new Shop();
		}

	}

	/**
	 * Answers at once and durably.
	 */
	static class Shop {

		@Responder(subject = "shop")
		String core(String text) {
			return text + "!";
		}

		@Responder(subject = "shop", durable = true)
		String durable(String text) {
			return text + "?";
		}

	}

}
