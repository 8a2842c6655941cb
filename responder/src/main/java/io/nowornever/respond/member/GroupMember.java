package io.nowornever.respond.member;

import java.time.InstantSource;

import io.micrometer.core.instrument.MeterRegistry;
import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.durable.DurableSubject;
import io.nowornever.common.journal.Journal;
import io.nowornever.common.time.NanoClock;
import io.nowornever.common.tracing.Tracing;
import io.nowornever.respond.admission.Admission;
import io.nowornever.respond.admission.Forecast;
import io.nowornever.respond.admission.Timeliness;
import io.nowornever.respond.intake.GroupIntake;
import io.nowornever.respond.intake.GroupPlace;
import io.nowornever.respond.intake.Intake;
import io.nowornever.respond.intake.Overload;
import io.nowornever.respond.intake.Reception;
import io.nowornever.respond.intake.StreamIntake;
import io.nowornever.respond.load.Advertiser;
import io.nowornever.respond.outcome.Outcomes;
import io.nowornever.respond.outcome.TaskMetrics;
import io.nowornever.respond.outcome.TaskOutcome;
import io.nowornever.respond.reply.Outlet;
import io.nowornever.respond.reply.Replies;
import io.nowornever.respond.stream.BrokerClock;
import io.nowornever.respond.stream.Deliveries;
import io.nowornever.respond.work.Line;
import io.nowornever.respond.work.Pace;
import io.nowornever.respond.work.QueueDelay;
import io.nowornever.respond.work.ServiceTime;
import io.nowornever.respond.work.TaskHandler;
import io.nowornever.respond.work.Workers;

/**
 * Answers requests as a member of a queue group: everything between the link and the
 * handler, put together.
 *
 * <p>
 * All methods may be called from any thread.
 */
public final class GroupMember {

	/**
	 * What waits in the line has its age; what waits in the client library beyond it has
	 * not, so the line is long enough for any backlog that can still be answered.
	 */
	private static final int LINE_CAPACITY = 100_000;

	/** The line may take a quarter of the heap. */
	private static final long MEMORY_SHARE = 4;

	private final ResponderSettings settings;

	private final NatsLink link;

	private final QueueDelay delay;

	private final TaskMetrics metrics;

	private final Workers workers;

	private final Intake intake;

	private volatile boolean running;

	private GroupMember(ResponderSettings settings, NatsLink link, Workers workers, Intake intake, QueueDelay delay,
			TaskMetrics metrics) {
		this.settings = settings;
		this.delay = delay;
		this.metrics = metrics;
		this.link = link;
		this.workers = workers;
		this.intake = intake;
	}

	/**
	 * Creates a member that joins with the link's next connection, and is to be started.
	 * @param settings how requests are answered
	 * @param handler does the tasks
	 * @param serviceTime how long a task takes, as far as that is known
	 * @param link where requests come from; the member is told of its connections
	 * @param registry where meters are registered
	 * @param journal is told each event of a request
	 * @param clock the monotonic clock
	 * @param wallClock is compared with the requesters' stamps
	 * @param tracing follows requests
	 * @return the member
	 */
	public static GroupMember create(ResponderSettings settings, TaskHandler handler, ServiceTime serviceTime,
			NatsLink link, MeterRegistry registry, Journal journal, NanoClock clock, InstantSource wallClock,
			Tracing tracing) {
		DurableSubject stream = settings.stream();
		TaskMetrics metrics = new TaskMetrics(registry, settings.tags(), stream != null);
		Outcomes outcomes = new Outcomes(metrics, journal, settings.name());
		Deliveries deliveries = (stream != null) ? new Deliveries(link, clock, metrics, outcomes::acknowledged,
				settings.durable().ackWait().toNanos(), settings.durable().confirm()) : null;
		Replies replies = new Replies((deliveries != null) ? deliveries : Outlet.of(link), clock, settings.inboxes(),
				settings.name());
		Line line = line(settings);
		Pace pace = new Pace(serviceTime, settings.workers(), line, settings.maxAge().toNanos(),
				settings.gate().toleratedWait().toNanos(), clock.nanoTime());
		Timeliness timeliness = new Timeliness(settings.skipStale(), forecast(settings, pace));
		Workers workers = Workers.create(handler, replies, outcomes, metrics, clock, timeliness, settings.workers(),
				settings.interrupt() && settings.skipStale(), line, pace);
		BrokerClock brokerClock = new BrokerClock(wallClock);
		Admission admission = new Admission(clock, (stream != null) ? brokerClock : wallClock, settings.maxAge(),
				settings.inboxes(), timeliness, metrics);
		Reception reception = new Reception(settings.subject(), admission, line, replies, outcomes, tracing, clock);
		Intake intake;
		if (stream != null && deliveries != null) {
			intake = new StreamIntake(link, stream, reception, line, pace.delay(), replies, outcomes, metrics,
					deliveries, clock, brokerClock, wallClock.instant(), settings.group());
		}
		else {
			Advertiser advertiser = (settings.overload() == Overload.GATE) ? new Advertiser(settings.subject(),
					settings.name(), settings.queueGroup(), pace, link, clock, wallClock.instant()) : null;
			intake = new GroupIntake(reception, line, pace, replies, outcomes, metrics, clock, wallClock.instant(),
					settings.group(), advertiser);
		}
		link.addListener(intake);
		return new GroupMember(settings, link, workers, intake, pace.delay(), metrics);
	}

	/**
	 * Those who take from a stream choose for themselves.
	 */
	private static Forecast forecast(ResponderSettings settings, Pace pace) {
		if (settings.overload() != Overload.GATE) {
			return Forecast.NONE;
		}
		return (settings.stream() != null) ? pace.delay() : pace.shortLine();
	}

	private static Line line(ResponderSettings settings) {
		if (settings.overload() == Overload.PENDING_LIMIT) {
			return new Line(settings.workers(), Long.MAX_VALUE);
		}
		long bytesPerPlace = Runtime.getRuntime().maxMemory() / MEMORY_SHARE / LINE_CAPACITY;
		return new Line(settings.workers() + LINE_CAPACITY, Math.max(bytesPerPlace, 1));
	}

	/**
	 * Begins to work.
	 */
	public void start() {
		this.running = true;
		this.workers.start();
		this.intake.start();
	}

	/**
	 * Leaves the group, waits until everything that was taken has come to its end, and
	 * ends. Where the calling thread is told to end, what is not done is left, and its
	 * interrupt flag stays set.
	 */
	public void stop() {
		try {
			this.intake.leave();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.workers.stop();
			this.running = false;
		}
	}

	/**
	 * Whether it works.
	 * @return true from the start to the end of the stop
	 */
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * Where it is.
	 * @return its place in or out of its group
	 */
	public GroupPlace place() {
		return this.intake.place(this.link.connection() != null);
	}

	/**
	 * How it was set up.
	 * @return the settings
	 */
	public ResponderSettings settings() {
		return this.settings;
	}

	/**
	 * How many requests wait here.
	 * @return the number, those at work not included
	 */
	public long waiting() {
		return this.intake.waiting();
	}

	/**
	 * The work that they mean.
	 * @return seconds until the turn of who comes now
	 */
	public double waitingSeconds() {
		return this.delay.backlogSeconds();
	}

	/**
	 * How many requests have come to an end in a way.
	 * @param outcome which; not {@link TaskOutcome#DROPPED}
	 * @return the count since the start
	 */
	public long count(TaskOutcome outcome) {
		return this.metrics.count(outcome);
	}

}
