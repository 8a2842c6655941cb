package io.nowornever.respond.intake;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GateTests {

	private static final long SECOND = 1_000_000_000;

	private final Gate gate = new Gate(new GateSettings(0.8, 0.5, Duration.ofMillis(20)), Duration.ofSeconds(5));

	@Test
	void isOpenAtFirst() {
		assertThat(this.gate.isOpen()).isTrue();
	}

	@Test
	void enoughIsAShareOfTheTimeForWhichARequestCanWait() {
		assertThat(this.gate.isEnough(3 * SECOND, SECOND)).isFalse();
		assertThat(this.gate.isEnough(3_200_000_000L, SECOND)).isTrue();
	}

	@Test
	void itStaysClosedUntilTheWorkHasSunkToTheLowerShare() {
		assertThat(this.gate.opensInNanos(3 * SECOND, SECOND)).isEqualTo(SECOND);
		assertThat(this.gate.opensInNanos(2 * SECOND, SECOND)).isNotPositive();
	}

	@Test
	void tasksLongerThanTheBudgetCloseItOnlyWhileNoWorkerIsFree() {
		assertThat(this.gate.isEnough(0, 6 * SECOND)).isFalse();
		assertThat(this.gate.isEnough(1, 6 * SECOND)).isTrue();
		assertThat(this.gate.opensInNanos(1, 6 * SECOND)).isPositive();
		assertThat(this.gate.opensInNanos(0, 6 * SECOND)).isNotPositive();
	}

}
