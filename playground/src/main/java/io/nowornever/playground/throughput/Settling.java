package io.nowornever.playground.throughput;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Finds out what became of each message: which have come to their end while the publisher
 * sends, and when all have.
 */
final class Settling {

	/**
	 * How long a run may take to its end after it was told to stop.
	 */
	private static final Duration GRACE = Duration.ofSeconds(3);

	/**
	 * With a broken connection nobody can know what is still to come; when nothing came
	 * for so long, nothing will.
	 */
	private static final Duration SILENCE = Duration.ofMillis(300);

	private static final long LOOK_AGAIN_NANOS = 100_000;

	private final RunSettings settings;

	private final Publisher publisher;

	private final List<Subscriber> subscribers;

	private final Counters received;

	private final BooleanSupplier stopped;

	private final long beganNanos = System.nanoTime();

	private long publishNanos;

	private long deliveryNanos;

	private long count;

	private long deadlineNanos;

	private boolean stopping;

	private volatile boolean draining;

	Settling(RunSettings settings, Publisher publisher, List<Subscriber> subscribers, Counters received,
			BooleanSupplier stopped) {
		this.settings = settings;
		this.publisher = publisher;
		this.subscribers = subscribers;
		this.received = received;
		this.stopped = stopped;
	}

	long elapsedNanos() {
		return System.nanoTime() - this.beganNanos;
	}

	/**
	 * Whether the publisher has stopped; from any thread.
	 */
	boolean isDraining() {
		return this.draining;
	}

	/**
	 * How many messages need no waiting for any more, of those that bound the publisher.
	 */
	long settled() {
		return switch (this.settings.mode()) {
			case FAN_OUT -> settledByTheSlowest();
			case QUEUE -> settledByAll();
			case JETSTREAM -> this.publisher.available() + this.publisher.refused();
		};
	}

	/**
	 * Whether the publisher is to stop.
	 */
	boolean isOver() {
		return this.stopped.getAsBoolean() || isTooLate() || this.publisher.isCutOff();
	}

	/**
	 * Waits, after the publisher has stopped, until what became of each message is known.
	 * @return why the run ended
	 */
	Ending await() throws InterruptedException {
		this.draining = true;
		boolean late = isTooLate() && this.publisher.sent() < this.settings.messages();
		this.publisher.flush(GRACE);
		this.publishNanos = elapsedNanos();
		this.deliveryNanos = this.publishNanos;
		this.count = this.received.sum();
		this.deadlineNanos = Math.max(this.settings.limit().toNanos(), this.publishNanos) + GRACE.toNanos();
		while (!isSettled() && !isHopeless()) {
			if (elapsedNanos() > this.deadlineNanos) {
				return ending(true);
			}
			LockSupport.parkNanos(this, LOOK_AGAIN_NANOS);
			if (Thread.interrupted()) {
				throw new InterruptedException();
			}
			look();
		}
		look();
		return ending(late);
	}

	RunResult result(Ending ending, long samplingNanos) {
		List<RunResult.Subscribed> subscribed = this.subscribers.stream().map(Subscriber::result).toList();
		long sent = this.publisher.sent();
		long refused = this.publisher.refused();
		return new RunResult(this.settings, ending, sent, refused, this.publishNanos, this.deliveryNanos, subscribed,
				Losses.of(this.settings.mode(), sent, refused, subscribed), samplingNanos);
	}

	/**
	 * Notices what has changed since the last look, and when.
	 */
	private void look() {
		long now = elapsedNanos();
		if (this.publisher.available() + this.publisher.refused() < this.publisher.sent()) {
			this.publishNanos = now;
		}
		long newCount = this.received.sum();
		if (newCount != this.count) {
			this.count = newCount;
			this.deliveryNanos = now;
		}
		if (this.stopped.getAsBoolean() && !this.stopping) {
			this.stopping = true;
			this.deadlineNanos = Math.min(this.deadlineNanos, now + GRACE.toNanos());
		}
	}

	private Ending ending(boolean late) {
		if (this.publisher.isCutOff()) {
			return Ending.LINK_BROKEN;
		}
		if (this.stopped.getAsBoolean()) {
			return Ending.STOPPED;
		}
		return late ? Ending.TIME_LIMIT : Ending.DONE;
	}

	private boolean isTooLate() {
		return elapsedNanos() > this.settings.limit().toNanos();
	}

	/**
	 * Whether a connection has broken and nothing comes any more.
	 */
	private boolean isHopeless() {
		boolean broken = this.publisher.isCutOff() || this.subscribers.stream().anyMatch(Subscriber::isCutOff);
		return broken && elapsedNanos() - this.deliveryNanos > SILENCE.toNanos();
	}

	private boolean isSettled() {
		return switch (this.settings.mode()) {
			case FAN_OUT -> settledByTheSlowest() >= this.publisher.sent();
			case QUEUE -> settledByAll() >= this.publisher.sent();
			case JETSTREAM -> this.publisher.available() + this.publisher.refused() >= this.publisher.sent()
					&& settledByTheSlowest() >= this.publisher.available();
		};
	}

	private long settledByTheSlowest() {
		long least = Long.MAX_VALUE;
		for (Subscriber subscriber : this.subscribers) {
			long settled = subscriber.received() + subscriber.dropped();
			if (settled < least && !subscriber.isCutOff()) {
				least = settled;
			}
		}
		return least;
	}

	private long settledByAll() {
		long sum = 0;
		for (Subscriber subscriber : this.subscribers) {
			sum += subscriber.received() + subscriber.dropped();
		}
		return sum;
	}

}
