package io.nowornever.respond.intake;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.nats.client.Connection;
import io.nats.client.Consumer;
import io.nats.client.Dispatcher;
import io.nats.client.MessageHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This consumer's membership in its queue group, on whatever connection stands. Each time
 * it joins it gets a dispatcher of its own, since only a dispatcher as a whole can leave
 * without discarding what it has buffered. Safe from any thread.
 */
final class Membership {

	private static final Logger log = LoggerFactory.getLogger(Membership.class);

	private static final Duration DRAIN_LIMIT = Duration.ofSeconds(5);

	/** So large bodies cannot take the memory that everything else needs. */
	private static final long MEMORY_SHARE = 8;

	private final String subject;

	private final String queueGroup;

	private final long pendingLimit;

	private final long pendingBytes;

	private final MessageHandler receiver;

	private @Nullable Connection connection;

	private boolean wanted = true;

	private volatile boolean member;

	private volatile @Nullable Dispatcher latest;

	private long droppedBefore;

	/**
	 * Creates a membership that begins with the first connection.
	 * @param subject where requests come
	 * @param queueGroup the group
	 * @param pendingLimit how many requests the client library may hold before it drops
	 * @param receiver is called with each request, by one thread at a time
	 */
	Membership(String subject, String queueGroup, long pendingLimit, MessageHandler receiver) {
		this.subject = subject;
		this.queueGroup = queueGroup;
		this.pendingLimit = pendingLimit;
		this.pendingBytes = Math.min(Consumer.DEFAULT_MAX_BYTES, Runtime.getRuntime().maxMemory() / MEMORY_SHARE);
		this.receiver = receiver;
	}

	/**
	 * Moves to a new connection; what the one before had buffered ended with it.
	 * @param standing the connection
	 */
	synchronized void connected(Connection standing) {
		this.connection = standing;
		this.member = false;
		if (this.wanted) {
			subscribe(standing);
			log.info("Joined queue group {} on {}", this.queueGroup, this.subject);
		}
	}

	/**
	 * The connection is gone, and the membership with it.
	 */
	synchronized void lost() {
		this.connection = null;
		this.member = false;
	}

	/**
	 * Joins the group, now or with the next connection.
	 */
	synchronized void join() {
		this.wanted = true;
		Connection standing = this.connection;
		if (!this.member && standing != null) {
			try {
				subscribe(standing);
			}
			catch (IllegalStateException ex) {
				log.debug("The link broke while joining the queue group", ex);
			}
		}
	}

	/**
	 * Leaves the group. Returns when NATS has confirmed it and everything that came
	 * before was handed to the receiver.
	 * @throws InterruptedException when the calling thread was told to end
	 */
	void leave() throws InterruptedException {
		Dispatcher leaving;
		synchronized (this) {
			this.wanted = false;
			leaving = this.member ? this.latest : null;
			this.member = false;
		}
		try {
			if (leaving != null && leaving.isActive()) {
				leaving.drain(DRAIN_LIMIT).get(2 * DRAIN_LIMIT.toNanos(), TimeUnit.NANOSECONDS);
			}
		}
		catch (RuntimeException | ExecutionException | TimeoutException ex) {
			// The library's drain fails in several ways when the link breaks meanwhile.
			log.debug("The link broke while leaving the queue group", ex);
		}
	}

	boolean isMember() {
		return this.member;
	}

	/**
	 * How many requests the client library holds.
	 * @return the number, those being received not included
	 */
	long pending() {
		Dispatcher current = this.latest;
		return (current != null) ? current.getPendingMessageCount() : 0;
	}

	/**
	 * How many requests the client library has discarded.
	 * @return the count since the start
	 */
	synchronized long dropped() {
		Dispatcher current = this.latest;
		return this.droppedBefore + ((current != null) ? current.getDroppedCount() : 0);
	}

	private void subscribe(Connection standing) {
		Dispatcher joining = standing.createDispatcher(this.receiver);
		joining.setPendingLimits(this.pendingLimit, this.pendingBytes);
		joining.subscribe(this.subject, this.queueGroup);
		this.droppedBefore = dropped();
		this.latest = joining;
		this.member = true;
	}

}
