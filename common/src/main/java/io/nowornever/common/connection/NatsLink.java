package io.nowornever.common.connection;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

import io.nats.client.Connection;
import io.nowornever.common.logging.LogLimit;
import io.nowornever.common.logging.Reminder;
import io.nowornever.common.shutdown.OutOfMemory;
import io.nowornever.common.time.NanoClock;
import io.nowornever.common.wire.Secret;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The link to the broker: one connection at a time, replaced by a new one whenever it
 * breaks, for ever. The client library's own reconnection is switched off, because it
 * keeps what was waiting to be sent and sends it after the requesters have gone; a
 * connection that is thrown away takes that with it.
 *
 * <p>
 * Starting does not wait for the broker. All methods may be called from any thread.
 */
public final class NatsLink {

	private static final Logger log = LoggerFactory.getLogger(NatsLink.class);

	private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

	private static final int LINES_PER_SECOND = 5;

	private final LinkSession.Connector connector;

	private final LinkSettings.Reconnect reconnect;

	private final String inboxPrefix;

	private final NanoClock clock;

	private final List<LinkListener> listeners = new CopyOnWriteArrayList<>();

	private final LongAdder reconnects = new LongAdder();

	private volatile @Nullable LinkSession session;

	private volatile @Nullable Thread thread;

	/**
	 * Creates a link that is not started.
	 * @param connector makes one connection
	 * @param reconnect the pauses between attempts
	 * @param inboxPrefix the subject below which all answers come
	 * @param clock the monotonic clock
	 */
	NatsLink(LinkSession.Connector connector, LinkSettings.Reconnect reconnect, String inboxPrefix, NanoClock clock) {
		this.connector = connector;
		this.reconnect = reconnect;
		this.inboxPrefix = inboxPrefix;
		this.clock = clock;
	}

	/**
	 * Creates a link that is not started.
	 * @param settings where to and how
	 * @param connectionName the name that the broker's monitoring shows
	 * @param clock the monotonic clock
	 * @return the link
	 */
	public static NatsLink of(LinkSettings settings, String connectionName, NanoClock clock) {
		NatsOptions options = new NatsOptions(settings, connectionName);
		options.check();
		LogLimit failureLines = new LogLimit(clock, LINES_PER_SECOND);
		LogLimit complaintLines = new LogLimit(clock, LINES_PER_SECOND);
		return new NatsLink((onBroken) -> LinkSession.open(options.builder(), onBroken, failureLines, complaintLines),
				settings.reconnect(), settings.inboxPrefix(), clock);
	}

	/**
	 * The connection that stands now.
	 * @return the connection, or null while there is none
	 */
	public @Nullable Connection connection() {
		LinkSession current = this.session;
		return (current != null && !current.isBroken()) ? current.connection() : null;
	}

	/**
	 * Whether a connection is the one that stands now. What was published on another is
	 * lost.
	 * @param used a connection that this link handed out
	 * @return false once it is broken
	 */
	@SuppressWarnings("ReferenceEquality") // identity is the question
	public boolean stands(Connection used) {
		return used == connection();
	}

	/**
	 * Adds a listener; before the link starts, or it may miss the first connection.
	 * @param listener the listener
	 */
	public void addListener(LinkListener listener) {
		this.listeners.add(listener);
	}

	/**
	 * Makes up an inbox: subjects below {@code nats.inbox-prefix} on which nothing comes
	 * but from those who were told of them.
	 * @return what its subjects begin with, such as {@code _INBOX.<secret>.}; another one
	 * each time, which nobody can guess
	 */
	public String newInbox() {
		return this.inboxPrefix + "." + Secret.draw() + ".";
	}

	/**
	 * How often a connection was replaced.
	 * @return 0 until the second connection
	 */
	public long reconnects() {
		return this.reconnects.sum();
	}

	/**
	 * The last measured round trip to the broker.
	 * @return seconds, or NaN while there is no connection or no measurement yet
	 */
	public double roundTripSeconds() {
		LinkSession current = this.session;
		return (current != null && !current.isBroken()) ? current.roundTripSeconds() : Double.NaN;
	}

	/**
	 * Begins to connect, on a thread of its own.
	 */
	public void start() {
		Thread starting = Thread.ofPlatform().name("nats-link").unstarted(this::run);
		this.thread = starting;
		starting.start();
	}

	/**
	 * Ends the connection once what was published has left, or after a second.
	 */
	public void stop() {
		Thread stopping = this.thread;
		this.thread = null;
		if (stopping != null) {
			stopping.interrupt();
		}
		LinkSession last = this.session;
		if (last != null) {
			last.close(CLOSE_LIMIT);
		}
	}

	/**
	 * Whether it was started and not stopped; says nothing about a connection.
	 * @return true in between
	 */
	public boolean isRunning() {
		return this.thread != null;
	}

	private void run() {
		try {
			serve(connect());
			while (isRunning()) {
				LinkSession next = connect();
				this.reconnects.increment();
				serve(next);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private LinkSession connect() throws InterruptedException {
		Reminder reminder = new Reminder();
		while (true) {
			try {
				return this.connector.connect(this::lost);
			}
			catch (ConnectFailedException ex) {
				if (reminder.isDue(this.clock.nanoTime())) {
					log.warn("No link to the broker, trying again for ever: {}", ex.getMessage());
				}
			}
			pause();
		}
	}

	private void serve(LinkSession next) throws InterruptedException {
		long upSince = this.clock.nanoTime();
		try {
			next.tellComplaints((complaint) -> this.listeners.forEach((listener) -> listener.complained(complaint)));
			tellListeners(next.connection(), LinkListener::connected);
			next.awaitTaken();
			this.session = next;
			log.info("Linked to the broker at {}",
					ServerAddress.masked(String.valueOf(next.connection().getConnectedUrl())));
		}
		catch (IllegalStateException ex) {
			log.debug("The connection broke while it was being set up", ex);
			next.broken("it broke while being set up");
		}
		next.awaitBroken();
		if (isRunning()) {
			log.warn("The link to the broker broke: {}", next.reason());
			Thread.ofVirtual().name("nats-close").start(() -> next.close(Duration.ZERO));
			boolean brokeSoon = this.clock.nanoTime() - upSince < this.reconnect.delay().toNanos();
			if (brokeSoon) {
				pause();
			}
		}
	}

	private void lost(LinkSession broken) {
		tellListeners(broken.connection(), LinkListener::lost);
	}

	/**
	 * Whatever one does, the others are told and the link goes on. That the connection
	 * may break meanwhile is no fault of the listener.
	 */
	private void tellListeners(Connection connection, BiConsumer<LinkListener, Connection> message) {
		for (LinkListener listener : this.listeners) {
			try {
				message.accept(listener, connection);
			}
			catch (RuntimeException | Error ex) {
				OutOfMemory.check(ex);
				if (ex instanceof IllegalStateException && connection.getStatus() != Connection.Status.CONNECTED) {
					log.debug("A listener met a broken connection", ex);
				}
				else {
					log.error("A listener of the link failed", ex);
				}
			}
		}
	}

	private void pause() throws InterruptedException {
		long jitter = this.reconnect.jitter().toNanos();
		long extra = (jitter > 0) ? ThreadLocalRandom.current().nextLong(jitter) : 0;
		TimeUnit.NANOSECONDS.sleep(this.reconnect.delay().toNanos() + extra);
	}

}
