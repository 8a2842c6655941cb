package io.nowornever.respond.work;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import io.nowornever.common.time.NanoClock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(120)
class DeadlineWatchTests {

	private static final long NEVER = Long.MAX_VALUE;

	private static final int ROUNDS = 50_000;

	private static final int OVER = Integer.MAX_VALUE;

	private final AtomicLong now = new AtomicLong();

	private DeadlineWatch watch = new DeadlineWatch(this.now::get, 3);

	@AfterEach
	void stop() {
		this.watch.stop();
		Thread.interrupted();
	}

	@Test
	void interruptsWhoIsStillAtWorkAtTheEndAndNotBefore() {
		this.watch.begun(1, 100);
		assertThat(this.watch.interruptUntil(99)).isEqualTo(100);
		assertThat(Thread.interrupted()).isFalse();
		assertThat(this.watch.interruptUntil(100)).isEqualTo(NEVER);
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.watch.ended(1)).isTrue();
	}

	@Test
	void interruptsOnceATask() {
		this.watch.begun(1, 100);
		this.watch.interruptUntil(100);
		assertThat(Thread.interrupted()).isTrue();
		this.watch.interruptUntil(200);
		assertThat(Thread.interrupted()).isFalse();
		assertThat(this.watch.ended(1)).isTrue();
	}

	@Test
	void whoHasEndedIsNotInterrupted() {
		this.watch.begun(1, 100);
		assertThat(this.watch.ended(1)).isFalse();
		assertThat(this.watch.interruptUntil(200)).isEqualTo(NEVER);
		assertThat(Thread.interrupted()).isFalse();
	}

	@Test
	void eachTaskIsWatchedAnewWhateverBecameOfTheOneBefore() {
		this.watch.begun(1, 100);
		this.watch.interruptUntil(100);
		assertThat(Thread.interrupted()).isTrue();
		this.watch.ended(1);
		this.watch.begun(1, 300);
		assertThat(this.watch.interruptUntil(200)).isEqualTo(300);
		assertThat(Thread.interrupted()).isFalse();
		assertThat(this.watch.ended(1)).isFalse();
		this.watch.begun(1, 400);
		this.watch.interruptUntil(400);
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void theEarliestEndOfThoseThatAreLeftIsTheNextOne() {
		this.watch.begun(0, 300);
		this.watch.begun(1, 100);
		this.watch.begun(2, 200);
		assertThat(this.watch.interruptUntil(100)).isEqualTo(200);
		assertThat(this.watch.ended(0)).isFalse();
		assertThat(this.watch.ended(1)).isTrue();
		assertThat(this.watch.interruptUntil(100)).isEqualTo(200);
	}

	@Test
	void interruptsTheOneWhoseTimeIsOverAndNoOther() throws Exception {
		this.watch = new DeadlineWatch(NanoClock.startingNow(), 2);
		this.watch.start();
		CountDownLatch release = new CountDownLatch(1);
		FutureTask<Boolean> patient = atWork(0, NEVER - 1, release);
		FutureTask<Boolean> late = atWork(1, 0, new CountDownLatch(1));
		assertThat(late.get()).as("interrupted").isTrue();
		release.countDown();
		assertThat(patient.get()).as("interrupted").isFalse();
	}

	@Test
	void sleepsWhileNobodyWorksAndWakesForTheFirstAndForAnEarlierEnd() throws Exception {
		AtomicLong looks = new AtomicLong();
		NanoClock real = NanoClock.startingNow();
		this.watch = new DeadlineWatch(() -> {
			looks.incrementAndGet();
			return real.nanoTime();
		}, 3);
		this.watch.start();
		Thread sleeper = sleeper();
		assertThat(looks).as("once, before it slept").hasValue(1);
		CountDownLatch release = new CountDownLatch(1);
		long inAnHour = real.nanoTime() + Duration.ofHours(1).toNanos();
		FutureTask<Boolean> first = atWork(0, inAnHour, release);
		Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> looks.get() > 1 && isAsleep(sleeper));
		assertThat(atWork(1, 0, new CountDownLatch(1)).get()).as("interrupted").isTrue();
		assertThat(atWork(2, real.nanoTime() + Duration.ofMillis(20).toNanos(), new CountDownLatch(1)).get())
			.as("interrupted")
			.isTrue();
		release.countDown();
		assertThat(first.get()).as("interrupted").isFalse();
	}

	@Test
	void whoBeginsWithALaterEndDoesNotWakeIt() throws Exception {
		AtomicLong looks = new AtomicLong();
		this.watch = new DeadlineWatch(looks::incrementAndGet, 3);
		this.watch.start();
		Thread sleeper = sleeper();
		this.watch.begun(0, Duration.ofHours(1).toNanos());
		Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> looks.get() > 1 && isAsleep(sleeper));
		long before = looks.get();
		for (int i = 0; i < 1_000; i++) {
			this.watch.begun(1, Duration.ofHours(2).toNanos());
			this.watch.ended(1);
		}
		assertThat(looks).hasValue(before);
	}

	@Test
	void aStoppedWatchInterruptsNobodyAndItsThreadEnds() throws InterruptedException {
		this.watch.start();
		Thread sleeper = sleeper();
		this.watch.stop();
		sleeper.join();
		this.watch.begun(1, 0);
		assertThat(this.watch.ended(1)).isFalse();
	}

	/**
	 * A worker that ends its task at the moment when it is interrupted, again and again:
	 * whenever it was, it knows, and what it does next is left alone. They meet without
	 * sleeping, so that they really are at it at once.
	 */
	@Test
	void anInterruptNeverReachesWhatAWorkerDoesAfterItsTask() throws InterruptedException {
		AtomicInteger begun = new AtomicInteger();
		AtomicInteger looked = new AtomicInteger();
		Thread watching = Thread.ofPlatform().daemon().start(() -> {
			for (int round = 1; round <= ROUNDS && meet(begun, round); round++) {
				spin(round % 61);
				this.watch.interruptUntil(100);
				looked.set(round);
			}
		});
		try {
			for (int round = 1; round <= ROUNDS; round++) {
				this.watch.begun(1, 100);
				begun.set(round);
				spin(round % 97);
				boolean told = this.watch.ended(1);
				assertThat(Thread.interrupted()).as("round " + round).isEqualTo(told);
				this.watch.begun(1, 101);
				meet(looked, round);
				assertThat(this.watch.ended(1)).as("the next task of round " + round).isFalse();
				assertThat(Thread.interrupted()).as("after round " + round).isFalse();
			}
		}
		finally {
			begun.set(OVER);
			Thread.interrupted();
			watching.join();
		}
	}

	private static boolean meet(AtomicInteger other, int round) {
		int seen = other.get();
		for (int i = 1; seen < round; i++) {
			spin(1);
			if (i % 1_000 == 0) {
				LockSupport.parkNanos(1);
			}
			seen = other.get();
		}
		return seen != OVER;
	}

	private static void spin(int times) {
		for (int i = 0; i < times; i++) {
			Thread.onSpinWait();
		}
	}

	/**
	 * A worker at a task until it is released or interrupted.
	 */
	private FutureTask<Boolean> atWork(int worker, long endNanos, CountDownLatch release) {
		FutureTask<Boolean> task = new FutureTask<>(() -> {
			this.watch.begun(worker, endNanos);
			boolean interrupted = false;
			try {
				release.await();
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
			assertThat(this.watch.ended(worker)).isEqualTo(interrupted);
			return interrupted;
		});
		Thread.ofVirtual().start(task);
		return task;
	}

	private Thread sleeper() {
		return Awaitility.await()
			.atMost(30, TimeUnit.SECONDS)
			.until(() -> Thread.getAllStackTraces().keySet().stream().filter(this::isAsleep).findAny(),
					Optional::isPresent)
			.orElseThrow();
	}

	@SuppressWarnings("ReferenceEquality") // identity is the question
	private boolean isAsleep(Thread thread) {
		return LockSupport.getBlocker(thread) == this.watch;
	}

}
