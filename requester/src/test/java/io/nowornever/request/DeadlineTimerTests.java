package io.nowornever.request;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.nowornever.common.time.NanoClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeadlineTimerTests {

	private final BlockingQueue<Long> rounds = new LinkedBlockingQueue<>();

	private final AtomicLong due = new AtomicLong(DeadlineTimer.NEVER);

	private final NanoClock clock = NanoClock.startingNow();

	private final DeadlineTimer timer = new DeadlineTimer(this.clock, (now) -> {
		this.rounds.add(now);
		return (now >= this.due.get()) ? DeadlineTimer.NEVER : this.due.get();
	});

	@Test
	void sleepsUntilSomebodyNeedsIt() throws InterruptedException {
		this.timer.start();
		assertThat(nextRound()).isNotNegative();
		this.due.set(this.clock.nanoTime() + TimeUnit.MILLISECONDS.toNanos(50));
		this.timer.wakeBy(this.due.get());
		long now;
		do {
			now = nextRound();
		}
		while (now < this.due.get());
		this.timer.stop();
		assertThat(now).isGreaterThanOrEqualTo(this.due.get());
	}

	@Test
	void isNotDisturbedByWhatIsDueLaterThanItsNextRound() throws InterruptedException {
		long first = this.clock.nanoTime() + TimeUnit.HOURS.toNanos(1);
		this.due.set(first);
		this.timer.start();
		nextRound();
		// Until the timer has noted when its next round is, being woken is right.
		do {
			this.rounds.clear();
			this.timer.wakeBy(first + 1);
		}
		while (this.rounds.poll(200, TimeUnit.MILLISECONDS) != null);
		this.timer.wakeBy(first - 1);
		assertThat(nextRound()).isLessThan(first);
		this.timer.stop();
	}

	@Test
	void sleepsAlsoAfterARoundThatLeftItInterrupted() throws InterruptedException {
		DeadlineTimer interrupted = new DeadlineTimer(this.clock, (now) -> {
			if (this.due.getAndSet(now) == DeadlineTimer.NEVER) {
				Thread.currentThread().interrupt();
			}
			this.rounds.add(now);
			return DeadlineTimer.NEVER;
		});
		interrupted.start();
		nextRound();
		int more = 0;
		while (more < 100 && this.rounds.poll(200, TimeUnit.MILLISECONDS) != null) {
			more++;
		}
		interrupted.stop();
		assertThat(more).isLessThan(100);
	}

	private long nextRound() throws InterruptedException {
		Long now = this.rounds.poll(30, TimeUnit.SECONDS);
		assertThat(now).isNotNull();
		return now;
	}

}
