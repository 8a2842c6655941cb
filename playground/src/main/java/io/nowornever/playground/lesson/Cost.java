package io.nowornever.playground.lesson;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.api.PublishAck;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;

/**
 * What publishing costs in core NATS and in JetStream, measured by turns on one
 * connection. The quickest turn counts: the first ones warm up, and what else the machine
 * does only slows down.
 */
final class Cost {

	private static final int MESSAGES = 2_000;

	/**
	 * One round trip each.
	 */
	private static final int ONE_BY_ONE = 100;

	private static final int ROUNDS = 3;

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
				either one by one or many under way at once. Each way has its turn in each of three rounds, and its
				quickest turn counts. These are rough figures of this machine at this moment; the ratio says more
				than the number.""");
		this.calls.createStream(stream("DEMO_CORE_FILE", "demo.core-file", StorageType.File));
		this.calls.createStream(stream("DEMO_CORE_MEMORY", "demo.core-memory", StorageType.Memory));
		List<Way> ways = List.of(new Way("core: publish and flush", MESSAGES, this::core),
				new Way("JetStream, memory: publishAsync", MESSAGES, (count) -> atOnce("demo.core-memory", count)),
				new Way("JetStream, file: publishAsync", MESSAGES, (count) -> atOnce("demo.core-file", count)),
				new Way("JetStream, memory: publish", ONE_BY_ONE, (count) -> oneByOne("demo.core-memory", count)),
				new Way("JetStream, file: publish", ONE_BY_ONE, (count) -> oneByOne("demo.core-file", count)));
		this.board.call("publish in each way", "messages", MESSAGES, "one by one", ONE_BY_ONE, "bytes each",
				MESSAGE_BYTES, "rounds", ROUNDS);
		this.board.result(messagesASecond(ways));
		long expected = (long) ROUNDS * (MESSAGES + ONE_BY_ONE);
		this.board.check("Messages stored in the file", expected, this.calls.state("DEMO_CORE_FILE").getMsgCount());
		this.board.check("Messages stored in memory", expected, this.calls.state("DEMO_CORE_MEMORY").getMsgCount());
	}

	private static Map<String, String> messagesASecond(List<Way> ways)
			throws IOException, JetStreamApiException, InterruptedException {
		Map<String, Long> quickestNanos = new LinkedHashMap<>();
		for (int round = 1; round <= ROUNDS; round++) {
			for (Way way : ways) {
				quickestNanos.merge(way.name(), way.turnNanos(), Math::min);
			}
		}
		Map<String, String> rates = new LinkedHashMap<>();
		ways.forEach((way) -> rates.put(way.name(), String.format(Locale.ROOT, "%,.0f a second",
				way.messages() * 1e9 / quickestNanos.getOrDefault(way.name(), 1L))));
		return rates;
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

	private void atOnce(String subject, int count) throws IOException, InterruptedException {
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
	 * A way to publish.
	 *
	 * @param name what it is called
	 * @param messages how many in a turn
	 * @param publishing publishes so many, to the end
	 */
	private record Way(String name, int messages, Publishing publishing) {

		long turnNanos() throws IOException, JetStreamApiException, InterruptedException {
			long beganNanos = System.nanoTime();
			this.publishing.publish(this.messages);
			return Math.max(System.nanoTime() - beganNanos, 1);
		}

	}

	@FunctionalInterface
	private interface Publishing {

		void publish(int count) throws IOException, JetStreamApiException, InterruptedException;

	}

}
