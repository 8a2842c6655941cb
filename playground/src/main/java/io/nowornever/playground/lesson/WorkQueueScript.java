package io.nowornever.playground.lesson;

import java.io.IOException;
import java.util.List;

import io.nats.client.ConsumerContext;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamStatusCheckedException;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;

/**
 * A stream whose messages go when they are done.
 */
final class WorkQueueScript {

	private static final String STREAM = "DEMO_WQ";

	private static final String SUBJECT = "demo.wq";

	private static final String WORKERS = "workers";

	private static final int NOT_UNIQUE = 10_099;

	private final Board board;

	private final JetStreamCalls calls;

	private WorkQueueScript(Board board, JetStreamCalls calls) {
		this.board = board;
		this.calls = calls;
	}

	static Lesson lesson() {
		return new Lesson("work-queue", "Work queue: each task once, then gone",
				"With work queue retention a message is removed when it is acknowledged. Workers share one consumer;"
						+ " a second one for the same messages is refused.",
				(board, calls) -> new WorkQueueScript(board, calls).give());
	}

	private void give()
			throws IOException, JetStreamApiException, InterruptedException, JetStreamStatusCheckedException {
		ConsumerContext workers = acknowledgeThreeOfFive();
		share(workers);
		askForASecondConsumer();
	}

	private ConsumerContext acknowledgeThreeOfFive()
			throws IOException, JetStreamApiException, InterruptedException, JetStreamStatusCheckedException {
		this.board.step("Five tasks, three done");
		this.board.explain("""
				The stream is the list of what is still to be done: an acknowledged task is removed from it, all
				others stay, also over a restart of the server. A work queue allows explicit
				acknowledgement only.""");
		this.calls.createStream(StreamConfiguration.builder()
			.name(STREAM)
			.subjects(SUBJECT)
			.storageType(StorageType.File)
			.retentionPolicy(RetentionPolicy.WorkQueue));
		this.calls.publishEach(SUBJECT, List.of("task-1", "task-2", "task-3", "task-4", "task-5"));
		ConsumerContext workers = this.calls.createConsumer(STREAM,
				ConsumerConfiguration.builder().durable(WORKERS).ackPolicy(AckPolicy.Explicit));
		Fetched three = this.calls.fetch(workers, 3);
		this.board.check("Fetched", "1 2 3", three.sequences());
		this.calls.ack(three);
		this.board.check("Left in the stream", 2, this.calls.stateOnceItHolds(2, STREAM).getMsgCount());
		return workers;
	}

	private void share(ConsumerContext workers)
			throws IOException, JetStreamApiException, InterruptedException, JetStreamStatusCheckedException {
		this.board.step("Two workers share");
		this.board.explain("""
				Two workers that fetch from the same consumer get different tasks, as many as each asks for: whoever is
				slow asks less often. Here each of them asks for two of the four that are left.""");
		this.calls.publishEach(SUBJECT, List.of("task-6", "task-7"));
		ConsumerContext second = this.calls.consumer(STREAM, WORKERS);
		Fetched toFirst = this.calls.fetch(workers, 2);
		Fetched toSecond = this.calls.fetch(second, 2);
		this.board.check("Tasks of the first worker", 2, toFirst.size());
		this.board.check("Tasks of the second worker", 2, toSecond.size());
		this.board.check("Tasks of both, by sequence", "4 5 6 7", toFirst.sequences() + " " + toSecond.sequences());
		this.calls.ack(toFirst);
		this.calls.ack(toSecond);
		this.board.check("Left in the stream", 0, this.calls.stateOnceItHolds(0, STREAM).getMsgCount());
	}

	private void askForASecondConsumer() throws IOException, JetStreamApiException {
		this.board.step("A second consumer for the same tasks");
		this.board.explain("""
				If two consumers saw the same task, it would be done twice, or removed before the other has seen it. The
				server refuses. Consumers that filter different subjects are allowed.""");
		String reason = "none";
		int code = 0;
		try {
			this.calls.createConsumer(STREAM,
					ConsumerConfiguration.builder().durable("others").ackPolicy(AckPolicy.Explicit));
		}
		catch (JetStreamApiException ex) {
			reason = ex.getErrorDescription();
			code = ex.getApiErrorCode();
			this.board.result("refused", reason, "code", code);
		}
		this.board.check("The server's reason has the code", NOT_UNIQUE, code);
	}

}
