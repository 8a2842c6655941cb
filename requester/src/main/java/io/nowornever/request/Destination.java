package io.nowornever.request;

import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;

import io.micrometer.core.instrument.Tags;
import io.nowornever.common.durable.DeliveryMode;
import io.nowornever.common.wire.Discovery;
import io.nowornever.request.backoff.Backoff;

/**
 * A subject that requests go to, and all that is known of those who answer there: whether
 * somebody does, how often they may be asked again, what became of requests. Got from
 * {@link RequestClient#destination(String)}; one for each subject.
 */
public final class Destination {

	private final String subject;

	private final boolean durable;

	private final Backoff backoff;

	private final RetryBudget retryBudget;

	private final PresenceProbe presence;

	private final DestinationMetrics metrics;

	private final StorageWatch storage = new StorageWatch();

	private final LongAdder started = new LongAdder();

	private final LongAdder inFlight = new LongAdder();

	Destination(String subject, boolean durable, RequestSettings settings, String presencePrefix,
			RequestMetrics metrics, long now) {
		this.subject = subject;
		this.durable = durable;
		this.backoff = new Backoff(settings.backoff(), RandomGenerator.getDefault());
		this.retryBudget = new RetryBudget(settings.retry(), now);
		this.presence = new PresenceProbe(Discovery.pingSubject(settings.serviceOf(subject)), presencePrefix);
		this.metrics = metrics.of(tags(settings), durable);
		this.metrics.showInFlight(this.inFlight::sum);
		this.metrics.show(this.backoff);
	}

	/**
	 * Whoever asks on one subject only, and in core mode, has metrics without tags.
	 */
	private Tags tags(RequestSettings settings) {
		Tags subject = settings.tagged() ? Tags.of(RequestMetric.SUBJECT, this.subject) : Tags.empty();
		return (settings.tagged() || this.durable)
				? subject.and(RequestMetric.DELIVERY, (this.durable ? DeliveryMode.DURABLE : DeliveryMode.CORE).text())
				: subject;
	}

	/**
	 * Whether requests are kept by a stream until somebody has done them.
	 * @return false where core NATS carries them
	 */
	public boolean isDurable() {
		return this.durable;
	}

	/**
	 * Where requests go.
	 * @return the subject on the wire
	 */
	public String subject() {
		return this.subject;
	}

	Backoff backoff() {
		return this.backoff;
	}

	StorageWatch storage() {
		return this.storage;
	}

	PresenceProbe presence() {
		return this.presence;
	}

	DestinationMetrics metrics() {
		return this.metrics;
	}

	void started() {
		this.started.increment();
		this.inFlight.increment();
		this.metrics.started();
	}

	void ended(RequestOutcome outcome, long tookNanos) {
		this.metrics.settled(outcome, tookNanos);
		this.inFlight.decrement();
	}

	/**
	 * Takes one retry from what all requests to here may make together.
	 * @param now the time on the monotonic clock
	 * @return false if that is spent
	 */
	boolean takeRetry(long now) {
		return this.retryBudget.take(now, this.started.sum());
	}

}
