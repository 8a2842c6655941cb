package io.nowornever.consumer;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Subscription;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.impl.Headers;
import io.nowornever.respond.outcome.TaskOutcome;
import io.nowornever.testbed.broker.Broker;
import io.nowornever.testbed.broker.RawClient;
import io.nowornever.testbed.junit.BrokerOfClass;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A requester that may only ask must not make the consumer do by its answers what it may
 * not do itself.
 */
@Tag("integration")
class ConfusedDeputyTests {

	private static final byte[] BODY = "{\"user_id\":17}".getBytes(StandardCharsets.UTF_8);

	@RegisterExtension
	private static final BrokerOfClass nats = BrokerOfClass.of(Broker.builder().jetStream());

	private static TestConsumer consumer;

	private Connection operator;

	private StandInProducer producer;

	@BeforeAll
	static void startConsumer() {
		consumer = TestConsumer.start(nats.url());
	}

	@AfterAll
	static void stopConsumer() {
		consumer.close();
	}

	@BeforeEach
	void start() throws Exception {
		this.operator = Nats.connect(nats.url());
		this.operator.jetStreamManagement()
			.addStream(StreamConfiguration.builder().name("X").subjects("x").storageType(StorageType.Memory).build());
		this.operator.jetStream().publish("x", BODY);
		this.producer = StandInProducer.connect(nats.url());
	}

	@AfterEach
	void stop() throws Exception {
		this.producer.close();
		this.operator.jetStreamManagement().deleteStream("X");
		this.operator.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "$JS.API.STREAM.PURGE.X", "$JS.API.STREAM.DELETE.X", "x", "$SYS.REQ.USER.INFO" })
	void noAnswerGoesToWhatIsNoInbox(String replyTo) throws Exception {
		long before = consumer.handled(TaskOutcome.MALFORMED);
		List<Headers> requests = List.of(this.producer.headers(), new Headers().put("Sent-At", "soon"),
				this.producer.staleHeaders());
		requests.forEach((headers) -> this.producer.publish(replyTo, headers, BODY));
		consumer.awaitHandled(TaskOutcome.MALFORMED, before + requests.size());
		this.producer.ask();
		assertStreamHolds(1);
	}

	@Test
	void noSettingMakesAnInboxOfWhereRequestsTravelOrOfASystemsSubject() throws Exception {
		try (TestConsumer careless = TestConsumer.start(nats.url(), "consumer.queue-group=careless",
				"consumer.inbox-prefixes=_INBOX,tasks"); RawClient raw = RawClient.connect(nats.url())) {
			List<String> noInboxes = List.of("$JS.API.STREAM.PURGE.X", "tasks.now", "tasks.now.load",
					"tasks.now.to.consumer", "tasks.durable", "_INBOX.*", "_INBOX.>");
			String block = "NATS/1.0\r\nSent-At: " + System.currentTimeMillis() + "\r\n\r\n";
			Subscription durable = this.operator.subscribe("tasks.durable");
			this.operator.flush(null);
			noInboxes.forEach((replyTo) -> raw.publish("tasks.now", replyTo, block, BODY));
			noInboxes.forEach((replyTo) -> raw.publish("$SRV.PING", replyTo, block, BODY));
			careless.awaitHandled(TaskOutcome.MALFORMED, noInboxes.size());
			this.producer.question("$SRV.PING.tasks-now").get(30, TimeUnit.SECONDS);
			this.producer.ask();
			careless.awaitHandled(TaskOutcome.ANSWERED, 1);
			assertThat(careless.handled(TaskOutcome.MALFORMED)).as("nothing came back").isEqualTo(noInboxes.size());
			this.operator.flush(null);
			assertThat(durable.getPendingMessageCount()).isZero();
			assertStreamHolds(1);
		}
	}

	@Test
	void noQuestionForPresenceIsAnsweredToWhatIsNoInbox() throws Exception {
		this.operator.publish("$SRV.PING.tasks-now", "$JS.API.STREAM.PURGE.X", new byte[0]);
		this.operator.publish("$SRV.PING.tasks-now", "x", new byte[0]);
		this.operator.flush(null);
		assertThat(this.producer.question("$SRV.PING.tasks-now").get(30, TimeUnit.SECONDS).getData())
			.asString(StandardCharsets.UTF_8)
			.contains("\"name\":\"tasks-now\"");
		assertStreamHolds(1);
	}

	@Test
	void whichSubjectsAreInboxesCanBeSaid() throws Exception {
		try (TestConsumer other = TestConsumer.start(nats.url(), "consumer.queue-group=others",
				"consumer.inbox-prefixes=_INBOX_shop.,answers.")) {
			for (String replyTo : List.of("_INBOX.1", "_INBOX_shop", "answers", "_INBOX_shopkeeper.1")) {
				this.producer.publish(replyTo, this.producer.headers(), BODY);
			}
			other.awaitHandled(TaskOutcome.MALFORMED, 4);
			for (String replyTo : List.of("_INBOX_shop.1", "answers.1")) {
				var answer = this.producer.nextMessage(replyTo);
				this.producer.publish(replyTo, this.producer.headers(), BODY);
				assertThat(answer.get(30, TimeUnit.SECONDS).getHeaders().getFirst("Task-Id")).isNotNull();
			}
			other.awaitHandled(TaskOutcome.ANSWERED, 2);
		}
	}

	private void assertStreamHolds(long messages) throws Exception {
		assertThat(this.operator.jetStreamManagement().getStreamInfo("X").getStreamState().getMsgCount())
			.isEqualTo(messages);
	}

}
