package io.nowornever.common.connection;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nowornever.common.logging.LogLimit;
import io.nowornever.common.shutdown.OutOfMemory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection from its making to its break, and whatever notices the break first: the
 * client library's events, or the end of its reader thread, which the library itself does
 * not notice (whatever it cannot parse kills that thread and leaves the connection deaf).
 */
final class LinkSession implements ConnectionListener, ErrorListener {

	private static final Logger log = LoggerFactory.getLogger(LinkSession.class);

	private static final Duration MEASURE_EVERY = Duration.ofSeconds(1);

	/** The class of the library in which receivers are called. */
	private static final String DISPATCHER = "io.nats.client.impl.NatsDispatcher";

	private final AtomicReference<@Nullable String> reason = new AtomicReference<>();

	private final CountDownLatch broken = new CountDownLatch(1);

	private final ReaderWatch reader = new ReaderWatch(this::broken);

	private final Consumer<LinkSession> onBroken;

	private final LogLimit failureLines;

	private final LogLimit complaintLines;

	private volatile Consumer<String> complaints = (complaint) -> {
	};

	private volatile @Nullable Connection connection;

	private volatile double roundTripSeconds = Double.NaN;

	private LinkSession(Consumer<LinkSession> onBroken, LogLimit failureLines, LogLimit complaintLines) {
		this.onBroken = onBroken;
		this.failureLines = failureLines;
		this.complaintLines = complaintLines;
	}

	/**
	 * Connects once.
	 * @param options the options common to all connections; those of the session are
	 * added
	 * @param onBroken is told once, at once, from any thread, when the connection breaks
	 * @param failureLines limits the lines about receivers that fail
	 * @param complaintLines limits the lines about what the broker does not allow
	 * @return a session whose connection stood a moment ago
	 * @throws ConnectFailedException when no server let us in
	 * @throws InterruptedException when the calling thread was told to end
	 */
	static LinkSession open(Options.Builder options, Consumer<LinkSession> onBroken, LogLimit failureLines,
			LogLimit complaintLines) throws ConnectFailedException, InterruptedException {
		LinkSession session = new LinkSession(onBroken, failureLines, complaintLines);
		try {
			session.connection = Nats.connect(options.maxReconnects(0)
				.reconnectBufferSize(0)
				.connectionListener(session)
				.errorListener(session)
				.readerExecutor(session.reader)
				.build());
		}
		catch (IOException | IllegalArgumentException ex) {
			session.reader.shutdown();
			throw new ConnectFailedException(ServerAddress.masked(String.valueOf(ex.getMessage())), ex);
		}
		Thread.ofVirtual().name("nats-round-trip").start(session::measureRoundTrips);
		return session;
	}

	Connection connection() {
		return Objects.requireNonNull(this.connection, "not opened");
	}

	/**
	 * Waits until the broker has taken everything so far, subscriptions above all.
	 * @throws IllegalStateException when it did not in time
	 * @throws InterruptedException when the calling thread was told to end
	 */
	void awaitTaken() throws InterruptedException {
		try {
			connection().flush(connection().getOptions().getConnectionTimeout());
		}
		catch (TimeoutException ex) {
			throw new IllegalStateException("The broker did not take the subscriptions", ex);
		}
	}

	boolean isBroken() {
		return this.reason.get() != null;
	}

	/**
	 * Why the connection broke.
	 * @return the first reason that was noticed
	 */
	@Nullable String reason() {
		return this.reason.get();
	}

	double roundTripSeconds() {
		return this.roundTripSeconds;
	}

	void awaitBroken() throws InterruptedException {
		this.broken.await();
	}

	void broken(String why) {
		if (this.connection != null && this.reason.compareAndSet(null, why)) {
			this.onBroken.accept(this);
			this.broken.countDown();
		}
	}

	/**
	 * Ends the connection.
	 * @param flushLimit how long what was published may take to leave first
	 */
	void close(Duration flushLimit) {
		try {
			Connection closing = connection();
			if (flushLimit.isPositive() && !isBroken()) {
				closing.flush(flushLimit);
			}
			broken("closed");
			closing.close();
		}
		catch (TimeoutException ex) {
			log.warn("Closed the link before everything had left");
			broken("closed");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.reader.shutdownNow();
		}
	}

	@Override
	@Deprecated
	public void connectionEvent(Connection source, Events event) {
		if (event == Events.DISCONNECTED || event == Events.CLOSED) {
			broken("the connection was " + event.getEvent());
		}
	}

	/**
	 * Has complaints of the broker told.
	 * @param listener is told the broker's words
	 */
	void tellComplaints(Consumer<String> listener) {
		this.complaints = listener;
	}

	@Override
	public void errorOccurred(Connection source, String error) {
		this.complaints.accept(error);
		long suppressed = this.complaintLines.tryLine();
		if (suppressed != LogLimit.SUPPRESSED) {
			log.warn("The broker complains: {}{}", error, LogLimit.more(suppressed));
		}
	}

	/**
	 * Told by the library of trouble with the connection, whose end is told of elsewhere,
	 * and of a receiver that threw, to which it then brings the next message.
	 */
	@Override
	public void exceptionOccurred(Connection source, Exception exception) {
		OutOfMemory.check(exception);
		if (isOfReceiver(exception)) {
			long suppressed = this.failureLines.tryLine();
			if (suppressed != LogLimit.SUPPRESSED) {
				log.error("A message could not be handled{}", LogLimit.more(suppressed), exception);
			}
		}
		else {
			log.debug("The client library met a problem", exception);
		}
	}

	private static boolean isOfReceiver(Exception exception) {
		return !(exception instanceof InterruptedException) && Arrays.stream(exception.getStackTrace())
			.anyMatch((frame) -> DISPATCHER.equals(frame.getClassName()));
	}

	private void measureRoundTrips() {
		try {
			do {
				measureRoundTrip();
			}
			while (!this.broken.await(MEASURE_EVERY.toMillis(), TimeUnit.MILLISECONDS));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void measureRoundTrip() {
		try {
			this.roundTripSeconds = connection().RTT().toNanos() / 1e9;
		}
		catch (IOException | IllegalStateException ex) {
			this.roundTripSeconds = Double.NaN;
		}
	}

	/**
	 * Makes one connection.
	 */
	interface Connector {

		LinkSession connect(Consumer<LinkSession> onBroken) throws ConnectFailedException, InterruptedException;

	}

}
