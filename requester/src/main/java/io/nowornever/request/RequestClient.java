package io.nowornever.request;

import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

import io.micrometer.core.instrument.MeterRegistry;
import io.nats.client.Connection;
import io.nowornever.common.connection.LinkListener;
import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.durable.StreamKeeper;
import io.nowornever.common.durable.StreamSetup;
import io.nowornever.common.journal.Journal;
import io.nowornever.common.time.Budget;
import io.nowornever.common.time.NanoClock;
import io.nowornever.common.tracing.TracedRequest;
import io.nowornever.common.tracing.Tracing;
import io.nowornever.request.backoff.Permit;

/**
 * Asks, and settles each request in exactly one outcome: at the first reply with a result
 * or an error, at the end of the budget, or as soon as it is certain that no answer can
 * come. An attempt that nobody began (no responders, busy) is repeated within the budget.
 *
 * <p>
 * All methods may be called from any thread and do not block.
 */
public final class RequestClient implements LinkListener {

	/**
	 * The number of a request that was rejected before it had one.
	 */
	public static final long NOT_SENT = -1;

	private final RequestJournal journal;

	private final NanoClock clock;

	private final InstantSource wallClock;

	private final Tracing tracing;

	private final int maxInFlight;

	private final long timeoutNanos;

	private final Destinations destinations;

	private final PendingRequests pending;

	private final Settlement settlement;

	private final Sender sender;

	private final DurableSender durableSender;

	private final Declines declines;

	private final Adverts adverts;

	private final ReplyInbox inbox;

	private final ReplyReceiver receiver;

	private final DeadlineTimer timer;

	private final Round round;

	private volatile boolean running;

	private RequestClient(RequestSettings settings, NatsLink link, StreamKeeper streams, RequestMetrics metrics,
			Journal journal, NanoClock clock, InstantSource wallClock, Tracing tracing) {
		RandomGenerator random = RandomGenerator.getDefault();
		TaskIds taskIds = new TaskIds();
		this.clock = clock;
		this.wallClock = wallClock;
		this.tracing = tracing;
		this.maxInFlight = settings.maxInFlight();
		this.timeoutNanos = settings.timeout().toNanos();
		this.adverts = new Adverts(clock, this::wake);
		this.inbox = new ReplyInbox(link.newInbox());
		this.destinations = new Destinations((subject, names) -> {
			if (names != null && settings.durable().create()) {
				streams.keep(new StreamSetup(names, settings.durable())::makeStream);
			}
			Destination destination = new Destination(subject, names != null, settings, this.inbox.presencePrefix(),
					metrics, clock);
			this.adverts.listenFor(destination);
			return destination;
		});
		this.journal = new RequestJournal(journal, taskIds);
		this.timer = new DeadlineTimer(clock, this::doWhatIsDue);
		this.pending = new PendingRequests(this.maxInFlight);
		this.settlement = new Settlement(this.pending, this.journal, clock);
		RequestMessage message = new RequestMessage(taskIds);
		this.sender = new Sender(link, message, this.inbox, this.journal, this.settlement, clock);
		this.durableSender = new DurableSender(link, message, this.inbox, this.pending, this.settlement, this.timer,
				streams::repeat, this.journal, clock);
		this.declines = new Declines(link, this.sender, this.settlement, this.timer,
				new RetryPolicy(settings.retry(), random), this.journal, clock);
		this.round = new Round(this.destinations, this.pending, this.settlement, this.durableSender, this.declines);
		this.receiver = new ReplyReceiver(this.inbox, new ReplyCheck(taskIds), this.pending, this.destinations,
				this.adverts, this.declines, this.durableSender, new Confirmations(link, settings.inboxes()),
				this.settlement, metrics, this.journal, clock);
	}

	/**
	 * Creates a client that is not started.
	 * @param settings how requests are made
	 * @param link where to; the client is told of its connections
	 * @param registry where meters are registered
	 * @param journal is told each event of a request
	 * @param clock the monotonic clock
	 * @param wallClock stamps requests
	 * @param tracing follows requests
	 * @return the client
	 */
	public static RequestClient create(RequestSettings settings, NatsLink link, MeterRegistry registry, Journal journal,
			NanoClock clock, InstantSource wallClock, Tracing tracing) {
		StreamKeeper streams = new StreamKeeper(clock);
		RequestClient client = new RequestClient(settings, link, streams, new RequestMetrics(registry), journal, clock,
				wallClock, tracing);
		link.addListener(client);
		link.addListener(streams);
		return client;
	}

	/**
	 * Where requests on a subject go. Kept for as long as the client, so that is not for
	 * subjects without number.
	 * @param subject the subject
	 * @return the same one each time
	 * @throws IllegalArgumentException if that is no subject to ask on
	 * @throws IllegalStateException if there are a thousand already
	 */
	public Destination destination(String subject) {
		return this.destinations.of(subject);
	}

	/**
	 * Where durable requests on a subject go: those that a stream keeps until somebody
	 * has done them. Kept as those of {@link #destination(String)} are.
	 * @param subject the subject as applications know it
	 * @return the same one each time
	 * @throws IllegalArgumentException if that is no subject to ask on
	 * @throws IllegalStateException if there are a thousand already
	 */
	public Destination durableDestination(String subject) {
		return this.destinations.durable(subject);
	}

	/**
	 * The whole budget of a request that states none.
	 * @return the time, retries included
	 */
	public Duration timeout() {
		return Duration.ofNanos(this.timeoutNanos);
	}

	/**
	 * Starts a request with the usual budget; see
	 * {@link #ask(Destination, Question, long, long, AnswerListener)}.
	 * @param destination where it goes
	 * @param question what it asks
	 * @param intendedNanos when it should have left, on the monotonic clock
	 * @param listener is told the outcome; must not block
	 * @return the request's number, or {@link #NOT_SENT} when it was rejected
	 */
	public long ask(Destination destination, Question question, long intendedNanos, AnswerListener listener) {
		return ask(destination, question, this.timeoutNanos, intendedNanos, listener);
	}

	/**
	 * Starts a request. Its outcome is reported exactly once, maybe before this returns.
	 * Asked while a request is served ({@link Budget}), it ends with that one's budget at
	 * the latest; where nothing is left of it, at once and unsent.
	 * @param destination where it goes
	 * @param question what it asks
	 * @param budgetNanos how long it may take, retries included
	 * @param intendedNanos when it should have left, on the monotonic clock; its latency
	 * is measured from here, its budget runs from now
	 * @param listener is told the outcome; must not block
	 * @return the request's number, or {@link #NOT_SENT} when it was rejected
	 */
	public long ask(Destination destination, Question question, long budgetNanos, long intendedNanos,
			AnswerListener listener) {
		TracedRequest traced = this.tracing.asked(destination.subject());
		boolean tooMany = this.settlement.started(destination) > this.maxInFlight;
		long now = this.clock.nanoTime();
		long wholeNanos = Math.min(budgetNanos, Budget.currentNanos());
		Permit permit = (tooMany || !this.running) ? null : destination.backoff().acquire(now);
		if (permit == null) {
			this.settlement.reject(destination, question.rank(), intendedNanos, listener, traced);
			return NOT_SENT;
		}
		PendingRequest request = new PendingRequest(destination, question, intendedNanos, this.wallClock.millis(), now,
				wholeNanos, listener);
		request.follow(traced);
		request.permit(permit);
		this.pending.add(request);
		this.journal.started(request);
		if (wholeNanos > 0) {
			this.timer.wakeBy(request.deadlineNanos());
			send(request);
		}
		else {
			this.settlement.settle(request, RequestOutcome.TIMED_OUT, null);
		}
		return request.sequence();
	}

	private void send(PendingRequest request) {
		if (request.destination().isDurable()) {
			this.durableSender.send(request);
		}
		else {
			this.sender.send(request, 1);
		}
	}

	/**
	 * Nobody waits for the answer any more. A request that nobody has begun ends, as what
	 * it was declined for; one that somebody may be at work on is left to its outcome,
	 * and sent no more. Does nothing to one that has ended.
	 * @param number what {@link #ask} returned
	 */
	public void giveUp(long number) {
		PendingRequest request = this.pending.find(number);
		if (request != null) {
			request.giveUp();
			// The timer alone sends again, so it alone can tell that nothing was sent.
			if (request.state() < 0) {
				long now = this.clock.nanoTime();
				request.due(now);
				this.timer.wakeBy(now);
			}
		}
	}

	/**
	 * How long the pause under way still lasts.
	 * @param destination where
	 * @return a hint for when to ask again; zero when there is no pause
	 */
	public Duration pauseLeft(Destination destination) {
		long now = this.clock.nanoTime();
		return Duration.ofNanos(Math.max(destination.backoff().admitsAt(now) - now, 0));
	}

	@Override
	public void connected(Connection connection) {
		this.inbox.listen(connection, this.receiver::received);
		this.adverts.connected(connection);
		this.durableSender.connected();
	}

	@Override
	public void complained(String complaint) {
		this.adverts.complained(complaint);
	}

	@Override
	public void lost(Connection connection) {
		this.destinations.lost(this.clock.nanoTime());
		this.pending.forEach((request) -> {
			if (!request.destination().isDurable()) {
				this.settlement.settle(request, RequestOutcome.DISCONNECTED, null);
			}
		});
	}

	/**
	 * Takes requests from now on.
	 */
	public void start() {
		this.running = true;
		this.timer.start();
	}

	/**
	 * Takes no more requests. Does not wait.
	 * @param callback called once all requests in flight are settled, which is after one
	 * budget at the most
	 */
	public void stop(Runnable callback) {
		this.running = false;
		this.settlement.whenEmpty(() -> {
			this.timer.stop();
			callback.run();
		});
	}

	/**
	 * Whether it takes requests.
	 * @return true from the start to the stop
	 */
	public boolean isRunning() {
		return this.running;
	}

	private long doWhatIsDue(long now) {
		return this.round.at(now);
	}

	private void wake(Destination destination) {
		this.declines.wake(this.pending, destination);
	}

}
