package io.nowornever.respond.work;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.nowornever.common.wire.ReceivedMessage;
import io.nowornever.respond.Requests;
import io.nowornever.respond.admission.Arrival;
import io.nowornever.respond.admission.Timeliness;
import io.nowornever.respond.admission.Timeliness.Finding;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is refused after the first task of each worker took far longer than any later one,
 * since classes had to be loaded; by a clock that is moved by hand.
 */
class ColdStartTests {

	private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);

	private static final long COLD = 500 * MS;

	private static final long WARM = 5 * MS;

	private static final long BUDGET = 100 * MS;

	private static final ReceivedMessage MESSAGE = Requests.ofLength(0);

	/**
	 * There are two requests for each worker every 20 ms, so all are busy for half of the
	 * time. An estimate that trusts the first measurement refuses 105 (of 248), 174, 303
	 * and 927.
	 */
	@ParameterizedTest
	@CsvSource({ "1, 2", "2, 25", "4, 32", "16, 40" })
	void nearlyNothingIsRefusedOnceTheFirstTasksAreDone(int workers, int most) throws InterruptedException {
		Run run = new Run(workers);
		for (long now = 0; now < 3_000 * MS; now += MS) {
			run.end(now);
			for (int i = 0; now % (20 * MS) == 0 && i < 2 * workers; i++) {
				run.arrive(now);
				run.begin(now);
			}
			run.begin(now);
		}
		assertThat(run.refusedOnceWarm).as("of %d", run.arrivedOnceWarm).isLessThanOrEqualTo(most);
		assertThat(run.serviceTime.mostNanos()).isLessThan(2 * WARM);
	}

	/**
	 * Requests, and workers who do as {@link Workers} does.
	 */
	private static final class Run {

		final ServiceTime serviceTime = ServiceTime.guessed(Duration.ofMillis(50));

		private final Line line = new Line(1_000, Long.MAX_VALUE);

		private final QueueDelay delay;

		private final Timeliness timeliness;

		private final @Nullable Arrival[] atWork;

		private final long[] begun;

		int arrivedOnceWarm;

		int refusedOnceWarm;

		Run(int workers) {
			this.delay = new QueueDelay(workers, this.serviceTime, this.line, 0);
			this.timeliness = new Timeliness(true, this.delay);
			this.atWork = new @Nullable Arrival[workers];
			this.begun = new long[workers];
		}

		void arrive(long now) {
			Arrival arrival = new Arrival(MESSAGE, null, now, 0, BUDGET);
			this.arrivedOnceWarm += isWarm(now) ? 1 : 0;
			if (this.timeliness.onArrival(arrival, now) == Finding.WORTHWHILE) {
				this.line.add(arrival);
			}
			else {
				refused(now);
			}
		}

		void begin(long now) throws InterruptedException {
			for (int worker = 0; worker < this.atWork.length; worker++) {
				while (this.atWork[worker] == null && this.line.length() > 0) {
					begin(worker, this.line.take(), now);
				}
			}
		}

		private void begin(int worker, Arrival next, long now) {
			this.delay.begun(worker, now);
			this.line.begun();
			Finding finding = this.timeliness.onTurn(next, now);
			if (finding == Finding.WORTHWHILE) {
				this.atWork[worker] = next;
				this.begun[worker] = now;
				return;
			}
			if (finding == Finding.TOO_LATE) {
				refused(now);
			}
			this.delay.ended(worker);
			this.line.leave(next);
		}

		void end(long now) {
			for (int worker = 0; worker < this.atWork.length; worker++) {
				Arrival done = this.atWork[worker];
				if (done != null && now - this.begun[worker] >= took(worker)) {
					this.serviceTime.took(now - this.begun[worker]);
					this.delay.answered(this.begun[worker], !done.isStale(now));
					this.delay.ended(worker);
					this.line.leave(done);
					this.atWork[worker] = null;
				}
			}
		}

		/**
		 * All begin their first task before the first of those has ended.
		 */
		private long took(int worker) {
			return (this.begun[worker] < COLD) ? COLD + worker * MS : WARM;
		}

		private void refused(long now) {
			this.refusedOnceWarm += isWarm(now) ? 1 : 0;
		}

		private boolean isWarm(long now) {
			return now > COLD + this.atWork.length * MS;
		}

	}

}
