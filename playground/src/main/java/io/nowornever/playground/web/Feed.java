package io.nowornever.playground.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.springframework.context.SmartLifecycle;

/**
 * Everything that a page shows, as entries in the order in which it happened. A page that
 * comes later, or again, reads from the beginning; one whose stream broke reads on where
 * it was. Readers go at their own pace and hold up nobody.
 * <p>
 * Every method may be called from any thread.
 */
public final class Feed implements SmartLifecycle {

	private final String id = UUID.randomUUID().toString();

	private final List<Entry> entries = new ArrayList<>();

	private long last;

	private boolean ended;

	/**
	 * Creates a feed without entries.
	 */
	public Feed() {
	}

	/**
	 * Tells this feed from one of an earlier process.
	 */
	String id() {
		return this.id;
	}

	/**
	 * Adds an entry.
	 * @param topic what it belongs to, such as one run
	 * @param type what kind it is
	 * @param json its content, a JSON object
	 */
	public synchronized void add(String topic, String type, String json) {
		this.last++;
		this.entries.add(new Entry(this.last, topic, type, json));
		notifyAll();
	}

	/**
	 * Adds an entry that takes the place of all that the topic had.
	 * @param topic what it belongs to
	 * @param type what kind it is
	 * @param json its content, a JSON object
	 */
	public synchronized void replace(String topic, String type, String json) {
		forget(topic);
		add(topic, type, json);
	}

	/**
	 * Removes the entries of a topic, for those who will read from the beginning.
	 * @param topic the topic
	 */
	public synchronized void forget(String topic) {
		this.entries.removeIf((entry) -> entry.topic().equals(topic));
	}

	/**
	 * Waits for entries.
	 * @param number the last one that the reader has, 0 for none
	 * @param limit how long to wait at most
	 * @return those that came after it, none if the time is over or the feed has ended
	 */
	synchronized List<Entry> awaitAfter(long number, Duration limit) throws InterruptedException {
		long deadlineNanos = System.nanoTime() + limit.toNanos();
		for (long left = limit.toMillis(); this.last <= number && left > 0 && !this.ended;) {
			wait(left);
			left = (deadlineNanos - System.nanoTime()) / 1_000_000;
		}
		return this.entries.stream().filter((entry) -> entry.number() > number).toList();
	}

	@Override
	public void start() {
		// It takes entries from its making on.
	}

	/**
	 * Ends the feed, before the web server that its readers are connected to.
	 */
	@Override
	public synchronized void stop() {
		this.ended = true;
		notifyAll();
	}

	/**
	 * Whether entries may still come; readers can go when not.
	 */
	@Override
	public synchronized boolean isRunning() {
		return !this.ended;
	}

	/**
	 * Something that happened.
	 *
	 * @param number its place in the feed, from 1
	 * @param topic what it belongs to
	 * @param type what kind it is
	 * @param json its content
	 */
	record Entry(long number, String topic, String type, String json) {

	}

}
