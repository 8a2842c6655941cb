package io.nowornever.request.balance;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RecentSendsTests {

	private static final long MS = 1_000_000;

	private static final long REMEMBERED_MS = 1_024;

	private final RecentSends sends = new RecentSends(0);

	@Test
	void countsWhatWasSentAfterAMoment() {
		this.sends.add(MS);
		this.sends.add(2 * MS);
		this.sends.add(3 * MS);
		this.sends.forgetUntil(2 * MS);
		assertThat(this.sends.count()).isEqualTo(1);
		this.sends.forgetUntil(2 * MS);
		assertThat(this.sends.count()).isEqualTo(1);
		this.sends.forgetUntil(MS);
		assertThat(this.sends.count()).as("a moment moves on only").isEqualTo(1);
	}

	@Test
	void whatHasEndedCountsNoMoreAndOnlyOnce() {
		this.sends.add(MS);
		this.sends.add(2 * MS);
		this.sends.remove(2 * MS);
		this.sends.remove(2 * MS);
		assertThat(this.sends.count()).isEqualTo(1);
		this.sends.forgetUntil(MS);
		this.sends.remove(MS);
		assertThat(this.sends.count()).isZero();
		this.sends.add(3 * MS);
		assertThat(this.sends.count()).isEqualTo(1);
	}

	@Test
	void theOldestThatCountsIsKnown() {
		this.sends.add(3 * MS);
		this.sends.add(5 * MS + 7);
		assertThat(this.sends.oldestNanos()).isEqualTo(3 * MS);
		this.sends.remove(3 * MS);
		assertThat(this.sends.oldestNanos()).as("told apart by a millisecond").isEqualTo(5 * MS);
		this.sends.add(9 * MS);
		this.sends.forgetUntil(6 * MS);
		assertThat(this.sends.oldestNanos()).isEqualTo(9 * MS);
		assertThat(this.sends.count()).isEqualTo(1);
	}

	@Test
	void whatWasNeverSentTakesNothingAway() {
		this.sends.add(5 * MS);
		this.sends.remove(0);
		this.sends.remove(4 * MS);
		this.sends.remove(6 * MS);
		this.sends.remove((5 + REMEMBERED_MS) * MS);
		assertThat(this.sends.count()).isEqualTo(1);
	}

	@Test
	void whatIsOlderThanASecondIsForgotten() {
		this.sends.add(MS);
		this.sends.add(REMEMBERED_MS * MS);
		assertThat(this.sends.count()).isEqualTo(2);
		this.sends.add((REMEMBERED_MS + 1) * MS);
		assertThat(this.sends.count()).isEqualTo(2);
		this.sends.add(1_000_000 * MS);
		assertThat(this.sends.count()).isEqualTo(1);
		this.sends.remove(REMEMBERED_MS * MS);
		assertThat(this.sends.count()).isEqualTo(1);
	}

	@Test
	void aThreadWhoseClockWasReadEarlierIsCountedTooAndForgotten() {
		this.sends.add(100 * MS);
		this.sends.add(99 * MS);
		assertThat(this.sends.count()).isEqualTo(2);
		this.sends.forgetUntil(99 * MS);
		assertThat(this.sends.count()).isEqualTo(2);
		this.sends.forgetUntil(200 * MS);
		this.sends.add(150 * MS);
		this.sends.forgetUntil(200 * MS);
		assertThat(this.sends.count()).isEqualTo(1);
		this.sends.forgetUntil(201 * MS);
		assertThat(this.sends.count()).isZero();
	}

	/**
	 * Against a list of all that was sent.
	 */
	@RepeatedTest(100)
	void countsAsAListDoesWhateverHappens(RepetitionInfo repetition) {
		Random random = new Random(repetition.getCurrentRepetition());
		long now = random.nextLong(10_000 * MS) - 5_000 * MS;
		RecentSends sends = new RecentSends(now);
		Naive naive = new Naive();
		for (int i = 0; i < 2_000; i++) {
			switch (random.nextInt(10)) {
				case 0, 1, 2, 3 -> {
					sends.add(now);
					naive.add(now);
				}
				case 4, 5 -> {
					long sentAt = naive.any(random, now);
					sends.remove(sentAt);
					naive.remove(sentAt);
				}
				case 6 -> {
					long moment = now - MS - random.nextLong(50 * MS);
					sends.forgetUntil(moment);
					naive.forgetUntil(moment);
				}
				default -> now += pause(random);
			}
			assertThat(sends.count()).as("after step %d", i).isEqualTo(naive.counted.size());
		}
	}

	private static long pause(Random random) {
		return switch (random.nextInt(100)) {
			case 0 -> random.nextLong(5_000 * MS);
			case 1 -> REMEMBERED_MS * MS;
			default -> random.nextLong(3 * MS);
		};
	}

	/**
	 * The same, simply.
	 */
	private static final class Naive {

		private final List<Long> counted = new ArrayList<>();

		private final List<Long> all = new ArrayList<>();

		void add(long now) {
			this.all.add(now);
			this.counted.add(millis(now));
			this.counted.removeIf((each) -> each <= millis(now) - REMEMBERED_MS);
		}

		void remove(long sentAt) {
			this.counted.remove(millis(sentAt));
		}

		void forgetUntil(long moment) {
			this.counted.removeIf((each) -> each <= millis(moment));
		}

		/**
		 * One that was sent, ended or not, or one that never was.
		 */
		long any(Random random, long now) {
			int last = this.all.size();
			return (last == 0 || random.nextInt(10) == 0) ? now - random.nextLong(2_000 * MS)
					: this.all.get(last - 1 - random.nextInt(Math.min(last, 20)));
		}

		private static Long millis(long nanos) {
			return Math.floorDiv(nanos, MS);
		}

	}

}
