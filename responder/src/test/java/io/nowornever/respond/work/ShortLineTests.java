package io.nowornever.respond.work;

import java.time.Duration;

import io.nowornever.common.wire.Rank;
import io.nowornever.respond.Requests;
import io.nowornever.respond.admission.Arrival;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which requests are refused so that others wait less. A task takes 100 ms, nearly all
 * 140 ms at the most, and a line may be 250 ms long.
 */
class ShortLineTests {

	private static final long MS = 1_000_000;

	private static final long BUDGET = 5_000 * MS;

	private final ServiceTime serviceTime = ServiceTime.known(Duration.ofMillis(100), Duration.ofMillis(20));

	private final Line line = new Line(1_000, Long.MAX_VALUE);

	private QueueDelay delay = new QueueDelay(1, this.serviceTime, this.line, 0);

	private WaitLimit limit = new WaitLimit(this.serviceTime, 1, BUDGET, 0, 0);

	private ShortLine shortLine = new ShortLine(this.delay, this.limit, BUDGET, 0);

	@Test
	void whileNobodyChoosesTheGateAloneDecides() {
		waits(48);
		assertThat(isInTime(Rank.NORMAL, false)).isTrue();
		assertThat(isInTime(Rank.CRITICAL, false)).isTrue();
		waits(1);
		assertThat(isInTime(Rank.NORMAL, false)).as("5.04 s").isFalse();
		assertThat(isInTime(Rank.CRITICAL, false)).as("5.04 s").isFalse();
	}

	@Test
	void oneWhoHasChosenMayFindALineThatIsTwoTasksLongerThanTold() {
		waits(4);
		assertThat(isInTime(Rank.NORMAL, true)).as("400 ms").isTrue();
		waits(1);
		assertThat(isInTime(Rank.NORMAL, true)).as("500 ms").isFalse();
	}

	@Test
	void twoTasksAreSharedByTheWorkersAndLastTwentyMillisecondsAtLeast() {
		this.delay = new QueueDelay(10, this.serviceTime, this.line, 0);
		this.limit = new WaitLimit(this.serviceTime, 10, BUDGET, 0, 0);
		this.shortLine = new ShortLine(this.delay, this.limit, BUDGET, 0);
		for (int worker = 0; worker < 10; worker++) {
			this.delay.begun(worker, 0);
		}
		waits(17);
		assertThat(isInTime(Rank.NORMAL, true)).as("270 ms").isTrue();
		waits(1);
		assertThat(isInTime(Rank.NORMAL, true)).as("280 ms").isFalse();
		this.delay = new QueueDelay(100, this.serviceTime, this.line, 0);
		this.limit = new WaitLimit(this.serviceTime, 100, BUDGET, 0, 0);
		this.shortLine = new ShortLine(this.delay, this.limit, BUDGET, 0);
		for (int worker = 0; worker < 100; worker++) {
			this.delay.begun(worker, 0);
		}
		waits(152);
		assertThat(isInTime(Rank.NORMAL, true)).as("270 ms").isTrue();
		waits(1);
		assertThat(isInTime(Rank.NORMAL, true)).as("271 ms").isFalse();
	}

	@Test
	void theLimitHoldsForTheGroupTooAsSoonAsSomebodyChooses() {
		waits(3);
		assertThat(isInTime(Rank.NORMAL, false)).isTrue();
		isInTime(Rank.NORMAL, true);
		assertThat(isInTime(Rank.NORMAL, false)).as("300 ms").isFalse();
		assertThat(isInTime(Rank.NORMAL, false, 2_999 * MS)).isFalse();
		assertThat(isInTime(Rank.NORMAL, false, 3_000 * MS)).as("nobody chooses any more").isTrue();
	}

	@Test
	void theGroupGetsNothingBeyondTheLimit() {
		waits(2);
		isInTime(Rank.NORMAL, true);
		assertThat(isInTime(Rank.NORMAL, false)).as("200 ms").isTrue();
	}

	@Test
	void whatIsCriticalWaitsForAsLongAsTheGateAllows() {
		waits(40);
		isInTime(Rank.NORMAL, true);
		assertThat(isInTime(Rank.CRITICAL, true)).isTrue();
		assertThat(isInTime(Rank.CRITICAL, false)).isTrue();
	}

	@Test
	void whatIsSheddableHasAQuarterOfTheLimit() {
		isBusyUntil(63);
		isInTime(Rank.NORMAL, true);
		assertThat(isInTime(Rank.SHEDDABLE, false)).as("63 ms of 62.5").isFalse();
		isBusyUntil(62);
		assertThat(isInTime(Rank.SHEDDABLE, false)).as("62 ms of 62.5").isTrue();
		waits(2);
		assertThat(isInTime(Rank.SHEDDABLE, true)).as("262 ms of 62.5 and two tasks").isTrue();
		waits(1);
		assertThat(isInTime(Rank.SHEDDABLE, true)).as("362 ms of 62.5 and two tasks").isFalse();
	}

	@Test
	void whatIsSheddableHasAQuarterOfTheGatesLimitWhileNobodyChooses() {
		waits(12);
		assertThat(isInTime(Rank.SHEDDABLE, false)).as("1.2 s of 1.215").isTrue();
		isBusyUntil(30);
		waits(1);
		assertThat(isInTime(Rank.SHEDDABLE, false)).as("1.23 s of 1.215").isFalse();
	}

	@Test
	void nothingIsRefusedThatNeedNotWait() {
		this.delay = new QueueDelay(2, this.serviceTime, this.line, 0);
		this.delay.begun(0, 0);
		this.shortLine = new ShortLine(this.delay, this.limit, BUDGET, 0);
		assertThat(isInTime(Rank.SHEDDABLE, true)).isTrue();
		assertThat(isInTime(Rank.SHEDDABLE, false)).isTrue();
	}

	@Test
	void aLineThatIsLongerThanTheLimitIsFull() {
		this.shortLine.look(250 * MS, 0);
		assertThat(limitAfterATask(10 * MS)).isEqualTo(250 * MS);
		this.shortLine.look(251 * MS, 20 * MS);
		assertThat(limitAfterATask(30 * MS)).isLessThan(250 * MS);
	}

	@Test
	void aLineIsFullSoonerWhileSomeRequestsAreSheddable() {
		this.shortLine.look(100 * MS, 0);
		assertThat(limitAfterATask(10 * MS)).isEqualTo(250 * MS);
		waits(1);
		isInTime(Rank.SHEDDABLE, false, 20 * MS);
		this.shortLine.look(100 * MS, 10_019 * MS);
		long shorter = limitAfterATask(10_030 * MS);
		assertThat(shorter).isLessThan(250 * MS);
		this.shortLine.look(100 * MS, 20_000 * MS);
		assertThat(limitAfterATask(20_001 * MS)).as("there are none any more").isEqualTo(shorter);
	}

	@Test
	void aRequestThatComesLooksToo() {
		waits(3);
		isInTime(Rank.NORMAL, false);
		assertThat(limitAfterATask(MS)).isLessThan(250 * MS);
	}

	/**
	 * The only worker began a task, which leaves so many requests in the line as there
	 * are tasks to wait for.
	 */
	private void waits(int tasks) {
		if (this.line.length() == 0 && this.delay.nanos(0) == 0) {
			this.delay.begun(0, 0);
			tasks--;
		}
		for (int i = 0; i < tasks; i++) {
			this.line.add(new Arrival(Requests.ofLength(0), null, 0, 0, BUDGET));
		}
	}

	private void isBusyUntil(long millis) {
		this.delay.begun(0, (millis - 100) * MS);
	}

	private boolean isInTime(Rank rank, boolean direct) {
		return isInTime(rank, direct, 0);
	}

	private boolean isInTime(Rank rank, boolean direct, long now) {
		if (now > 0) {
			this.delay.begun(0, now);
		}
		return this.shortLine.isInTime(new Arrival(Requests.ofLength(0), null, now, 0, BUDGET, rank, direct, null),
				now);
	}

	private long limitAfterATask(long now) {
		this.limit.ended(100 * MS, now);
		this.limit.look(1, 1, now);
		return this.limit.nanos();
	}

}
