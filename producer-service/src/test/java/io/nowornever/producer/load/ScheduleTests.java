package io.nowornever.producer.load;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ScheduleTests {

	@Test
	void aRateMeansEvenGapsWithoutDrift() {
		Schedule schedule = Schedule.of(properties(Duration.ZERO, Duration.ofSeconds(1), 30_000.0, null));
		assertThat(schedule.next()).isZero();
		long last = 0;
		for (int i = 1; i <= 300_000; i++) {
			long next = schedule.next();
			assertThat(next - last).isBetween(33_332L, 33_334L);
			last = next;
		}
		assertThat(last).isEqualTo(TimeUnit.SECONDS.toNanos(10));
	}

	@Test
	void gapsLieBetweenTheirLimitsAndUseTheWholeRange() {
		Schedule schedule = Schedule.of(properties(Duration.ofMillis(10), Duration.ofMillis(20), null, null));
		long last = 0;
		long shortest = Long.MAX_VALUE;
		long longest = 0;
		for (int i = 0; i < 10_000; i++) {
			long next = schedule.next();
			shortest = Math.min(shortest, next - last);
			longest = Math.max(longest, next - last);
			last = next;
		}
		assertThat(shortest).isBetween(10_000_000L, 10_100_000L);
		assertThat(longest).isBetween(19_900_000L, 20_000_000L);
	}

	@Test
	void aSeedMakesTheGapsTheSameOnesEachTime() {
		assertThat(times(1L)).isEqualTo(times(1L)).isNotEqualTo(times(2L));
	}

	private static List<Long> times(@Nullable Long seed) {
		Schedule schedule = Schedule.of(properties(Duration.ZERO, Duration.ofSeconds(1), null, seed));
		return LongStream.generate(schedule::next).limit(100).boxed().toList();
	}

	private static LoadProperties properties(Duration minGap, Duration maxGap, @Nullable Double rate,
			@Nullable Long seed) {
		return new LoadProperties(true, minGap, maxGap, rate, 1000, seed, 0, 0);
	}

}
