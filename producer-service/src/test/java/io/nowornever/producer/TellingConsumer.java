package io.nowornever.producer;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

import io.nats.client.Message;

/**
 * A stand-in that tells the load that a test wants, ten times a second, and has a subject
 * of its own.
 */
final class TellingConsumer implements AutoCloseable {

	private final String name;

	private final String group;

	private final StandInConsumer consumer;

	private final AtomicLong sequence = new AtomicLong();

	private final ScheduledExecutorService teller = Executors.newSingleThreadScheduledExecutor();

	private volatile String load;

	private TellingConsumer(String brokerUrl, String name, String group, String load,
			BiConsumer<TellingConsumer, Message> reaction) {
		this.name = name;
		this.group = group;
		this.load = load;
		this.consumer = StandInConsumer.start(brokerUrl, name, group, List.of("tasks.now.to." + name),
				(it, request) -> reaction.accept(this, request));
	}

	/**
	 * Joins the queue group {@code workers}.
	 * @param load the fields of its adverts beside instance, group and sequence
	 */
	static TellingConsumer start(String brokerUrl, String name, String load,
			BiConsumer<TellingConsumer, Message> reaction) {
		return start(brokerUrl, name, "workers", load, reaction);
	}

	static TellingConsumer start(String brokerUrl, String name, String group, String load,
			BiConsumer<TellingConsumer, Message> reaction) {
		TellingConsumer telling = new TellingConsumer(brokerUrl, name, group, load, reaction);
		var _ = telling.teller.scheduleAtFixedRate(telling::tell, 0, 100, TimeUnit.MILLISECONDS);
		return telling;
	}

	/**
	 * Has another load told from now on.
	 */
	void tell(String another) {
		this.load = another;
		tell();
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
			this.consumer.publish("tasks.now.load", text.getBytes(StandardCharsets.UTF_8));
		}
		catch (IllegalStateException ex) {
			// It has been closed.
		}
	}

	void answer(Message request) {
		this.consumer.answer(request);
	}

	void refuse(Message request, String code) {
		this.consumer.refuse(request, code);
	}

	/**
	 * The subjects of what came.
	 */
	List<String> received() {
		return this.consumer.received().stream().map(Message::getSubject).toList();
	}

	/**
	 * Leaves its queue group, as one does that has enough to do: it is asked on its own
	 * subject only. Returns when the broker knows it.
	 */
	void leaveGroup() {
		this.consumer.leaveGroup();
	}

	/**
	 * Goes without a word. Returns when the broker knows it.
	 */
	void vanish() {
		this.teller.shutdownNow();
		this.consumer.listenNoMore();
	}

	@Override
	public void close() {
		this.teller.shutdownNow();
		this.consumer.close();
	}

}
