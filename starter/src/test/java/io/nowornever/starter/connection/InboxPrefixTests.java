package io.nowornever.starter.connection;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nowornever.common.connection.LinkListener;
import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.durable.DurableSettings;
import io.nowornever.common.durable.DurableSubject;
import io.nowornever.common.durable.StreamSetup;
import io.nowornever.request.RequestSpec;
import io.nowornever.request.Requester;
import io.nowornever.respond.Responder;
import io.nowornever.starter.respond.MembersInPlace;
import io.nowornever.testbed.broker.Broker;
import io.nowornever.testbed.junit.BrokerOfClass;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
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
						publish: ["shop", "shop.to.>", "shop.durable", "_INBOX_answering.>", "_INBOX_blind.>",
							"_INBOX_making.>", "$SRV.PING.>"]
						subscribe: ["shop.load", "_INBOX_asking.>"]
					} }
					{ user: answering, password: a, permissions: {
						publish: ["shop.load", "_INBOX_asking.>", "$JS.API.CONSUMER.MSG.NEXT.SHOP.workers",
							"$JS.ACK.SHOP.workers.>", "$JS.API.STREAM.INFO.SHOP", "$JS.API.CONSUMER.INFO.SHOP.workers"]
						subscribe: ["shop workers", "shop.to.>", "$SRV.>", "_INBOX_answering.>"]
					} }
					{ user: blind, password: a, permissions: {
						publish: ["shop.load", "_INBOX_asking.>", "$JS.API.CONSUMER.MSG.NEXT.SHOP.workers",
							"$JS.ACK.SHOP.workers.>"]
						subscribe: ["shop workers", "shop.to.>", "$SRV.>", "_INBOX_blind.>"]
					} }
					{ user: making, password: a, permissions: {
						publish: ["shop.load", "_INBOX_asking.>", "_INBOX_making.>", "$SRV.STATS.>", "$JS.API.>",
							"$JS.ACK.SHOP.workers.>"]
						subscribe: ["shop workers", "shop.to.>", "$SRV.>", "_INBOX_making.>"]
					} }
				]
			}
			"""));

	private final List<String> complaints = new CopyOnWriteArrayList<>();

	private final AnnotationConfigApplicationContext answering = new AnnotationConfigApplicationContext();

	private final AnnotationConfigApplicationContext asking = new AnnotationConfigApplicationContext();

	@AfterEach
	void stop() {
		this.asking.close();
		this.answering.close();
	}

	@Test
	void coreRequestsAreAnswered() throws Exception {
		makeStream();
		startBoth("answering");
		assertThat(shop().ask("ACME", String.class).orElseThrow()).isEqualTo("ACME!");
		assertThat(this.complaints).isEmpty();
	}

	@Test
	void durableRequestsAreAnsweredAndTheirRepliesConfirmed() throws Exception {
		makeStream();
		startBoth("answering");
		assertDurableRequestIsAnsweredAndConfirmed();
	}

	@Test
	void whoMayNotLookAtTheStreamIsComplainedOfOnceAndAnswersAllTheSame() throws Exception {
		makeStream();
		startBoth("blind");
		Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> !this.complaints.isEmpty());
		Awaitility.await()
			.during(4, TimeUnit.SECONDS)
			.atMost(60, TimeUnit.SECONDS)
			.until(() -> shop().durable().ask("ACME", String.class).orElseThrow().equals("ACME?")
					&& this.complaints.size() == 1);
		assertThat(this.complaints.getFirst()).contains("$JS.API.STREAM.INFO.SHOP");
	}

	@Test
	void soAreThoseOfWhoMakesAndKeepsTheStreamItself() {
		startBoth("making");
		assertDurableRequestIsAnsweredAndConfirmed();
		Connection connection = Objects.requireNonNull(this.answering.getBean(NatsLink.class).connection());
		Awaitility.await()
			.atMost(60, TimeUnit.SECONDS)
			.until(() -> String
				.valueOf(StreamSetup.management(connection).getStreamInfo("SHOP").getConfiguration().getMetadata())
				.contains("now-or-never.members"));
		assertThat(this.complaints).isEmpty();
	}

	@Test
	@SuppressWarnings("try") // closing a connection may be interrupted
	void whatIsAnsweredOutOfReachOfTheOthersInboxIsComplainedOf() throws Exception {
		makeStream();
		startBoth("answering");
		try (Connection operator = Nats.connect(url("operator", "o"))) {
			operator.publish("shop", "_INBOX.elsewhere", new byte[0]);
			Awaitility.await()
				.atMost(60, TimeUnit.SECONDS)
				.untilAsserted(() -> assertThat(this.complaints).anySatisfy((complaint) -> assertThat(complaint)
					.containsIgnoringCase("permissions violation for publish to \"_inbox.elsewhere\"")));
		}
	}

	private RequestSpec shop() {
		return this.asking.getBean(Requester.class).to("shop").within(Duration.ofSeconds(30));
	}

	/**
	 * Whoever waits for a confirmation gives up after half a second, so one request may
	 * not do on a busy machine.
	 */
	private void assertDurableRequestIsAnsweredAndConfirmed() {
		Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> {
			assertThat(shop().durable().ask("ACME", String.class).orElseThrow()).isEqualTo("ACME?");
			return this.answering.getBean(MeterRegistry.class).get("task.reply.confirm").timer().count() > 0;
		});
		assertThat(this.complaints).isEmpty();
	}

	@SuppressWarnings("try") // closing a connection may be interrupted
	private static void makeStream() throws Exception {
		DurableSettings settings = new DurableSettings(true, DurableSettings.Storage.FILE, 1, Duration.ofSeconds(60),
				Duration.ofMillis(500), 3, Duration.ofSeconds(1), true);
		StreamSetup setup = new StreamSetup(DurableSubject.of("shop"), settings);
		try (Connection operator = Nats.connect(url("operator", "o"))) {
			setup.makeStream(operator);
			setup.makeConsumer(operator, "workers");
		}
	}

	private void startBoth(String answeringUser) {
		start(this.answering, answeringUser, Answering.class);
		start(this.asking, "asking", Asking.class);
		MembersInPlace.await(this.answering);
	}

	private void start(AnnotationConfigApplicationContext application, String user, Class<?> configuration) {
		TestPropertyValues
			.of("nats.servers=" + url(user, "a"), "nats.inbox-prefix=_INBOX_" + user, "durable.max-age=60s",
					"now-or-never.responder.max-age=60s", "durable.create=" + user.equals("making"))
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
			this.complaints.add(complaint);
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
