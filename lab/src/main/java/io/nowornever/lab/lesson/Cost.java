package io.nowornever.lab.lesson;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.api.PublishAck;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;

/**
 * What publishing costs in core NATS and in JetStream, measured one after the other on
 * one connection. Each way runs twice, and the second time counts.
 */
final class Cost {

	private static final int MESSAGES = 2_000;

	/**
	 * One round trip each.
	 */
	private static final int ONE_BY_ONE = 200;

	private static final int MESSAGE_BYTES = 128;

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private final byte[] message = new byte[MESSAGE_BYTES];

	private final Board board;

	private final JetStreamCalls calls;

	Cost(Board board, JetStreamCalls calls) {
		this.board = board;
		this.calls = calls;
	}

	void measure() throws IOException, JetStreamApiException, InterruptedException {
		this.board.step("What it costs");
		this.board.explain("""
				Core: until the server has read all of them. JetStream: until all are acknowledged, that is stored,
				either one by one or many under way at once. A rough figure of this machine at this moment; the ratio
				says more than the number.""");
		this.calls.createStream(stream("DEMO_CORE_FILE", "demo.core-file", StorageType.File));
		this.calls.createStream(stream("DEMO_CORE_MEMORY", "demo.core-memory", StorageType.Memory));
		time("core: publish and flush", MESSAGES, this::core);
		time("JetStream, memory: publishAsync", MESSAGES, (count) -> manyAtOnce("demo.core-memory", count));
		time("JetStream, file: publishAsync", MESSAGES, (count) -> manyAtOnce("demo.core-file", count));
		time("JetStream, memory: publish, one by one", ONE_BY_ONE, (count) -> oneByOne("demo.core-memory", count));
		time("JetStream, file: publish, one by one", ONE_BY_ONE, (count) -> oneByOne("demo.core-file", count));
		long expected = 2L * (MESSAGES + ONE_BY_ONE);
		this.board.check("Messages stored in the file", expected, this.calls.state("DEMO_CORE_FILE").getMsgCount());
		this.board.check("Messages stored in memory", expected, this.calls.state("DEMO_CORE_MEMORY").getMsgCount());
	}

	private void time(String what, int messages, Publishing publishing)
			throws IOException, JetStreamApiException, InterruptedException {
		this.board.call(what, "messages", messages, "bytes each", MESSAGE_BYTES);
		publishing.publish(messages);
		long beganNanos = System.nanoTime();
		publishing.publish(messages);
		long tookNanos = System.nanoTime() - beganNanos;
		this.board.result("messages a second",
				String.format(Locale.ROOT, "%,.0f", messages * 1e9 / Math.max(tookNanos, 1)), "microseconds each",
				String.format(Locale.ROOT, "%,.1f", tookNanos / 1e3 / messages));
	}

	private void core(int count) throws IOException, InterruptedException {
		Connection connection = this.calls.connection();
		for (int number = 0; number < count; number++) {
			connection.publish("demo.core-nobody", this.message);
		}
		try {
			connection.flush(LIMIT);
		}
		catch (TimeoutException ex) {
			throw new IOException("the server did not read the messages within " + Settings.text(LIMIT), ex);
		}
	}

	private void manyAtOnce(String subject, int count) throws IOException, InterruptedException {
		JetStream jetStream = this.calls.management().jetStream();
		List<CompletableFuture<PublishAck>> acks = new ArrayList<>(count);
		for (int number = 0; number < count; number++) {
			acks.add(jetStream.publishAsync(subject, this.message));
		}
		JetStreamCalls.await(acks);
	}

	private void oneByOne(String subject, int count) throws IOException, JetStreamApiException {
		JetStream jetStream = this.calls.management().jetStream();
		for (int number = 0; number < count; number++) {
			jetStream.publish(subject, this.message);
		}
	}

	private static StreamConfiguration.Builder stream(String name, String subject, StorageType storage) {
		return StreamConfiguration.builder().name(name).subjects(subject).storageType(storage);
	}

	/**
	 * A way to publish so many messages, to the end.
	 */
	@FunctionalInterface
	private interface Publishing {

		void publish(int count) throws IOException, JetStreamApiException, InterruptedException;

	}

}
