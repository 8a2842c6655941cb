package io.nowornever.playground.lesson;

import java.io.IOException;
import java.util.List;

import io.nats.client.ConsumerContext;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamStatusCheckedException;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DeliverPolicy;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;

/**
 * Where in a stream a consumer begins.
 */
final class ReplayScript {

	private static final String STREAM = "DEMO_REPLAY";

	private static final String SUBJECT = "demo.replay.*";

	private static final List<String> LAST_TOKENS = List.of("a", "b", "a", "b", "a", "c");

	/**
	 * More than the stream holds.
	 */
	private static final int MANY = 50;

	private final Board board;

	private final JetStreamCalls calls;

	private ReplayScript(Board board, JetStreamCalls calls) {
		this.board = board;
		this.calls = calls;
	}

	static Lesson lesson() {
		return new Lesson("replay", "Replay: the same events, seen from six places",
				"A stream keeps what was published, and each consumer begins where its deliver policy says: at the"
						+ " first event, the last, the last of each subject, the next, a sequence or a time.",
				(board, calls) -> new ReplayScript(board, calls).give());
	}

	private void give()
			throws IOException, JetStreamApiException, InterruptedException, JetStreamStatusCheckedException {
		this.board.step("Six events of three subjects");
		this.board.explain("""
				Three events of demo.replay.a, two of b, one of c. Reading does not remove them: every consumer
				below sees the same stream, and asks for 50 events to see all that there are for it.""");
		this.calls
			.createStream(StreamConfiguration.builder().name(STREAM).subjects(SUBJECT).storageType(StorageType.File));
		for (int index = 0; index < LAST_TOKENS.size(); index++) {
			this.calls.publish("demo.replay." + LAST_TOKENS.get(index), "event-" + (index + 1));
		}
		replay("All", "From the first event on.", DeliverPolicy.All, "1 2 3 4 5 6");
		replay("Last", "The last event of the stream, and what follows it.", DeliverPolicy.Last, "6");
		replay("Last per subject", "The last event of each subject: the present state of everything.",
				consumer(DeliverPolicy.LastPerSubject).filterSubject(SUBJECT), "4 5 6");
		replay("From a sequence", "From sequence 4 on: where a reader left off that remembers where it was.",
				consumer(DeliverPolicy.ByStartSequence).startSequence(4), "4 5 6");
		fromATime();
		onlyNew();
		this.board.check("After all that reading the stream holds", 7, this.calls.state(STREAM).getMsgCount());
	}

	private void fromATime()
			throws IOException, JetStreamApiException, InterruptedException, JetStreamStatusCheckedException {
		this.board.step("From a time");
		this.board.explain("""
				The server stamps each message when it stores it. The time taken here is that of the third event.""");
		this.board.call("getMessage", "stream", STREAM, "sequence", 3);
		MessageInfo third = this.calls.management().getMessage(STREAM, 3);
		this.board.result("subject", third.getSubject(), "time", third.getTime());
		see(consumer(DeliverPolicy.ByStartTime).startTime(third.getTime()), "3 4 5 6");
	}

	private void onlyNew()
			throws IOException, JetStreamApiException, InterruptedException, JetStreamStatusCheckedException {
		this.board.step("New");
		this.board.explain("""
				Only what is published from now on: none of the six, but the seventh, which comes after the
				consumer was made. Its publisher may hear that it is stored a moment before the consumer sees it.""");
		ConsumerContext consumer = this.calls.createConsumer(STREAM, consumer(DeliverPolicy.New));
		this.board.check("Events that it would see", 0, this.calls.info(consumer).getNumPending());
		this.calls.publish("demo.replay.a", "event-7");
		this.board.check("Events that it sees after one more", 1,
				this.calls.infoOncePending(1, consumer).getNumPending());
		this.board.check("Events seen, by sequence", "7", this.calls.fetchNoWait(consumer, MANY).sequences());
	}

	private void replay(String title, String text, DeliverPolicy policy, String expected)
			throws IOException, JetStreamApiException, InterruptedException, JetStreamStatusCheckedException {
		replay(title, text, consumer(policy), expected);
	}

	private void replay(String title, String text, ConsumerConfiguration.Builder consumer, String expected)
			throws IOException, JetStreamApiException, InterruptedException, JetStreamStatusCheckedException {
		this.board.step(title);
		this.board.explain(text);
		see(consumer, expected);
	}

	private void see(ConsumerConfiguration.Builder settings, String expected)
			throws IOException, JetStreamApiException, InterruptedException, JetStreamStatusCheckedException {
		ConsumerContext consumer = this.calls.createConsumer(STREAM, settings);
		this.board.check("Events seen, by sequence", expected, this.calls.fetchNoWait(consumer, MANY).sequences());
		this.board.check("Events that it has not seen yet", 0, this.calls.info(consumer).getNumPending());
	}

	private static ConsumerConfiguration.Builder consumer(DeliverPolicy policy) {
		return ConsumerConfiguration.builder()
			.deliverPolicy(policy)
			.ackPolicy(AckPolicy.None)
			.inactiveThreshold(JetStreamCalls.LIMIT);
	}

}
