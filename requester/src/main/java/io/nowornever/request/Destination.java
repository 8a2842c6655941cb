package io.nowornever.request;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;

import io.micrometer.core.instrument.Tags;
import io.nowornever.common.durable.DeliveryMode;
import io.nowornever.common.load.Load;
import io.nowornever.common.time.NanoClock;
import io.nowornever.common.wire.Discovery;
import io.nowornever.common.wire.HeaderBlock;
import io.nowornever.common.wire.HeaderNames;
import io.nowornever.common.wire.Rank;
import io.nowornever.common.wire.ReceivedMessage;
import io.nowornever.request.backoff.Backoff;
import io.nowornever.request.balance.Balancer;
import io.nowornever.request.balance.Route;
import org.jspecify.annotations.Nullable;

/**
 * A subject that requests go to, and all that is known of those who answer there: whether
 * somebody does, how often they may be asked again, what became of requests. Got from
 * {@link RequestClient#destination(String)}; one for each subject.
 */
public final class Destination {

	private static final byte[] ERROR_CODE = HeaderBlock.name(HeaderNames.SERVICE_ERROR_CODE);

	private static final byte[] WORKER = HeaderBlock.name(HeaderNames.WORKER);

	private static final byte[] WAITED_MS = HeaderBlock.name(HeaderNames.WAITED_MS);

	private static final byte[] WORKED_MS = HeaderBlock.name(HeaderNames.WORKED_MS);

	private static final int SERVER_ERROR = 500;

	private final String subject;

	private final boolean durable;

	private final Backoff backoff;

	private final RetryBudget retryBudget;

	private final PresenceProbe presence;

	private final DestinationMetrics metrics;

	private final StorageWatch storage = new StorageWatch();

	private final @Nullable Balancer balancer;

	private final LongAdder started = new LongAdder();

	private final LongAdder inFlight = new LongAdder();

	Destination(String subject, boolean durable, RequestSettings settings, String presencePrefix,
			RequestMetrics metrics, NanoClock clock) {
		long now = clock.nanoTime();
		this.subject = subject;
		this.durable = durable;
		this.backoff = new Backoff(settings.backoff(), RandomGenerator.getDefault());
		this.retryBudget = new RetryBudget(settings.retry(), now);
		this.presence = new PresenceProbe(Discovery.pingSubject(settings.serviceOf(subject)), presencePrefix);
		this.balancer = (!durable && settings.balance() == Balance.LEAST_WAIT)
				? new Balancer(subject, RandomGenerator.getDefault(), now) : null;
		this.metrics = metrics.of(tags(settings), durable);
		this.metrics.showInFlight(this.inFlight::sum);
		this.metrics.show(this.backoff);
		Balancer choosing = this.balancer;
		if (choosing != null) {
			this.metrics.showKnown(() -> choosing.known(clock.nanoTime()));
		}
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

	/**
	 * Chooses who is asked.
	 * @return null where the queue group does
	 */
	@Nullable Balancer balancer() {
		return this.balancer;
	}

	/**
	 * Where an attempt goes.
	 */
	Route route(PendingRequest request, long now) {
		Balancer choosing = this.balancer;
		return (choosing != null) ? choosing.choose(request, now) : Route.GROUP;
	}

	/**
	 * A responder has told its load.
	 * @return whether that has ended a pause
	 */
	boolean heard(Load load, long now) {
		return this.balancer != null && this.balancer.heard(load, now) && this.backoff.resume();
	}

	/**
	 * Says whether the one that was chosen may be asked.
	 * @return whether that is a change
	 */
	boolean forbidChoice(boolean forbidden) {
		return this.balancer != null && this.balancer.forbid(forbidden);
	}

	/**
	 * A request's last attempt has come to its end.
	 * @param reply the result or the error that it ended with, or null
	 */
	void routeEnded(PendingRequest request, RequestOutcome outcome, @Nullable ReceivedMessage reply, long now) {
		Balancer told = this.balancer;
		if (told == null) {
			return;
		}
		Route route = request.routes().takeLast();
		if (reply != null && (outcome == RequestOutcome.ANSWERED || outcome == RequestOutcome.FAILED)) {
			boolean failed = outcome == RequestOutcome.FAILED && reply.number(ERROR_CODE) >= SERVER_ERROR;
			String worker = (route instanceof Route.ToGroup) ? reply.header(WORKER) : null;
			told.answered(route, request.routes().lastNanos(), servedNanos(reply), failed, worker, now);
		}
		else {
			told.ended(route, request.routes().lastNanos(), false);
		}
	}

	private static long servedNanos(ReceivedMessage reply) {
		long waited = reply.number(WAITED_MS);
		long worked = reply.number(WORKED_MS);
		return (waited >= 0 && worked >= 0) ? TimeUnit.MILLISECONDS.toNanos(waited + worked) : Balancer.UNKNOWN;
	}

	/**
	 * A request's attempt was declined.
	 * @param gone whether that was since nobody gets what is sent there
	 * @return true if it had gone to one that was chosen
	 */
	boolean declined(PendingRequest request, boolean gone) {
		Balancer told = this.balancer;
		if (told == null) {
			return false;
		}
		Route route = request.routes().takeLast();
		told.ended(route, request.routes().lastNanos(), true);
		if (route instanceof Route.Direct direct) {
			request.routes().declinedBy(direct);
			if (gone) {
				told.left(direct);
			}
			return true;
		}
		return false;
	}

	void started() {
		this.started.increment();
		this.inFlight.increment();
		this.metrics.started();
	}

	void ended(Rank rank, RequestOutcome outcome, long tookNanos) {
		this.metrics.settled(rank, outcome, tookNanos);
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
