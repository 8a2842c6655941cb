package io.nowornever.respond.admission;

import java.util.concurrent.TimeUnit;

import io.nowornever.respond.Requests;
import io.nowornever.respond.admission.Timeliness.Finding;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TimelinessTests {

	private static final Forecast DARK = new Forecast() {

		@Override
		public boolean isInTime(Arrival arrival, long now) {
			return false;
		}

		@Override
		public boolean isStillInTime(Arrival arrival, long now) {
			return false;
		}

	};

	/** Came at 10 s, was a second on its way then, and has a budget of 5 s. */
	private final Arrival arrival = new Arrival(Requests.ofLength(0), "t-1", seconds(10), seconds(1), seconds(5));

	@Test
	void whatSomebodyWaitsForIsWorthwhile() {
		Timeliness timeliness = new Timeliness(true, Forecast.NONE);
		assertThat(timeliness.onArrival(this.arrival, seconds(10))).isEqualTo(Finding.WORTHWHILE);
		assertThat(timeliness.onTurn(this.arrival, seconds(14))).as("at the end of its budget")
			.isEqualTo(Finding.WORTHWHILE);
	}

	@Test
	void whatNobodyWaitsForIsStale() {
		Timeliness timeliness = new Timeliness(true, DARK);
		assertThat(timeliness.onArrival(this.arrival, seconds(14) + 1)).isEqualTo(Finding.STALE);
		assertThat(timeliness.onTurn(this.arrival, seconds(14) + 1)).isEqualTo(Finding.STALE);
	}

	@Test
	void withoutTheSkipNobodyAsksWhoStillWaits() {
		Timeliness timeliness = new Timeliness(false, Forecast.NONE);
		assertThat(timeliness.onArrival(this.arrival, seconds(100))).isEqualTo(Finding.WORTHWHILE);
		assertThat(timeliness.onTurn(this.arrival, seconds(100))).isEqualTo(Finding.WORTHWHILE);
	}

	@Test
	void whatWouldNotBeDoneInTimeIsTooLateAtItsArrivalAndAtItsTurn() {
		Timeliness timeliness = new Timeliness(true, DARK);
		assertThat(timeliness.onArrival(this.arrival, seconds(10))).isEqualTo(Finding.TOO_LATE);
		assertThat(timeliness.onTurn(this.arrival, seconds(10))).isEqualTo(Finding.TOO_LATE);
	}

	private static long seconds(long seconds) {
		return TimeUnit.SECONDS.toNanos(seconds);
	}

}
