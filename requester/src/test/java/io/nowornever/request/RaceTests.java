package io.nowornever.request;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Threads that want the same at the same time, again and again: exactly one gets it.
 */
class RaceTests {

	private static final int ROUNDS = 20_000;

	private static final Destination DESTINATION = Fixtures.destination();

	@Test
	void aRequestIsSettledByOne() throws InterruptedException {
		AtomicInteger settled = new AtomicInteger();
		Race race = new Race(2);
		race.run((request) -> {
			if (request.settle()) {
				settled.incrementAndGet();
			}
		}, (request) -> {
			if (request.settle()) {
				settled.incrementAndGet();
			}
		}, (request) -> {
			assertThat(settled.getAndSet(0)).isEqualTo(1);
			assertThat(request.state()).isZero();
		});
	}

	@Test
	void anAttemptIsDeclinedOnceOrTheRequestIsSettled() throws InterruptedException {
		AtomicInteger declined = new AtomicInteger();
		new Race(2).run((request) -> {
			if (request.declined(1, Decline.BUSY)) {
				declined.incrementAndGet();
			}
		}, (request) -> {
			if (request.declined(1, Decline.NO_RESPONDERS)) {
				declined.incrementAndGet();
			}
		}, (request) -> {
			assertThat(declined.getAndSet(0)).isEqualTo(1);
			assertThat(request.state()).isEqualTo(-1);
		});
	}

	@Test
	void aRequestThatIsSettledIsNotSentAgain() throws InterruptedException {
		new Race(2).run((request) -> {
			request.declined(1, Decline.BUSY);
			request.resume(1);
		}, PendingRequest::settle, (request) -> {
			assertThat(request.state()).isZero();
			assertThat(request.nextDueNanos()).isEqualTo(DeadlineTimer.NEVER);
		});
	}

	@Test
	void whoGivesUpAndWhoIsDeclinedDoNotMissEachOther() throws InterruptedException {
		AtomicInteger seen = new AtomicInteger();
		new Race(2).run((request) -> {
			request.giveUp();
			if (request.state() < 0) {
				seen.incrementAndGet();
			}
		}, (request) -> {
			request.declined(1, Decline.BUSY);
			if (request.isGivenUp()) {
				seen.incrementAndGet();
			}
		}, (request) -> assertThat(seen.getAndSet(0)).isPositive());
	}

	@Test
	void theRingGivesEachRequestASlotOfItsOwn() throws InterruptedException {
		PendingRequests ring = new PendingRequests(64);
		AtomicLong wrong = new AtomicLong();
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			threads.add(Thread.ofPlatform().start(() -> {
				for (int n = 0; n < ROUNDS; n++) {
					PendingRequest request = request();
					ring.add(request);
					if (ring.find(request.sequence()) != request) {
						wrong.incrementAndGet();
					}
					ring.remove(request);
				}
			}));
		}
		for (Thread thread : threads) {
			thread.join();
		}
		assertThat(wrong.get()).isZero();
		assertThat(ring.countSoFar()).isGreaterThanOrEqualTo(4L * ROUNDS);
		assertThat(ring.earliest((request) -> 0)).as("nothing is left").isEqualTo(DeadlineTimer.NEVER);
	}

	private static PendingRequest request() {
		return new PendingRequest(DESTINATION, new Anything(), 0, 0, 0, 100, (outcome, reply) -> {
		});
	}

	private interface Act {

		void on(PendingRequest request);

	}

	/**
	 * Two threads that act on the same request at the same moment, and a look at it when
	 * both are done.
	 */
	private static final class Race {

		private final Phaser phaser;

		private volatile PendingRequest request = request();

		private volatile boolean over;

		Race(int actors) {
			this.phaser = new Phaser(actors + 1);
		}

		void run(Act one, Act other, Act look) throws InterruptedException {
			List<Thread> actors = List.of(actor(one), actor(other));
			try {
				for (int round = 0; round < ROUNDS; round++) {
					this.request = request();
					this.phaser.arriveAndAwaitAdvance();
					this.phaser.arriveAndAwaitAdvance();
					look.on(this.request);
				}
			}
			finally {
				this.over = true;
				this.phaser.forceTermination();
				for (Thread actor : actors) {
					actor.join();
				}
			}
		}

		private Thread actor(Act act) {
			BooleanSupplier goesOn = () -> this.phaser.arriveAndAwaitAdvance() >= 0 && !this.over;
			return Thread.ofPlatform().daemon().start(() -> {
				while (goesOn.getAsBoolean()) {
					act.on(this.request);
					this.phaser.arriveAndAwaitAdvance();
				}
			});
		}

	}

}
