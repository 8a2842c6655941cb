package io.nowornever.request;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;

import io.micrometer.core.instrument.MeterRegistry;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nowornever.common.connection.LinkListener;
import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.journal.Journal;
import io.nowornever.common.logging.LogLimit;
import io.nowornever.common.shutdown.OutOfMemory;
import io.nowornever.common.time.NanoClock;
import io.nowornever.common.wire.HeaderBlock;
import io.nowornever.common.wire.HeaderNames;
import io.nowornever.common.wire.ReceivedMessage;
import io.nowornever.common.wire.ServiceError;
import io.nowornever.request.backoff.Backoff;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks, and settles each request in exactly one outcome: at the first reply with a result
 * or an error, at the end of the budget, or as soon as it is certain that no answer can
 * come.
 *
 * <p>
 * Sends at once or never: without a connection a request ends, it is not kept. An attempt
 * that nobody began (no responders, busy) is repeated within the budget. All attempts of
 * a request share its entry here, so a result counts whichever attempt it belongs to,
 * while a refusal counts only for the attempt in flight.
 *
 * <p>
 * All methods may be called from any thread and do not block.
 */
public final class RequestClient implements LinkListener {

	/**
	 * The number of a request that was ended before it had one.
	 */
	public static final long NOT_SENT = -1;

	private static final Logger log = LoggerFactory.getLogger(RequestClient.class);

	private static final int LINES_PER_SECOND = 20;

	private static final int NO_RESPONDERS_STATUS = 503;

	private static final byte[] ERROR_CODE = HeaderBlock.name(HeaderNames.SERVICE_ERROR_CODE);

	private final NatsLink link;

	private final Backoff backoff;

	private final RequestMetrics metrics;

	private final RequestJournal journal;

	private final NanoClock clock;

	private final InstantSource wallClock;

	private final ReplyInbox inbox = new ReplyInbox();

	private final PresenceProbe presence;

	private final AnsweredMemory memory = new AnsweredMemory();

	private final AtomicInteger inFlight = new AtomicInteger();

	private final int maxInFlight;

	private final long timeoutNanos;

	private final RequestMessage message;

	private final PendingRequests pending;

	private final ReplyCheck replyCheck;

	private final LogLimit problemLines;

	private final DeadlineTimer timer;

	private final Declines declines;

	private volatile boolean running;

	private final AtomicReference<@Nullable Runnable> whenEmpty = new AtomicReference<>();

	private RequestClient(RequestSettings settings, NatsLink link, RequestMetrics metrics, Journal journal,
			NanoClock clock, InstantSource wallClock) {
		RandomGenerator random = RandomGenerator.getDefault();
		this.link = link;
		this.backoff = new Backoff(settings.backoff(), random);
		this.presence = new PresenceProbe(this.backoff, this.inbox.presencePrefix());
		this.metrics = metrics;
		this.clock = clock;
		this.wallClock = wallClock;
		this.timeoutNanos = settings.timeout().toNanos();
		this.maxInFlight = settings.maxInFlight();
		TaskIds taskIds = new TaskIds();
		this.journal = new RequestJournal(journal, taskIds);
		this.message = new RequestMessage(taskIds, settings.timeout());
		this.replyCheck = new ReplyCheck(taskIds);
		this.problemLines = new LogLimit(clock, LINES_PER_SECOND);
		this.pending = new PendingRequests(this.maxInFlight);
		this.timer = new DeadlineTimer(clock, this::doWhatIsDue);
		this.declines = new Declines(this, new RetryPolicy(settings.retry(), random),
				new RetryBudget(settings.retry(), clock.nanoTime()), this.backoff, this.presence, metrics, this.journal,
				clock);
		metrics.showInFlight(this.inFlight::get);
		metrics.show(this.backoff);
	}

	/**
	 * Creates a client that is not started.
	 * @param settings how requests are made
	 * @param link where to; the client is told of its connections
	 * @param registry where meters are registered
	 * @param journal is told each event of a request
	 * @param clock the monotonic clock
	 * @param wallClock stamps requests
	 * @return the client
	 */
	public static RequestClient create(RequestSettings settings, NatsLink link, MeterRegistry registry, Journal journal,
			NanoClock clock, InstantSource wallClock) {
		RequestClient client = new RequestClient(settings, link, new RequestMetrics(registry), journal, clock,
				wallClock);
		link.addListener(client);
		return client;
	}

	/**
	 * Starts a request. Its outcome is reported exactly once, maybe before this returns.
	 * @param userId the user
	 * @param intendedNanos when it should have left, on the monotonic clock; its latency
	 * is measured from here, its budget runs from now
	 * @param listener is told the outcome; must not block
	 * @return the request's number, or {@link #NOT_SENT} when it has ended already
	 */
	public long ask(long userId, long intendedNanos, AnswerListener listener) {
		this.metrics.started();
		if (this.inFlight.incrementAndGet() > this.maxInFlight || !this.running) {
			reject(intendedNanos, listener);
			return NOT_SENT;
		}
		long now = this.clock.nanoTime();
		Backoff.Admission admission = this.backoff.admit(now);
		if (admission == Backoff.Admission.REJECTED) {
			reject(intendedNanos, listener);
			return NOT_SENT;
		}
		PendingRequest request = new PendingRequest(userId, intendedNanos, this.wallClock.millis(),
				now + this.timeoutNanos, listener);
		request.probes(admission == Backoff.Admission.PROBE);
		this.pending.add(request);
		this.journal.started(request);
		this.timer.wakeBy(request.deadlineNanos());
		send(request, 1);
		return request.sequence();
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
			if (request.state() < 0) {
				settle(request, request.lastDecline().outcome(), null);
			}
		}
	}

	private void reject(long intendedNanos, AnswerListener listener) {
		this.journal.rejected();
		end(RequestOutcome.REJECTED, intendedNanos, listener, null);
	}

	/**
	 * How long the pause under way still lasts.
	 * @return a hint for when to ask again; zero when there is no pause
	 */
	public Duration pauseLeft() {
		long now = this.clock.nanoTime();
		return Duration.ofNanos(Math.max(this.backoff.admitsAt(now) - now, 0));
	}

	@Override
	public void connected(Connection connection) {
		this.inbox.listen(connection, this::received);
	}

	@Override
	public void lost(Connection connection) {
		this.presence.lost(this.clock.nanoTime());
		this.pending.forEach((request) -> settle(request, RequestOutcome.DISCONNECTED, null));
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
		this.whenEmpty.set(callback);
		this.running = false;
		stopIfEmpty();
	}

	/**
	 * Whether it takes requests.
	 * @return true from the start to the stop
	 */
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * Sends an attempt, or ends the request where there is no link.
	 */
	void send(PendingRequest request, int attempt) {
		Connection connection = this.link.connection();
		if (connection == null) {
			settle(request, RequestOutcome.DISCONNECTED, null);
			return;
		}
		this.journal.sent(request, attempt);
		try {
			this.message.publish(connection, request, attempt, this.inbox.subject(request.sequence(), attempt));
		}
		catch (IllegalStateException | IllegalArgumentException ex) {
			log.debug("The link took no request", ex);
			settle(request, RequestOutcome.DISCONNECTED, null);
			return;
		}
		if (!this.link.stands(connection)) {
			settle(request, RequestOutcome.DISCONNECTED, null);
		}
	}

	private void received(Message message) {
		if (this.inbox.isAboutPresence(message)) {
			this.presence.answered(message.getSubject(), !saysNoResponders(message), this.clock.nanoTime());
			return;
		}
		long sequence = this.inbox.sequence(message);
		int attempt = this.inbox.attempt(message);
		if (sequence < 0 || attempt < 1) {
			log.debug("Ignored what came to {}, where no request waits", message.getSubject());
			return;
		}
		PendingRequest request = this.pending.find(sequence);
		if (message.isStatusMessage()) {
			if (request != null && saysNoResponders(message)) {
				this.declines.nobodyListens(request, attempt);
			}
			return;
		}
		if (request == null) {
			boolean duplicate = this.memory.wasAnswered(sequence);
			this.metrics.extraReply(duplicate);
			this.journal.extraReply(sequence, attempt, duplicate);
			return;
		}
		ReceivedMessage reply = ReceivedMessage.of(message);
		String error = reply.header(ERROR_CODE);
		if (error == null) {
			settle(request, isResult(request, reply) ? RequestOutcome.ANSWERED : RequestOutcome.FAILED, reply);
		}
		else if (ServiceError.BUSY.text().equals(error)) {
			this.declines.refused(request, attempt, reply);
		}
		else {
			settle(request, RequestOutcome.FAILED, reply);
		}
	}

	private boolean isResult(PendingRequest request, ReceivedMessage reply) {
		String problem = this.replyCheck.problem(request, reply);
		if (problem != null) {
			long suppressed = this.problemLines.tryLine();
			if (suppressed != LogLimit.SUPPRESSED) {
				log.warn("A consumer's reply breaks the contract: {}{}", problem, LogLimit.more(suppressed));
			}
		}
		return problem == null;
	}

	private static boolean saysNoResponders(Message message) {
		return message.isStatusMessage() && message.getStatus().getCode() == NO_RESPONDERS_STATUS;
	}

	/**
	 * The timer's round: ends what is out of time, repeats what has rested enough.
	 * @param now the time
	 * @return when the next request is due
	 */
	private long doWhatIsDue(long now) {
		long presenceDue = this.presence.listen(now);
		return Math.min(presenceDue, this.pending.earliest((request) -> {
			if (request.deadlineNanos() <= now) {
				settle(request, (request.state() > 0) ? RequestOutcome.TIMED_OUT : request.lastDecline().outcome(),
						null);
			}
			else if (request.dueNanos() <= now) {
				this.declines.rested(request, now);
			}
			return request.nextDueNanos();
		}));
	}

	/**
	 * Ends a request, unless it has ended.
	 */
	void settle(PendingRequest request, RequestOutcome outcome, @Nullable ReceivedMessage reply) {
		if (!request.settle()) {
			return;
		}
		this.journal.settled(request, outcome);
		this.memory.remember(request.sequence(), outcome == RequestOutcome.ANSWERED);
		this.pending.remove(request);
		if (request.isProbe()) {
			if (reply != null) {
				this.backoff.somebodyAnswered(true);
			}
			else {
				this.backoff.probeLost(this.clock.nanoTime());
			}
		}
		end(outcome, request.intendedNanos(), request.listener(), reply);
	}

	/**
	 * Makes sure that a request is looked at again.
	 */
	void wakeBy(long dueNanos) {
		this.timer.wakeBy(dueNanos);
	}

	long requestsSoFar() {
		return this.pending.countSoFar();
	}

	@Nullable Connection connection() {
		return this.link.connection();
	}

	private void end(RequestOutcome outcome, long intendedNanos, AnswerListener listener,
			@Nullable ReceivedMessage reply) {
		this.metrics.settled(outcome, this.clock.nanoTime() - intendedNanos);
		this.inFlight.decrementAndGet();
		tell(listener, outcome, reply);
		if (!this.running) {
			stopIfEmpty();
		}
	}

	private static void tell(AnswerListener listener, RequestOutcome outcome, @Nullable ReceivedMessage reply) {
		try {
			listener.settled(outcome, reply);
		}
		catch (Throwable ex) {
			OutOfMemory.check(ex);
			log.warn("A listener failed on the outcome {}", outcome.tag(), ex);
		}
	}

	private void stopIfEmpty() {
		if (this.inFlight.get() == 0) {
			Runnable callback = this.whenEmpty.getAndSet(null);
			if (callback != null) {
				this.timer.stop();
				callback.run();
			}
		}
	}

}
