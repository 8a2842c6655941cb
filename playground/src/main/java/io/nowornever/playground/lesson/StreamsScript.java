package io.nowornever.playground.lesson;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.nats.client.ConsumerContext;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamStatusCheckedException;
import io.nats.client.api.AccountLimits;
import io.nats.client.api.AccountStatistics;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.PublishAck;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.StreamState;

/**
 * What a stream is made of, and what happens at each of its limits.
 */
final class StreamsScript {

	private static final String STREAM = "DEMO_LIMITS";

	private static final int MAX_MESSAGES = 1_000;

	private static final int TOO_MANY = 5;

	private static final int MAX_BYTES = 1_024;

	private static final int MAX_MESSAGE_SIZE = 64;

	private static final int STORE_FAILED = 10_077;

	private static final int MESSAGE_TOO_BIG = 10_054;

	private final Board board;

	private final JetStreamCalls calls;

	private StreamsScript(Board board, JetStreamCalls calls) {
		this.board = board;
		this.calls = calls;
	}

	static Lesson lesson() {
		return new Lesson("streams", "Streams: what is kept, and for how long",
				"A stream stores what is published on its subjects, whether somebody listens or not. Its limits say how"
						+ " much, its policies what happens then.",
				(board, calls) -> new StreamsScript(board, calls).give());
	}

	private void give()
			throws IOException, JetStreamApiException, InterruptedException, JetStreamStatusCheckedException {
		lookAtTheAccount();
		create();
		overflow();
		lookAtTheAccountAgain();
		refuse();
		refuseBigOnes();
		limitBytes();
		keepTheLast();
		grow();
		keepWhileOfInterest();
		new Restart(this.board, this.calls).give();
	}

	private void lookAtTheAccount() throws IOException, JetStreamApiException {
		this.board.step("The account");
		this.board.explain("""
				Streams belong to an account, which may be limited in what it stores. -1 means no limit of its own.""");
		AccountLimits limits = this.calls.account().getLimits();
		this.board.check("It may store in files", true, limits.getMaxStorage() != 0);
		this.board.check("It may store in memory", true, limits.getMaxMemory() != 0);
	}

	private void create() throws IOException, JetStreamApiException, InterruptedException {
		this.board.step("The anatomy of a stream");
		this.board.explain("""
				Subjects: what it stores; > stands for any further words. Storage: file outlasts a restart, memory is
				quicker. Retention: limits keeps everything until a limit is reached; interest only while a consumer
				has not acknowledged it; work queue until one consumer has. Discard: which message gives way at
				a limit. Duplicate window: how long ids are remembered.""");
		StreamConfiguration made = this.calls
			.createStream(StreamConfiguration.builder()
				.name(STREAM)
				.subjects("demo.limits.>")
				.storageType(StorageType.File)
				.retentionPolicy(RetentionPolicy.Limits)
				.maxMessages(MAX_MESSAGES)
				.maxAge(Duration.ofHours(1))
				.discardPolicy(DiscardPolicy.Old)
				.duplicateWindow(Duration.ofMinutes(2)))
			.getConfiguration();
		this.board.check("Storage", StorageType.File, made.getStorageType());
		this.board.check("Most messages", MAX_MESSAGES, made.getMaxMsgs());
		this.board.check("Greatest age", "1 h", Settings.text(made.getMaxAge()));
		this.board.check("Discard", DiscardPolicy.Old, made.getDiscardPolicy());
		this.board.check("Duplicate window", "120 s", Settings.text(Objects.requireNonNull(made.getDuplicateWindow())));
	}

	private void overflow() throws IOException, JetStreamApiException, InterruptedException {
		int published = MAX_MESSAGES + TOO_MANY;
		this.board.step("Max messages, discard old: the oldest go");
		this.board.explain("Five more than the stream may hold are published. All are acknowledged.");
		this.board.call("publishAsync", "subject", "demo.limits.order", "messages", published);
		List<CompletableFuture<PublishAck>> acks = IntStream.rangeClosed(1, published)
			.mapToObj((number) -> this.calls.management()
				.jetStream()
				.publishAsync("demo.limits.order", new byte[] { (byte) number }))
			.toList();
		JetStreamCalls.await(acks);
		this.board.result("acknowledged", acks.size());
		StreamState state = this.calls.state(STREAM);
		this.board.check("Messages held", MAX_MESSAGES, state.getMsgCount());
		this.board.check("The oldest has the sequence", TOO_MANY + 1, state.getFirstSequence());
		this.board.check("The newest has the sequence", published, state.getLastSequence());
	}

	private void lookAtTheAccountAgain() throws IOException, JetStreamApiException {
		this.board.step("The account, with a stream in it");
		this.board.explain("""
				What its streams hold counts against the account's limits; here it is at least what this one holds.""");
		long held = this.calls.state(STREAM).getByteCount();
		AccountStatistics account = this.calls.account();
		this.board.check("It counts this stream", true, account.getStreams() >= 1);
		this.board.check("Its file bytes include the " + held + " of this stream", true, account.getStorage() >= held);
	}

	private void refuse() throws IOException, JetStreamApiException, InterruptedException {
		this.board.step("Max messages, discard new: the newest is refused");
		this.board.explain("The publisher is told, and can keep what it wanted to send. What is stored stays.");
		this.calls
			.createStream(memory("DEMO_LIMITS_NEW", "demo.limits-new").maxMessages(3).discardPolicy(DiscardPolicy.New));
		this.calls.publishEach("demo.limits-new", List.of("one", "two", "three"));
		this.board.check("The refusal has the code", STORE_FAILED, refusalOf("demo.limits-new", "four"));
		this.board.check("Messages held", 3, this.calls.state("DEMO_LIMITS_NEW").getMsgCount());
	}

	private void refuseBigOnes() throws IOException, JetStreamApiException, InterruptedException {
		this.board.step("Max message size: a big message is refused");
		this.board.explain("Whatever the discard policy: no other message would have to give way.");
		this.calls.createStream(memory("DEMO_LIMITS_SIZE", "demo.limits-size").maximumMessageSize(MAX_MESSAGE_SIZE));
		this.calls.publish("demo.limits-size", "x".repeat(MAX_MESSAGE_SIZE));
		this.board.check("The refusal has the code", MESSAGE_TOO_BIG,
				refusalOf("demo.limits-size", "x".repeat(MAX_MESSAGE_SIZE + 1)));
		this.board.check("Messages held", 1, this.calls.state("DEMO_LIMITS_SIZE").getMsgCount());
	}

	private void limitBytes() throws IOException, JetStreamApiException, InterruptedException {
		this.board.step("Max bytes: the oldest go until there is room");
		this.board.explain("What is counted is what is stored: subject and headers too, and what the store needs.");
		this.calls.createStream(memory("DEMO_LIMITS_BYTES", "demo.limits-bytes").maxBytes(MAX_BYTES));
		for (int number = 1; number <= 8; number++) {
			this.calls.publish("demo.limits-bytes", "x".repeat(200));
		}
		StreamState state = this.calls.state("DEMO_LIMITS_BYTES");
		this.board.check("Bytes held are within " + MAX_BYTES, true, state.getByteCount() <= MAX_BYTES);
		this.board.check("The newest is held", 8, state.getLastSequence());
		this.board.check("The oldest are gone", true, state.getFirstSequence() > 1);
	}

	private void keepTheLast() throws IOException, JetStreamApiException, InterruptedException {
		this.board.step("Max messages per subject: the last value of each");
		this.board.explain("With a limit of one, a stream is a table: the subject is the key.");
		this.calls.createStream(memory("DEMO_LIMITS_LAST", "demo.limits-last.*").maxMessagesPerSubject(1));
		this.calls.publishEach("demo.limits-last.ada", List.of("21", "22", "23"));
		this.calls.publishEach("demo.limits-last.bob", List.of("30"));
		this.board.check("Messages held", 2, this.calls.state("DEMO_LIMITS_LAST").getMsgCount());
		this.board.call("getLastMessage", "subject", "demo.limits-last.ada");
		String last = new String(
				this.calls.management().getLastMessage("DEMO_LIMITS_LAST", "demo.limits-last.ada").getData(),
				StandardCharsets.UTF_8);
		this.board.result("message", last);
		this.board.check("The last of ada", "23", last);
	}

	private void grow() throws IOException, JetStreamApiException, InterruptedException {
		this.board.step("Max age: what is old goes by itself");
		this.board.explain("Here after half a second, without anybody doing something. The duplicate window cannot be"
				+ " longer than that.");
		this.calls.createStream(memory("DEMO_LIMITS_AGE", "demo.limits-age").maxAge(Duration.ofMillis(500))
			.duplicateWindow(Duration.ofMillis(500)));
		this.calls.publishEach("demo.limits-age", List.of("one", "two", "three"));
		StreamState state = this.calls.stateOnceItHolds(0, "DEMO_LIMITS_AGE");
		this.board.check("Messages held", 0, state.getMsgCount());
		this.board.check("The last sequence, which stays", 3, state.getLastSequence());
	}

	private void keepWhileOfInterest()
			throws IOException, JetStreamApiException, InterruptedException, JetStreamStatusCheckedException {
		this.board.step("Retention by interest: kept for those who are there");
		this.board.explain("""
				Without a consumer a message is acknowledged and not kept. With one, it is kept until that has
				acknowledged it. (Retention as a work queue has a lesson of its own.)""");
		this.calls.createStream(memory("DEMO_INTEREST", "demo.interest").retentionPolicy(RetentionPolicy.Interest));
		this.calls.publish("demo.interest", "nobody-there");
		this.board.check("Messages held without a consumer", 0,
				this.calls.stateOnceItHolds(0, "DEMO_INTEREST").getMsgCount());
		ConsumerContext reader = this.calls.createConsumer("DEMO_INTEREST",
				ConsumerConfiguration.builder().durable("reader").ackPolicy(AckPolicy.Explicit));
		this.calls.publish("demo.interest", "somebody-there");
		this.board.check("Messages held for the consumer", 1, this.calls.state("DEMO_INTEREST").getMsgCount());
		this.calls.ack(this.calls.fetch(reader, 1));
		this.board.check("Messages held after its acknowledgement", 0,
				this.calls.stateOnceItHolds(0, "DEMO_INTEREST").getMsgCount());
	}

	private long refusalOf(String subject, String text) throws IOException {
		try {
			this.calls.publish(subject, text);
			return 0;
		}
		catch (JetStreamApiException ex) {
			this.board.result("refused", ex.getErrorDescription(), "code", ex.getApiErrorCode());
			return ex.getApiErrorCode();
		}
	}

	private static StreamConfiguration.Builder memory(String name, String subject) {
		return StreamConfiguration.builder().name(name).subjects(subject).storageType(StorageType.Memory);
	}

}
