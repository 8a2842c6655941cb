package io.nowornever.respond.stream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nowornever.common.durable.DurableSubject;
import io.nowornever.common.time.NanoClock;
import io.nowornever.common.wire.Receipt;
import io.nowornever.common.wire.ReceivedMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a stream for as many requests as there is {@link Room} for, and for no more: what
 * waits, waits in the stream, where another may take it. All methods may be called from
 * any thread.
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

	private static final int HEARTBEAT = 100;

	private static final int EXPIRED = 408;

	private static final int NOTHING_THERE = 404;

	private static final Duration DRAIN_LIMIT = Duration.ofSeconds(5);

	private final NanoClock clock;

	private final Receiver receiver;

	private final Runnable missing;

	private final String question;

	private final String inbox;

	private final Room room;

	private final Deference deference;

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
	 * @param inbox what the subjects begin with on which requests come
	 * @param workers how many requests are worked on at once
	 * @param meanWorkNanos tells how long a task takes in the mean
	 * @param deference tells what is for others
	 * @param clock the monotonic clock
	 * @param receiver gets what comes
	 * @param missing is told when there seems to be no such consumer; must not block
	 */
	public StreamPull(DurableSubject names, String group, String inbox, int workers, LongSupplier meanWorkNanos,
			Deference deference, NanoClock clock, Receiver receiver, Runnable missing) {
		this.inbox = inbox;
		this.clock = clock;
		this.receiver = receiver;
		this.missing = missing;
		this.question = "$JS.API.CONSUMER.MSG.NEXT." + names.stream() + "." + group;
		this.room = new Room(workers, meanWorkNanos);
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
		this.room.release(this.pulls.clear());
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
		this.room.release(1);
	}

	private void run() {
		try {
			while (this.thread != null) {
				long now = this.clock.nanoTime();
				this.room.release(this.pulls.lost(now));
				if (this.ready == null || this.resumeAtNanos - now > 0 || this.deference.mostToTake() == 0) {
					TimeUnit.NANOSECONDS.sleep(SHORT_WAIT_NANOS);
				}
				else {
					ask(this.room.take(this.deference::mostToTake, LONGEST_WAIT_NANOS));
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
			this.room.release(count);
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
			this.room.release(this.pulls.ended(id));
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
			Signal.GIVEN_BACK.send(connection, receipt.subject());
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
			this.room.release(this.pulls.ended(Long.parseLong(subject.substring(this.inbox.length()))));
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
