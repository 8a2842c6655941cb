package io.nowornever.playground.lesson;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.nats.client.JetStreamApiException;
import io.nats.client.PublishOptions;
import io.nats.client.api.PublishAck;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;

/**
 * The same message twice.
 */
final class DuplicatesScript {

	private static final String STREAM = "DEMO_DEDUP";

	private static final String SUBJECT = "demo.dedup";

	private static final String SHORT_STREAM = "DEMO_DEDUP_SHORT";

	private static final String SHORT_SUBJECT = "demo.dedup-short";

	private static final Duration WINDOW = Duration.ofMinutes(2);

	private static final Duration SHORT_WINDOW = Duration.ofSeconds(1);

	private static final long TRY_MILLIS = 100;

	private final Board board;

	private final JetStreamCalls calls;

	private DuplicatesScript(Board board, JetStreamCalls calls) {
		this.board = board;
		this.calls = calls;
	}

	static Lesson lesson() {
		return new Lesson("duplicates", "Duplicates: the same message twice",
				"A publisher that hears no acknowledgement sends again. An id in the header Nats-Msg-Id makes that"
						+ " harmless, for as long as the stream remembers ids.",
				(board, calls) -> new DuplicatesScript(board, calls).give());
	}

	private void give() throws IOException, JetStreamApiException, InterruptedException {
		sendTwice();
		sendAgainAfterTheWindow();
	}

	private void sendTwice() throws IOException, JetStreamApiException, InterruptedException {
		this.board.step("One id twice, another once");
		this.board.explain("""
				The stream remembers the ids of the last 120 seconds. A message with an id that it remembers is
				acknowledged, so that the publisher stops sending, but not stored.""");
		this.calls.createStream(StreamConfiguration.builder()
			.name(STREAM)
			.subjects(SUBJECT)
			.storageType(StorageType.File)
			.duplicateWindow(WINDOW));
		PublishAck first = this.calls.publish(SUBJECT, "pay-17", "payment-17");
		this.board.check("The first is a duplicate", false, first.isDuplicate());
		PublishAck second = this.calls.publish(SUBJECT, "pay-17", "payment-17");
		this.board.check("The second is a duplicate", true, second.isDuplicate());
		this.board.check("The second is told the sequence of the first", first.getSeqno(), second.getSeqno());
		PublishAck third = this.calls.publish(SUBJECT, "pay-18", "payment-18");
		this.board.check("The third, with an id of its own, is a duplicate", false, third.isDuplicate());
		this.board.check("Of 3 messages the stream holds", 2, this.calls.state(STREAM).getMsgCount());
	}

	private void sendAgainAfterTheWindow() throws IOException, JetStreamApiException, InterruptedException {
		this.board.step("After the window");
		this.board.explain("""
				Ids are forgotten when the window has passed. Here it is one second: the same id is sent again and
				again until it is taken for new. Who may send again later than that needs a longer window, or
				a consumer that can bear a duplicate.""");
		this.calls.createStream(StreamConfiguration.builder()
			.name(SHORT_STREAM)
			.subjects(SHORT_SUBJECT)
			.storageType(StorageType.Memory)
			.duplicateWindow(SHORT_WINDOW));
		long beganNanos = System.nanoTime();
		PublishAck first = this.calls.publish(SHORT_SUBJECT, "pay-17", "payment-17");
		this.board.call("publish, until it is no duplicate", "subject", SHORT_SUBJECT, "message", "pay-17",
				"Nats-Msg-Id", "payment-17");
		PublishAck again = publishQuietly();
		int duplicates = 0;
		while (again.isDuplicate() && System.nanoTime() - beganNanos < JetStreamCalls.LIMIT.toNanos()) {
			duplicates++;
			TimeUnit.MILLISECONDS.sleep(TRY_MILLIS);
			again = publishQuietly();
		}
		this.board.result("duplicates", duplicates, "after ms",
				TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNanos), "sequence", again.getSeqno(),
				"duplicate", again.isDuplicate());
		this.board.check("The last is a duplicate", false, again.isDuplicate());
		this.board.check("It has the sequence after that of the first", first.getSeqno() + 1, again.getSeqno());
		this.board.check("The stream holds", 2, this.calls.state(SHORT_STREAM).getMsgCount());
	}

	private PublishAck publishQuietly() throws IOException, JetStreamApiException {
		return this.calls.management()
			.jetStream()
			.publish(SHORT_SUBJECT, new byte[0], PublishOptions.builder().messageId("payment-17").build());
	}

}
