package io.nowornever.producer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nats.client.MessageHandler;
import io.nats.client.Nats;
import io.nats.client.impl.Headers;

/**
 * A consumer that knows the contract alone, tells the load that a test wants and does
 * what it wants with each request, whether that is sent to it or to its group.
 */
final class TellingConsumer implements AutoCloseable {

	private final Connection connection;

	private final Dispatcher dispatcher;

	private final String name;

	private final String group;

	private final List<String> received = new CopyOnWriteArrayList<>();

	private final AtomicLong sequence = new AtomicLong();

	private final ScheduledExecutorService teller = Executors.newSingleThreadScheduledExecutor();

	private volatile String load;

	private TellingConsumer(Connection connection, String name, String group, String load) {
		this.connection = connection;
		this.name = name;
		this.group = group;
		this.load = load;
		this.dispatcher = connection.createDispatcher();
	}

	/**
	 * Joins the queue group {@code workers}, and tells its load ten times a second.
	 * @param load the fields of its adverts beside instance, group and sequence
	 */
	static TellingConsumer start(String brokerUrl, String name, String load,
			BiConsumer<TellingConsumer, Message> reaction) {
		return start(brokerUrl, name, "workers", load, reaction);
	}

	static TellingConsumer start(String brokerUrl, String name, String group, String load,
			BiConsumer<TellingConsumer, Message> reaction) {
		try {
			Connection connection = Nats.connect(brokerUrl);
			TellingConsumer consumer = new TellingConsumer(connection, name, group, load);
			consumer.dispatcher.subscribe("tasks.now.to." + name, consumer.heard(reaction));
			consumer.dispatcher.subscribe("tasks.now", group, consumer.heard(reaction));
			connection.flush(Duration.ofSeconds(30));
			var _ = consumer.teller.scheduleAtFixedRate(consumer::tell, 0, 100, TimeUnit.MILLISECONDS);
			return consumer;
		}
		catch (IOException | TimeoutException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private MessageHandler heard(BiConsumer<TellingConsumer, Message> reaction) {
		return (request) -> {
			this.received.add(request.getSubject());
			reaction.accept(this, request);
		};
	}

	/**
	 * Has another load told from now on.
	 */
	void tell(String another) {
		this.load = another;
		tell();
	}

	void answer(Message request) {
		String taskId = StandInConsumer.taskId(request);
		Headers headers = new Headers().add("Task-Id", taskId).add("Worker", this.name);
		this.connection
			.publish(request.getReplyTo(), headers,
					("{\"task_id\":\"" + taskId + "\",\"user_id\":" + request.getHeaders().getFirst("User-Id")
							+ ",\"processed\":true,\"worker\":\"" + this.name + "\"}")
						.getBytes(StandardCharsets.UTF_8));
	}

	void refuse(Message request, String code) {
		Headers headers = new Headers().add("Nats-Service-Error", "no").add("Nats-Service-Error-Code", code);
		this.connection.publish(request.getReplyTo(), headers, new byte[0]);
	}

	/**
	 * The subjects of what came.
	 */
	List<String> received() {
		return this.received;
	}

	private void tell() {
		say("{\"instance\":\"" + this.name + "\",\"group\":\"" + this.group + "\",\"sequence\":"
				+ this.sequence.incrementAndGet() + "," + this.load + "}");
	}

	/**
	 * Publishes a text where adverts come.
	 */
	void say(String text) {
		try {
			this.connection.publish("tasks.now.load", text.getBytes(StandardCharsets.UTF_8));
		}
		catch (IllegalStateException ex) {
			// It has been closed.
		}
	}

	/**
	 * Goes without a word. Returns when the broker knows it.
	 */
	void vanish() {
		this.teller.shutdownNow();
		this.dispatcher.unsubscribe("tasks.now.to." + this.name).unsubscribe("tasks.now");
		try {
			this.connection.flush(Duration.ofSeconds(30));
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
		this.teller.shutdownNow();
		try {
			this.connection.close();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
