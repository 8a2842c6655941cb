package io.nowornever.playground.lesson;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.nats.client.ConsumerContext;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamStatusCheckedException;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.PushSubscribeOptions;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;

/**
 * How messages reach a consumer, and what the server remembers of it.
 */
final class ConsumersScript {

	static final String STREAM = "DEMO_CONSUMERS";

	private static final String SUBJECT = "demo.consumers";

	private static final List<String> EVENTS = List.of("event-1", "event-2", "event-3", "event-4", "event-5",
			"event-6");

	private static final Duration INACTIVE = Duration.ofMillis(300);

	private static final long LOOK_MILLIS = 50;

	private final Board board;

	private final JetStreamCalls calls;

	private ConsumersScript(Board board, JetStreamCalls calls) {
		this.board = board;
		this.calls = calls;
	}

	static Lesson lesson() {
		return new Lesson("consumers", "Consumers: who has seen what",
				"A consumer is the server's memory of what a reader was given and has acknowledged. Fetch, push,"
						+ " leave, and see what comes again when an acknowledgement does not.",
				(board, calls) -> new ConsumersScript(board, calls).give());
	}

	private void give()
			throws IOException, JetStreamApiException, InterruptedException, JetStreamStatusCheckedException {
		pull();
		push();
		leave();
		new Redelivery(this.board, this.calls).give();
	}

	private void pull()
			throws IOException, JetStreamApiException, InterruptedException, JetStreamStatusCheckedException {
		this.board.step("Pull: the reader asks");
		this.board.explain("""
				A pull consumer gives what is asked for, and no more: nothing piles up at a reader that is busy. The
				server knows how many messages are pending (not given yet) and ack pending (given, not acknowledged).
				Whoever asks for more than there is gets what there is: at once if told not to wait.""");
		this.calls
			.createStream(StreamConfiguration.builder().name(STREAM).subjects(SUBJECT).storageType(StorageType.File));
		this.calls.publishEach(SUBJECT, EVENTS);
		ConsumerContext reader = this.calls.createConsumer(STREAM,
				ConsumerConfiguration.builder().durable("reader").ackPolicy(AckPolicy.Explicit));
		Fetched four = this.calls.fetch(reader, 4);
		this.board.check("Fetched", "1 2 3 4", four.sequences());
		this.board.check("Ack pending before the acknowledgement", 4, this.calls.info(reader).getNumAckPending());
		this.calls.ack(four);
		ConsumerInfo after = this.calls.info(reader);
		this.board.check("Ack pending after it", 0, after.getNumAckPending());
		this.board.check("Pending", 2, after.getNumPending());
		this.board.check("Delivered stream sequence", 4, after.getDelivered().getStreamSequence());
		Fetched rest = this.calls.fetchNoWait(reader, 10);
		this.board.check("Fetched then, of the 10 asked for", "5 6", rest.sequences());
		this.calls.ack(rest);
		this.board.check("Pending at the end", 0, this.calls.info(reader).getNumPending());
	}

	private void push() throws IOException, JetStreamApiException, InterruptedException {
		this.board.step("Push: the server sends");
		this.board.explain("""
				A push consumer sends everything to a subject as fast as it can: fewer round trips, but the reader must
				keep up, or it piles up there. Prefer pull where work takes time.""");
		ConsumerConfiguration configuration = ConsumerConfiguration.builder()
			.ackPolicy(AckPolicy.None)
			.deliverSubject("demo.consumers-pushed")
			.inactiveThreshold(INACTIVE)
			.build();
		this.board.call("subscribe", Settings.of(STREAM, configuration));
		JetStreamSubscription subscription = this.calls.management()
			.jetStream()
			.subscribe(SUBJECT, PushSubscribeOptions.builder().stream(STREAM).configuration(configuration).build());
		List<Message> pushed = new ArrayList<>();
		while (pushed.size() < EVENTS.size()) {
			Message next = subscription.nextMessage(JetStreamCalls.LIMIT);
			if (next == null) {
				break;
			}
			pushed.add(next);
		}
		this.board.result("consumer", subscription.getConsumerName(), "received without asking", pushed.size());
		this.board.check("Received, in order", "1 2 3 4 5 6", new Fetched(pushed).sequences());
		this.board.call("unsubscribe", "consumer", subscription.getConsumerName());
		subscription.unsubscribe();
		this.board.result("subscribed", subscription.isActive());
	}

	private void leave() throws IOException, JetStreamApiException, InterruptedException {
		this.board.step("Durable against ephemeral");
		this.board.explain("""
				Both readers are gone now. The durable consumer keeps its place until somebody deletes it. The ephemeral
				one, which has no durable name, is removed when it was not used for its inactive threshold.""");
		this.board.call("getConsumerNames", "stream", STREAM);
		long beganNanos = System.nanoTime();
		List<String> names = this.calls.management().getConsumerNames(STREAM);
		while (names.size() > 1 && System.nanoTime() - beganNanos < JetStreamCalls.LIMIT.toNanos()) {
			TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
			names = this.calls.management().getConsumerNames(STREAM);
		}
		this.board.result("consumers", String.join(" ", names), "after ms",
				TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNanos));
		this.board.check("Consumers that are left", "reader", String.join(" ", names));
	}

}
