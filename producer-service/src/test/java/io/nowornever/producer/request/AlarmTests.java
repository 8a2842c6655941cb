package io.nowornever.producer.request;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.nowornever.common.time.NanoClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AlarmTests {

	private final BlockingQueue<Long> rounds = new LinkedBlockingQueue<>();

	private final AtomicLong due = new AtomicLong(Alarm.NEVER);

	private final NanoClock clock = NanoClock.startingNow();

	private final Alarm alarm = new Alarm(this.clock, (now) -> {
		this.rounds.add(now);
		return (now >= this.due.get()) ? Alarm.NEVER : this.due.get();
	});

	@Test
	void sleepsUntilSomebodyNeedsIt() throws InterruptedException {
		this.alarm.start();
		assertThat(nextRound()).isNotNegative();
		this.due.set(this.clock.nanoTime() + TimeUnit.MILLISECONDS.toNanos(50));
		this.alarm.wakeBy(this.due.get());
		long now;
		do {
			now = nextRound();
		}
		while (now < this.due.get());
		this.alarm.stop();
		assertThat(now).isGreaterThanOrEqualTo(this.due.get());
	}

	@Test
	void isNotDisturbedByWhatIsDueLaterThanItsNextRound() throws InterruptedException {
		long first = this.clock.nanoTime() + TimeUnit.HOURS.toNanos(1);
		this.due.set(first);
		this.alarm.start();
		nextRound();
		// Until the alarm has noted when its next round is, being woken is right.
		do {
			this.rounds.clear();
			this.alarm.wakeBy(first + 1);
		}
		while (this.rounds.poll(200, TimeUnit.MILLISECONDS) != null);
		this.alarm.wakeBy(first - 1);
		assertThat(nextRound()).isLessThan(first);
		this.alarm.stop();
	}

	@Test
	void sleepsAlsoAfterARoundThatLeftItInterrupted() throws InterruptedException {
		Alarm interrupted = new Alarm(this.clock, (now) -> {
			if (this.due.getAndSet(now) == Alarm.NEVER) {
				Thread.currentThread().interrupt();
			}
			this.rounds.add(now);
			return Alarm.NEVER;
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
