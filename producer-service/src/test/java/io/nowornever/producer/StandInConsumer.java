package io.nowornever.producer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.impl.Headers;
import org.awaitility.Awaitility;

/**
 * A consumer that knows the contract alone and does what a test wants. Remembers what it
 * received.
 */
public final class StandInConsumer implements AutoCloseable {

	private final Connection connection;

	private final String name;

	private final List<Dispatcher> dispatchers = new CopyOnWriteArrayList<>();

	private final List<Message> received = new CopyOnWriteArrayList<>();

	private StandInConsumer(Connection connection, String name) {
		this.connection = connection;
		this.name = name;
	}

	/**
	 * Joins the queue group {@code workers}.
	 * @param brokerUrl the broker
	 * @param reaction what it does with each request
	 * @return a consumer that is subscribed
	 */
	public static StandInConsumer start(String brokerUrl, BiConsumer<StandInConsumer, Message> reaction) {
		return start(brokerUrl, "workers", reaction);
	}

	public static StandInConsumer start(String brokerUrl, String group, BiConsumer<StandInConsumer, Message> reaction) {
		return start(brokerUrl, "stand-in", group, List.of(), reaction);
	}

	/**
	 * Joins a queue group.
	 * @param brokerUrl the broker
	 * @param name how its replies name it
	 * @param group the group
	 * @param further subjects on which it listens too
	 * @param reaction what it does with each request
	 * @return a consumer that is subscribed
	 */
	static StandInConsumer start(String brokerUrl, String name, String group, List<String> further,
			BiConsumer<StandInConsumer, Message> reaction) {
		try {
			Connection connection = connect(brokerUrl);
			StandInConsumer consumer = new StandInConsumer(connection, name);
			Dispatcher dispatcher = connection.createDispatcher((request) -> {
				consumer.received.add(request);
				reaction.accept(consumer, request);
			});
			dispatcher.subscribe("tasks.now", group);
			further.forEach(dispatcher::subscribe);
			consumer.dispatchers.add(dispatcher);
			flush(connection);
			return consumer;
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
	 * A consumer that answers at once.
	 * @param brokerUrl the broker
	 * @return a consumer that is subscribed
	 */
	public static StandInConsumer answering(String brokerUrl) {
		return start(brokerUrl, StandInConsumer::answer);
	}

	/**
	 * A consumer that takes requests and never answers.
	 * @param brokerUrl the broker
	 * @return a consumer that is subscribed
	 */
	public static StandInConsumer silent(String brokerUrl) {
		return start(brokerUrl, (consumer, request) -> {
		});
	}

	/**
	 * A consumer that is there but has left its queue group, because it has enough to do.
	 * @param brokerUrl the broker
	 * @return a consumer that answers questions for its presence
	 */
	public static StandInConsumer full(String brokerUrl) {
		return full(brokerUrl, (connection, question) -> connection.publish(question.getReplyTo(), new byte[0]));
	}

	/**
	 * A consumer that has left its queue group and does with questions for its presence
	 * what a test wants.
	 * @param brokerUrl the broker
	 * @param reaction what it does with each question
	 * @return a consumer that is asked
	 */
	public static StandInConsumer full(String brokerUrl, BiConsumer<Connection, Message> reaction) {
		try {
			Connection connection = connect(brokerUrl);
			connection.createDispatcher((question) -> reaction.accept(connection, question))
				.subscribe("$SRV.PING.tasks-now");
			flush(connection);
			return new StandInConsumer(connection, "stand-in");
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	public void answer(Message request) {
		reply(request, taskId(request), "{\"task_id\":\"" + taskId(request) + "\",\"user_id\":"
				+ request.getHeaders().getFirst("User-Id") + ",\"processed\":true,\"worker\":\"" + this.name + "\"}");
	}

	/**
	 * Replies as a consumer with a bug might.
	 * @param request the request
	 * @param taskId what the header says
	 * @param body the body
	 */
	public void reply(Message request, String taskId, String body) {
		Headers headers = new Headers().add("Task-Id", taskId)
			.add("Worker", this.name)
			.add("Waited-Ms", "0")
			.add("Worked-Ms", "0");
		this.connection.publish(request.getReplyTo(), headers, body.getBytes(StandardCharsets.UTF_8));
	}

	public static String taskId(Message request) {
		return String.valueOf(request.getHeaders().getFirst("Task-Id"));
	}

	public void refuse(Message request, String code) {
		Headers headers = new Headers().add("Nats-Service-Error", "no").add("Nats-Service-Error-Code", code);
		this.connection.publish(request.getReplyTo(), headers, new byte[0]);
	}

	public void publish(String subject, byte[] body) {
		this.connection.publish(subject, body);
	}

	public List<Message> received() {
		return this.received;
	}

	public void awaitReceived(int count) {
		Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> this.received.size() >= count);
	}

	/**
	 * Leaves its queue group. Returns when the broker knows it.
	 */
	void leaveGroup() {
		this.dispatchers.forEach((dispatcher) -> dispatcher.unsubscribe("tasks.now"));
		flush(this.connection);
	}

	/**
	 * Gets nothing more. Returns when the broker knows it.
	 */
	void listenNoMore() {
		this.dispatchers.forEach(this.connection::closeDispatcher);
		flush(this.connection);
	}

	private static void flush(Connection connection) {
		try {
			connection.flush(Duration.ofSeconds(30));
		}
		catch (TimeoutException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
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

	private static Connection connect(String brokerUrl) throws IOException, InterruptedException {
		return Nats.connect(Options.builder().server(brokerUrl).connectionTimeout(Duration.ofSeconds(30)).build());
	}

}
