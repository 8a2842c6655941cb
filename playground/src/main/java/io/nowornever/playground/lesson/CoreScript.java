package io.nowornever.playground.lesson;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import io.nats.client.Connection;
import io.nats.client.ConsumerContext;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamStatusCheckedException;
import io.nats.client.Message;
import io.nats.client.Subscription;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;

/**
 * The same message with and without a stream.
 */
final class CoreScript {

	private static final String STREAM = "DEMO_CORE";

	private static final String CORE_SUBJECT = "demo.core-only";

	private static final String STREAM_SUBJECT = "demo.core-kept";

	private final Board board;

	private final JetStreamCalls calls;

	private CoreScript(Board board, JetStreamCalls calls) {
		this.board = board;
		this.calls = calls;
	}

	static Lesson lesson() {
		return new Lesson("core", "Core NATS against JetStream: now or kept",
				"A message that is published while nobody listens is lost in one and kept in the other. Keeping costs"
						+ " something: how much is measured here.",
				(board, calls) -> new CoreScript(board, calls).give());
	}

	private void give()
			throws IOException, JetStreamApiException, InterruptedException, JetStreamStatusCheckedException {
		loseInCore();
		keepInJetStream();
		new Cost(this.board, this.calls).measure();
	}

	private void loseInCore() throws InterruptedException {
		this.board.step("Core: published while nobody listens");
		this.board.explain("""
				Core NATS passes a message on to who is subscribed at that moment. Publishing tells nothing of
				whether there is anybody. To see that the early message is lost, a second one follows the
				subscription: it comes first.""");
		Connection connection = this.calls.connection();
		publish(CORE_SUBJECT, "early");
		this.board.call("subscribe", "subject", CORE_SUBJECT);
		Subscription subscription = connection.subscribe(CORE_SUBJECT);
		this.board.result("subscribed", true);
		publish(CORE_SUBJECT, "late");
		this.board.call("nextMessage", "subject", CORE_SUBJECT);
		Message first = subscription.nextMessage(JetStreamCalls.LIMIT);
		subscription.unsubscribe();
		String received = (first != null) ? Fetched.text(first) : "none";
		this.board.result("message", received);
		this.board.check("The first message received", "late", received);
	}

	private void keepInJetStream()
			throws IOException, JetStreamApiException, InterruptedException, JetStreamStatusCheckedException {
		this.board.step("JetStream: published while nobody listens");
		this.board.explain("""
				The stream listens always. The publisher knows by the acknowledgement that the message is stored, and a
				consumer that comes later gets it. For an answer that is worth nothing after five seconds this would
				be the wrong thing: it would be delivered when nobody waits any more.""");
		this.calls.createStream(
				StreamConfiguration.builder().name(STREAM).subjects(STREAM_SUBJECT).storageType(StorageType.File));
		this.calls.publish(STREAM_SUBJECT, "early");
		ConsumerContext consumer = this.calls.createConsumer(STREAM,
				ConsumerConfiguration.builder().ackPolicy(AckPolicy.None).inactiveThreshold(JetStreamCalls.LIMIT));
		this.calls.publish(STREAM_SUBJECT, "late");
		this.board.check("Received, in order", "early late", this.calls.fetch(consumer, 2).texts());
	}

	private void publish(String subject, String text) {
		this.board.call("Connection.publish", "subject", subject, "message", text);
		this.calls.connection().publish(subject, text.getBytes(StandardCharsets.UTF_8));
		this.board.result("acknowledgement", "none");
	}

}
