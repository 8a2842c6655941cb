package io.nowornever.respond.stream;

import java.time.Instant;
import java.time.InstantSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class BrokerClockTests {

	private static final long ASKED = 1_000_000;

	private long wallMillis = ASKED;

	private final InstantSource wallClock = () -> Instant.ofEpochMilli(this.wallMillis);

	private final BrokerClock clock = new BrokerClock(this.wallClock);

	@Test
	void isThisMachinesClockAtFirst() {
		assertThat(this.clock.millis()).isEqualTo(ASKED);
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 240, 480 })
	void aBrokerThatTakesItsTimeToAnswerChangesNothingWhereClocksAgree(long stampedAfter) {
		told(480, ASKED + stampedAfter);
		assertThat(this.clock.millis()).isEqualTo(this.wallMillis);
	}

	@ParameterizedTest
	@ValueSource(longs = { -3_600_000, -700, 700, 3_600_000 })
	void aQuickAnswerSetsItByTheBrokers(long brokerIsAhead) {
		told(2, ASKED + 1 + brokerIsAhead);
		assertThat(this.clock.millis()).isBetween(this.wallMillis + brokerIsAhead - 1,
				this.wallMillis + brokerIsAhead + 1);
	}

	@Test
	void aSlowAnswerDoesNotSpoilWhatAQuickOneHasTold() {
		told(0, ASKED + 700);
		told(480, this.wallMillis + 480 + 700);
		assertThat(this.clock.millis()).isEqualTo(this.wallMillis + 700);
	}

	@Test
	void aQuickAnswerMendsWhatASlowOneHasTold() {
		told(480, ASKED + 700 + 240);
		told(0, this.wallMillis + 700);
		assertThat(this.clock.millis()).isEqualTo(this.wallMillis + 700);
	}

	@Test
	void followsAClockThatIsSetAnew() {
		told(0, ASKED + 700);
		told(1, this.wallMillis - 300);
		assertThat(this.clock.millis()).isBetween(this.wallMillis - 301, this.wallMillis - 299);
	}

	@Test
	void anAnswerTellsNothingWhileThisMachinesClockIsSetBack() {
		told(0, ASKED + 700);
		told(-5_000, this.wallMillis + 700);
		assertThat(this.clock.millis()).isEqualTo(this.wallMillis + 700);
	}

	/**
	 * The broker tells its time, and its answer is here after so many milliseconds.
	 */
	private void told(long roundTripMillis, long toldMillis) {
		long asked = this.wallMillis;
		this.wallMillis += roundTripMillis;
		this.clock.told(asked, toldMillis);
	}

}
