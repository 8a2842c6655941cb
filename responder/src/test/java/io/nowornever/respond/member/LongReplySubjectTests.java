package io.nowornever.respond.member;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Subscription;
import io.nowornever.common.codec.Body;
import io.nowornever.respond.outcome.TaskOutcome;
import io.nowornever.respond.work.TaskResult;
import io.nowornever.testbed.broker.RawClient;
import io.nowornever.testbed.junit.BrokerOfClass;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests whose reply subject is about as long as the broker lets it be, against a real
 * broker. The line that it delivers is longer than the one that it took, by the number of
 * the subscription.
 */
@Tag("integration")
@SuppressWarnings("try") // closing a connection may be interrupted
class LongReplySubjectTests {

	@RegisterExtension
	private static final BrokerOfClass nats = BrokerOfClass.withDefaults();

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final String INBOX = "_INBOX.long.";

	@ParameterizedTest
	@CsvSource({ "4078, 100", "4080, 10" })
	void isAnsweredAndCostsNoConnection(int length, int bodyLength) throws Exception {
		try (TestMember responder = join("tasks.now", 10);
				Connection requester = Nats.connect(nats.url());
				RawClient raw = RawClient.connect(nats.url())) {
			Subscription inbox = requester.subscribe(INBOX + ">");
			requester.flush(PATIENCE);
			String longInbox = INBOX + "x".repeat(length - INBOX.length());
			ask(raw, "tasks.now", longInbox, bodyLength);
			ask(raw, "tasks.now", INBOX + "next", 0);
			assertThat(nextFrom(inbox).getSubject()).isEqualTo(longInbox);
			assertThat(nextFrom(inbox).getSubject()).isEqualTo(INBOX + "next");
			assertThat(responder.reconnects()).isZero();
		}
	}

	/**
	 * The answer's line would be longer than the request's, and the broker ends
	 * connections on which a line is too long.
	 */
	@ParameterizedTest
	@CsvSource({ "4081, 4", "4088, 100000" })
	void isNotAnsweredWhereTheAnswersLineWouldBeTooLong(int length, int resultLength) throws Exception {
		try (TestMember responder = join("q", resultLength);
				Connection requester = Nats.connect(nats.url());
				RawClient raw = RawClient.connect(nats.url())) {
			Subscription inbox = requester.subscribe(INBOX + ">");
			requester.flush(PATIENCE);
			ask(raw, "q", INBOX + "x".repeat(length - INBOX.length()), 0);
			ask(raw, "q", INBOX + "next", 0);
			assertThat(nextFrom(inbox).getSubject()).isEqualTo(INBOX + "next");
			assertThat(responder.member().count(TaskOutcome.MALFORMED)).isOne();
			assertThat(responder.reconnects()).isZero();
		}
	}

	@Test
	void noQuestionAboutItCostsTheConnectionEither() throws Exception {
		try (TestMember responder = join("q", 4);
				Connection requester = Nats.connect(nats.url());
				RawClient raw = RawClient.connect(nats.url())) {
			Subscription inbox = requester.subscribe(INBOX + ">");
			requester.flush(PATIENCE);
			// Each of these characters is read as two, of which each is sent as two
			// bytes.
			raw.write("PUB $SRV.PING " + INBOX + "é".repeat(2_030) + " 0\r\n\r\n");
			raw.write("PUB $SRV.PING " + INBOX + "next 0\r\n\r\n");
			assertThat(nextFrom(inbox).getSubject()).isEqualTo(INBOX + "next");
			ask(raw, "q", INBOX + "last", 0);
			assertThat(nextFrom(inbox).getSubject()).isEqualTo(INBOX + "last");
			assertThat(responder.reconnects()).isZero();
		}
	}

	private static TestMember join(String subject, int resultLength) {
		TaskResult result = TaskResult.of(new Body(new byte[resultLength], null));
		return TestMember.join(nats.url(), subject, "workers", "worker-1", Duration.ofMillis(1), (task) -> result);
	}

	private static void ask(RawClient raw, String subject, String replyTo, int bodyLength) {
		raw.publish(subject, replyTo, "NATS/1.0\r\nSent-At:" + System.currentTimeMillis() + "\r\n\r\n",
				"x".repeat(bodyLength).getBytes(StandardCharsets.US_ASCII));
	}

	private static Message nextFrom(Subscription inbox) throws InterruptedException {
		return Objects.requireNonNull(inbox.nextMessage(PATIENCE), "no answer");
	}

}
