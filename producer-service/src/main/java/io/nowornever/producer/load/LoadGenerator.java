package io.nowornever.producer.load;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.time.NanoClock;
import io.nowornever.producer.task.AnswerLog;
import io.nowornever.producer.task.TaskQuestion;
import io.nowornever.request.Destination;
import io.nowornever.request.RequestClient;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Asks in an open loop: each request leaves at its intended time whatever became of the
 * ones before. One that could not leave in time leaves as soon as it can, and its latency
 * counts from when it should have left.
 */
public final class LoadGenerator implements SmartLifecycle {

	/**
	 * To be woken costs more than to ask: at thousands a second, requests that are due
	 * within the same sleep leave together at its end.
	 */
	private static final long LEAST_SLEEP_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

	private static final long LONGEST_SLEEP_NANOS = Duration.ofMillis(200).toNanos();

	private static final long LONGEST_WAIT_FOR_LINK_NANOS = Duration.ofSeconds(1).toNanos();

	private final RequestClient client;

	private final Destination tasks;

	private final NatsLink link;

	private final Schedule schedule;

	private final RankMix ranks;

	private final long users;

	private final AnswerLog answers;

	private final NanoClock clock;

	private volatile @Nullable Thread thread;

	LoadGenerator(RequestClient client, Destination tasks, NatsLink link, Schedule schedule, RankMix ranks, long users,
			AnswerLog answers, NanoClock clock) {
		this.client = client;
		this.tasks = tasks;
		this.link = link;
		this.schedule = schedule;
		this.ranks = ranks;
		this.users = users;
		this.answers = answers;
		this.clock = clock;
	}

	@Override
	public void start() {
		Thread starting = Thread.ofPlatform().name("load").unstarted(this::run);
		this.thread = starting;
		starting.start();
	}

	@Override
	public void stop() {
		Thread stopping = this.thread;
		this.thread = null;
		LockSupport.unpark(stopping);
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

	private void run() {
		giveTheLinkAMoment();
		long began = this.clock.nanoTime();
		LoadReport report = new LoadReport(began);
		for (long count = 0; isRunning(); count++) {
			long intended = began + this.schedule.next();
			sleepUntil(intended);
			if (isRunning()) {
				report.asking(this.clock.nanoTime());
				long user = count % this.users;
				this.client.ask(this.tasks, new TaskQuestion(user, this.ranks.next()), intended, (outcome, reply) -> {
					report.settled(outcome);
					this.answers.settled(user, outcome, reply);
				});
			}
		}
	}

	/**
	 * So that the first requests are not lost to a link that comes up just then.
	 */
	private void giveTheLinkAMoment() {
		long began = this.clock.nanoTime();
		while (isRunning() && this.link.connection() == null
				&& this.clock.nanoTime() - began < LONGEST_WAIT_FOR_LINK_NANOS) {
			LockSupport.parkNanos(this, Duration.ofMillis(5).toNanos());
		}
	}

	private void sleepUntil(long time) {
		long left = time - this.clock.nanoTime();
		while (left > 0 && isRunning()) {
			LockSupport.parkNanos(this, Math.clamp(left, LEAST_SLEEP_NANOS, LONGEST_SLEEP_NANOS));
			left = time - this.clock.nanoTime();
		}
	}

}
