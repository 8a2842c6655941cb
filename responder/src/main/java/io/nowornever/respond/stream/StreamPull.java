package io.nowornever.respond.stream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nats.client.NUID;
import io.nowornever.common.durable.DurableSubject;
import io.nowornever.common.time.NanoClock;
import io.nowornever.common.wire.Receipt;
import io.nowornever.common.wire.ReceivedMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a stream for one request for each free worker, and for no more: what waits, waits
 * in the stream, where another may take it. Only where tasks are so short that the way to
 * the broker and back counts, one more waits here for each worker. All methods may be
 * called from any thread.
 */
public final class StreamPull {

	private static final Logger log = LoggerFactory.getLogger(StreamPull.class);

	/** After which the stream answers a question that it could not serve. */
	private static final long EXPIRES_NANOS = TimeUnit.SECONDS.toNanos(2);

	/** After which a question that was not answered is asked again. */
	private static final long LOST_NANOS = EXPIRES_NANOS + TimeUnit.SECONDS.toNanos(1);

	/**
	 * Until a stream is asked again that has nobody to answer: it would say so at once.
	 */
	private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

	private static final long SHORT_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

	private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

	/**
	 * To ask and to get takes about a millisecond: a hundredth of a worker's time, where
	 * its tasks are no longer than this.
	 */
	private static final long SHORT_TASK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

	private static final int HEARTBEAT = 100;

	private static final int EXPIRED = 408;

	private static final int NOTHING_THERE = 404;

	private static final Duration DRAIN_LIMIT = Duration.ofSeconds(5);

	private final NanoClock clock;

	private final Receiver receiver;

	private final Runnable missing;

	private final String question;

	private final String inbox = "_INBOX." + NUID.nextGlobal() + ".";

	private final int workers;

	private final LongSupplier meanWorkNanos;

	private final Deference deference;

	private final Lock lock = new ReentrantLock();

	private final Condition roomier = this.lock.newCondition();

	/** How many were asked for and may still come, or are here; under the lock. */
	private int held;

	private final Pulls pulls = new Pulls();

	private long asked;

	private volatile long resumeAtNanos;

	private @Nullable Connection standing;

	private volatile @Nullable Connection ready;

	private volatile @Nullable Dispatcher dispatcher;

	private volatile @Nullable Thread thread;

	/**
	 * Creates what asks for nothing yet.
	 * @param names the stream
	 * @param group its consumer
	 * @param workers how many requests are worked on at once
	 * @param meanWorkNanos tells how long a task takes in the mean
	 * @param deference tells what is for others
	 * @param clock the monotonic clock
	 * @param receiver gets what comes
	 * @param missing is told when there seems to be no such consumer; must not block
	 */
	public StreamPull(DurableSubject names, String group, int workers, LongSupplier meanWorkNanos, Deference deference,
			NanoClock clock, Receiver receiver, Runnable missing) {
		this.clock = clock;
		this.receiver = receiver;
		this.missing = missing;
		this.question = "$JS.API.CONSUMER.MSG.NEXT." + names.stream() + "." + group;
		this.workers = workers;
		this.meanWorkNanos = meanWorkNanos;
		this.deference = deference;
		this.resumeAtNanos = clock.nanoTime();
	}

	/**
	 * Begins to ask once stream and consumer are there.
	 */
	public void start() {
		Thread starting = Thread.ofVirtual().name("stream-pull").unstarted(this::run);
		this.thread = starting;
		starting.start();
	}

	/**
	 * Asks no more, and returns when everything that came was handed over.
	 * @throws InterruptedException when the calling thread was told to end
	 */
	public void stop() throws InterruptedException {
		Thread stopping = this.thread;
		this.thread = null;
		if (stopping != null) {
			stopping.interrupt();
			stopping.join();
		}
		Dispatcher leaving = this.dispatcher;
		try {
			if (leaving != null && leaving.isActive()) {
				leaving.drain(DRAIN_LIMIT).get(2 * DRAIN_LIMIT.toNanos(), TimeUnit.NANOSECONDS);
			}
		}
		catch (RuntimeException | ExecutionException | TimeoutException ex) {
			// The library's drain fails in several ways when the link breaks meanwhile.
			log.debug("The link broke while leaving the stream", ex);
		}
	}

	/**
	 * A new connection stands. What was asked for on the one before will not come.
	 * @param connection the connection
	 */
	public synchronized void connected(Connection connection) {
		this.standing = connection;
		this.ready = null;
		Dispatcher listening = connection.createDispatcher((message) -> received(connection, message));
		listening.subscribe(this.inbox + "*");
		this.dispatcher = listening;
		release(this.pulls.clear());
	}

	/**
	 * Stream and consumer are there.
	 * @param connection the connection on which that was seen, which may be gone
	 */
	@SuppressWarnings("ReferenceEquality") // identity is the question
	public synchronized void ready(Connection connection) {
		if (connection == this.standing) {
			this.ready = connection;
		}
	}

	/**
	 * The connection is gone.
	 */
	public synchronized void lost() {
		this.standing = null;
		this.ready = null;
	}

	/**
	 * Whether it asks for requests.
	 * @return false while there is no stream to be asked
	 */
	public boolean isReady() {
		return this.ready != null;
	}

	/**
	 * A request has come to its end here, so that there is room for another.
	 */
	public void ended() {
		release(1);
	}

	private void release(int count) {
		this.lock.lock();
		try {
			this.held -= count;
			this.roomier.signal();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits for a moment until there is room for more.
	 * @return for how many; they count as held from now on
	 */
	private int take() throws InterruptedException {
		long left = LONGEST_WAIT_NANOS;
		this.lock.lockInterruptibly();
		try {
			while (room() <= 0 && left > 0) {
				left = this.roomier.awaitNanos(left);
			}
			int count = (int) Math.min(Math.max(room(), 0), this.deference.mostToTake());
			this.held += count;
			return count;
		}
		finally {
			this.lock.unlock();
		}
	}

	private int room() {
		int most = (this.meanWorkNanos.getAsLong() < SHORT_TASK_NANOS) ? 2 * this.workers : this.workers;
		return most - this.held;
	}

	private void run() {
		try {
			while (this.thread != null) {
				long now = this.clock.nanoTime();
				release(this.pulls.lost(now));
				if (this.ready == null || this.resumeAtNanos - now > 0 || this.deference.mostToTake() == 0) {
					TimeUnit.NANOSECONDS.sleep(SHORT_WAIT_NANOS);
				}
				else {
					ask(take());
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * The connection may have changed while there was no room.
	 */
	private void ask(int count) {
		Connection connection = this.ready;
		if (connection == null || count == 0) {
			release(count);
			return;
		}
		long id = this.asked++;
		this.pulls.asked(id, count, this.clock.nanoTime() + LOST_NANOS);
		String wait = this.deference.isSlow() ? ",\"no_wait\":true}" : ",\"expires\":" + EXPIRES_NANOS + "}";
		String text = "{\"batch\":" + count + wait;
		try {
			connection.publish(this.question, this.inbox + id, text.getBytes(StandardCharsets.US_ASCII));
		}
		catch (IllegalStateException ex) {
			log.debug("The link broke while asking the stream", ex);
			release(this.pulls.ended(id));
		}
	}

	private void received(Connection connection, Message message) throws InterruptedException {
		if (message.isStatusMessage()) {
			told(message);
			return;
		}
		Receipt receipt = Receipt.parse(message.getReplyTo());
		if (receipt == null) {
			log.debug("Ignored what came to {}, which is from no stream", message.getSubject());
			return;
		}
		this.pulls.delivered();
		if (this.thread == null) {
			Deliveries.giveBack(connection, receipt.subject());
			ended();
		}
		else {
			this.receiver.received(ReceivedMessage.of(message, receipt), receipt);
		}
	}

	private void told(Message status) {
		int code = status.getStatus().getCode();
		if (code == HEARTBEAT) {
			return;
		}
		if (code == NOTHING_THERE || code == EXPIRED) {
			this.deference.waiting(0);
		}
		else {
			this.resumeAtNanos = this.clock.nanoTime() + PAUSE_NANOS;
			log.debug("The stream has nothing to give: {}", status.getStatus().getMessageWithCode());
			this.missing.run();
		}
		String subject = status.getSubject();
		try {
			release(this.pulls.ended(Long.parseLong(subject.substring(this.inbox.length()))));
		}
		catch (NumberFormatException ex) {
			log.debug("Ignored what came to {}, where nothing was asked", subject);
		}
	}

	/**
	 * Gets what comes from a stream.
	 */
	@FunctionalInterface
	public interface Receiver {

		/**
		 * Takes a request. Called by one thread at a time.
		 * @param request the request
		 * @param receipt what the stream says of it
		 * @throws InterruptedException when the calling thread was told to end
		 */
		void received(ReceivedMessage request, Receipt receipt) throws InterruptedException;

	}

}
