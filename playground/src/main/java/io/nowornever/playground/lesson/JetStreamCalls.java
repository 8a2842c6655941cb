package io.nowornever.playground.lesson;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

import io.nats.client.Connection;
import io.nats.client.ConsumerContext;
import io.nats.client.FetchConsumeOptions;
import io.nats.client.FetchConsumer;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamStatusCheckedException;
import io.nats.client.Message;
import io.nats.client.PublishOptions;
import io.nats.client.api.AccountLimits;
import io.nats.client.api.AccountStatistics;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.PublishAck;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.StreamInfo;
import io.nats.client.api.StreamState;

/**
 * Calls to JetStream that are shown on the board with their settings and results. Every
 * one waits for the server's answer.
 */
final class JetStreamCalls {

	/**
	 * How long to wait for what must come, also on a machine that is held up.
	 */
	static final Duration LIMIT = Duration.ofSeconds(30);

	private static final int LONGEST_SHOWN = 32;

	private static final long LOOK_MILLIS = 20;

	private final Board board;

	private final Link link;

	private final OwnStreams streams;

	JetStreamCalls(Board board, Link link, OwnStreams streams) {
		this.board = board;
		this.link = link;
		this.streams = streams;
	}

	/**
	 * The connection, for what is not JetStream.
	 */
	Connection connection() {
		return this.link.connection();
	}

	/**
	 * JetStream, for calls that the lesson shows itself.
	 */
	JetStreamManagement management() {
		return this.link.management();
	}

	/**
	 * Has the server restarted and connects anew, unless it may not be.
	 * @return whether it was; why not is shown
	 */
	boolean restartServer() throws IOException, InterruptedException {
		this.board.call("stop nats-server and start it again");
		long beganNanos = System.nanoTime();
		try {
			this.link.renew();
		}
		catch (NotRestartedException ex) {
			this.board.result("skipped", ex.getMessage());
			return false;
		}
		this.streams.showPresence();
		this.board.result("answers again after ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNanos));
		return true;
	}

	AccountStatistics account() throws IOException, JetStreamApiException {
		this.board.call("getAccountStatistics");
		AccountStatistics account = management().getAccountStatistics();
		AccountLimits limits = account.getLimits();
		this.board.result("streams", account.getStreams(), "consumers", account.getConsumers(), "memory bytes",
				account.getMemory(), "file bytes", account.getStorage(), "max streams", limits.getMaxStreams(),
				"max memory", limits.getMaxMemory(), "max file storage", limits.getMaxStorage());
		return account;
	}

	StreamInfo createStream(StreamConfiguration.Builder settings)
			throws IOException, JetStreamApiException, InterruptedException {
		StreamConfiguration configuration = settings.build();
		this.board.call("addStream", Settings.of(configuration));
		StreamInfo info = this.streams.create(configuration);
		Map<String, String> added = new LinkedHashMap<>(Map.of("created", info.getConfiguration().getName()));
		added.putAll(Settings.of(info.getConfiguration()));
		added.entrySet().removeAll(Settings.of(configuration).entrySet());
		this.board.result(added);
		return info;
	}

	PublishAck publish(String subject, String text) throws IOException, JetStreamApiException {
		this.board.call("publish", "subject", subject, "message", shortened(text));
		return shown(management().jetStream().publish(subject, text.getBytes(StandardCharsets.UTF_8)));
	}

	PublishAck publish(String subject, String text, String messageId) throws IOException, JetStreamApiException {
		this.board.call("publish", "subject", subject, "message", text, "Nats-Msg-Id", messageId);
		return shown(management().jetStream()
			.publish(subject, text.getBytes(StandardCharsets.UTF_8),
					PublishOptions.builder().messageId(messageId).build()));
	}

	/**
	 * Publishes one after the other, shown as one call.
	 */
	void publishEach(String subject, List<String> texts) throws IOException, JetStreamApiException {
		this.board.call("publish, one after the other", "subject", subject, "messages", String.join(" ", texts));
		long last = 0;
		for (String text : texts) {
			last = management().jetStream().publish(subject, text.getBytes(StandardCharsets.UTF_8)).getSeqno();
		}
		this.board.result("acknowledged", texts.size(), "last sequence", last);
	}

	StreamState state(String stream) throws IOException, JetStreamApiException {
		this.board.call("getStreamInfo", "stream", stream);
		return shown(management().getStreamInfo(stream).getStreamState());
	}

	/**
	 * Looks at a stream until it holds so many messages, since the server removes some
	 * only after it has answered, and gives up after {@link #LIMIT}.
	 */
	StreamState stateOnceItHolds(long messages, String stream)
			throws IOException, JetStreamApiException, InterruptedException {
		this.board.call("getStreamInfo", "stream", stream);
		return shown(once(() -> management().getStreamInfo(stream).getStreamState(),
				(state) -> state.getMsgCount() == messages));
	}

	ConsumerContext createConsumer(String stream, ConsumerConfiguration.Builder settings)
			throws IOException, JetStreamApiException {
		ConsumerConfiguration configuration = settings.build();
		this.board.call("createConsumer", Settings.of(stream, configuration));
		ConsumerInfo info = management().createConsumer(stream, configuration);
		this.board.result("consumer", info.getName(), "pending", info.getNumPending());
		return consumer(stream, info.getName());
	}

	/**
	 * A further reader of a consumer that exists.
	 */
	ConsumerContext consumer(String stream, String name) throws IOException, JetStreamApiException {
		return JetStreamAccess.consumer(connection(), stream, name);
	}

	ConsumerInfo info(ConsumerContext consumer) throws IOException, JetStreamApiException {
		this.board.call("getConsumerInfo", "consumer", consumer.getConsumerName());
		ConsumerInfo info = consumer.getConsumerInfo();
		this.board.result("pending", info.getNumPending(), "ack pending", info.getNumAckPending(),
				"delivered stream sequence", info.getDelivered().getStreamSequence(), "redelivered",
				info.getRedelivered());
		return info;
	}

	/**
	 * Looks at a consumer until nothing is ack pending, since the server deals with what
	 * it need not confirm only after a while, and gives up after {@link #LIMIT}.
	 */
	ConsumerInfo infoOnceSettled(ConsumerContext consumer)
			throws IOException, JetStreamApiException, InterruptedException {
		once(consumer::getConsumerInfo, (info) -> info.getNumAckPending() == 0);
		return info(consumer);
	}

	/**
	 * Looks at a consumer until so many messages are pending, since the server tells it
	 * of new ones only after it has acknowledged them, and gives up after {@link #LIMIT}.
	 */
	ConsumerInfo infoOncePending(long messages, ConsumerContext consumer)
			throws IOException, JetStreamApiException, InterruptedException {
		once(consumer::getConsumerInfo, (info) -> info.getNumPending() == messages);
		return info(consumer);
	}

	/**
	 * Fetches as soon as all of them are there, or what has come by {@link #LIMIT}.
	 */
	Fetched fetch(ConsumerContext consumer, int messages)
			throws IOException, JetStreamApiException, InterruptedException, JetStreamStatusCheckedException {
		return fetch(consumer, "fetch", messages,
				FetchConsumeOptions.builder().maxMessages(messages).expiresIn(LIMIT.toMillis()).build());
	}

	/**
	 * Fetches what is there just now.
	 */
	Fetched fetchNoWait(ConsumerContext consumer, int messages)
			throws IOException, JetStreamApiException, InterruptedException, JetStreamStatusCheckedException {
		return fetch(consumer, "fetch, no wait", messages,
				FetchConsumeOptions.builder().maxMessages(messages).noWait().build());
	}

	/**
	 * Acknowledges, and waits until the server has taken note.
	 */
	void ack(Fetched fetched) throws IOException, InterruptedException {
		this.board.call("ackSync", "stream sequences", fetched.sequences());
		try {
			for (Message message : fetched.messages()) {
				message.ackSync(LIMIT);
			}
		}
		catch (TimeoutException ex) {
			throw new IOException("an acknowledgement was not confirmed within " + Settings.text(LIMIT), ex);
		}
		this.board.result("confirmed", fetched.size());
	}

	/**
	 * Waits until all are acknowledged.
	 */
	static void await(List<CompletableFuture<PublishAck>> acks) throws IOException, InterruptedException {
		try {
			CompletableFuture.allOf(acks.toArray(CompletableFuture[]::new))
				.get(2 * LIMIT.toSeconds(), TimeUnit.SECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new IOException("not every message was acknowledged: " + ex, ex);
		}
	}

	private Fetched fetch(ConsumerContext consumer, String call, int messages, FetchConsumeOptions options)
			throws IOException, JetStreamApiException, InterruptedException, JetStreamStatusCheckedException {
		this.board.call(call, "consumer", consumer.getConsumerName(), "at most", messages);
		FetchConsumer pull = consumer.fetch(options);
		List<Message> received = new ArrayList<>();
		for (Message message = pull.nextMessage(); message != null; message = pull.nextMessage()) {
			received.add(message);
		}
		Fetched fetched = new Fetched(received);
		if (received.isEmpty()) {
			this.board.result("received", 0);
		}
		else {
			this.board.result("received", fetched.size(), "messages", fetched.texts(), "stream sequences",
					fetched.sequences(), "delivery", fetched.deliveries());
		}
		return fetched;
	}

	private static <T> T once(Look<T> look, Predicate<T> condition)
			throws IOException, JetStreamApiException, InterruptedException {
		long beganNanos = System.nanoTime();
		T seen = look.look();
		while (!condition.test(seen) && System.nanoTime() - beganNanos < LIMIT.toNanos()) {
			TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
			seen = look.look();
		}
		return seen;
	}

	private static String shortened(String text) {
		return (text.length() <= LONGEST_SHOWN) ? text : text.length() + " bytes";
	}

	private PublishAck shown(PublishAck ack) {
		this.board.result("stream", ack.getStream(), "sequence", ack.getSeqno(), "duplicate", ack.isDuplicate());
		return ack;
	}

	private StreamState shown(StreamState state) {
		this.board.result("messages", state.getMsgCount(), "bytes", state.getByteCount(), "first sequence",
				state.getFirstSequence(), "last sequence", state.getLastSequence());
		return state;
	}

	@FunctionalInterface
	private interface Look<T> {

		T look() throws IOException, JetStreamApiException;

	}

}
