package io.nowornever.consumer;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.MessageHandler;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.impl.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A requester that knows the contract alone.
 */
public final class StandInProducer implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final Connection connection;

	private final AtomicLong ids = new AtomicLong();

	private StandInProducer(Connection connection) {
		this.connection = connection;
	}

	/**
	 * Connects.
	 * @param brokerUrl the broker, with user and password where it asks for them: then
	 * the user has an inbox prefix of its own
	 * @return a requester that comes back when the broker does
	 */
	public static StandInProducer connect(String brokerUrl) {
		String userInfo = URI.create(brokerUrl).getUserInfo();
		try {
			return new StandInProducer(Nats.connectReconnectOnConnect(Options.builder()
				.server(brokerUrl)
				.connectionTimeout(Duration.ofSeconds(30))
				.inboxPrefix((userInfo != null) ? "_INBOX." + userInfo.split(":", -1)[0] : "_INBOX")
				.maxReconnects(-1)
				.reconnectWait(Duration.ofMillis(50))
				.maxMessagesInOutgoingQueue(0)
				.build()));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The headers of a request that is sent now.
	 * @return headers as the contract wants them, with a budget that no busy machine uses
	 * up
	 */
	public Headers headers() {
		return new Headers().put("Task-Id", "task-" + this.ids.incrementAndGet())
			.put("User-Id", "17")
			.put("Sent-At", Long.toString(System.currentTimeMillis()))
			.put("Timeout-Ms", Long.toString(PATIENCE.toMillis()))
			.put("Attempt", "1");
	}

	/**
	 * Headers of a request that nobody waits for.
	 * @return headers that are right but for their age of two minutes
	 */
	public Headers staleHeaders() {
		return headers().put("Sent-At", Long.toString(System.currentTimeMillis() - 120_000));
	}

	public static byte[] body(Headers headers) {
		return utf8("{\"task_id\":\"" + headers.getFirst("Task-Id") + "\",\"user_id\":17}");
	}

	public static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Asks and waits for whatever comes back.
	 * @param headers the headers
	 * @param body the body
	 * @return the reply
	 */
	public Message ask(@Nullable Headers headers, byte[] body) {
		return future(headers, body).orTimeout(60, TimeUnit.SECONDS).join();
	}

	/**
	 * Asks a good question and waits for the answer.
	 * @return the reply
	 */
	public Message ask() {
		Headers headers = headers();
		return ask(headers, body(headers));
	}

	public CompletableFuture<Message> future(@Nullable Headers headers, byte[] body) {
		return this.connection.requestWithTimeout("tasks.now", headers, body, PATIENCE);
	}

	/**
	 * Asks a good question of one consumer.
	 * @param subject where that one gets its requests
	 * @return the reply
	 */
	public CompletableFuture<Message> askAt(String subject) {
		Headers headers = headers();
		return this.connection.requestWithTimeout(subject, headers, body(headers), PATIENCE);
	}

	public void listen(String subject, MessageHandler handler) {
		this.connection.createDispatcher(handler).subscribe(subject);
		flush();
	}

	/**
	 * Asks without headers.
	 * @param subject where
	 * @return the reply, or the status that says that nobody listens
	 */
	public CompletableFuture<Message> question(String subject) {
		return this.connection.requestWithTimeout(subject, new byte[0], PATIENCE);
	}

	public CompletableFuture<Message> nextMessage(String subject) {
		CompletableFuture<Message> next = new CompletableFuture<>();
		this.connection.createDispatcher(next::complete).subscribe(subject);
		flush();
		return next;
	}

	public void publish(@Nullable String replyTo, @Nullable Headers headers, byte[] body) {
		this.connection.publish("tasks.now", replyTo, headers, body);
	}

	public void flush() {
		try {
			this.connection.flush(Duration.ofSeconds(60));
		}
		catch (TimeoutException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		try {
			this.connection.close();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
