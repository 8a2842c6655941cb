package io.nowornever.request;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PendingRequestTests {

	private final PendingRequest request = Fixtures.request(100);

	@Test
	void isSettledByOneCallerOnly() {
		assertThat(this.request.settle()).isTrue();
		assertThat(this.request.settle()).isFalse();
	}

	@Test
	void aDeclinedAttemptRestsAndTheNextOneFollows() {
		assertThat(this.request.declined(1, Decline.BUSY)).isTrue();
		assertThat(this.request.state()).isEqualTo(-1);
		assertThat(this.request.lastDecline()).isEqualTo(Decline.BUSY);
		this.request.due(50);
		assertThat(this.request.nextDueNanos()).isEqualTo(50);
		assertThat(this.request.resume(1)).isTrue();
		assertThat(this.request.state()).isEqualTo(2);
		assertThat(this.request.nextDueNanos()).isEqualTo(100);
	}

	@Test
	void onlyTheAttemptInFlightCanBeDeclined() {
		assertThat(this.request.declined(2, Decline.BUSY)).isFalse();
		assertThat(this.request.declined(1, Decline.NO_RESPONDERS)).isTrue();
		assertThat(this.request.declined(1, Decline.BUSY)).isFalse();
		assertThat(this.request.lastDecline()).isEqualTo(Decline.NO_RESPONDERS);
	}

	@Test
	void aRefusalForNoAttemptWakesNobody() {
		this.request.declined(1, Decline.BUSY);
		assertThat(this.request.declined(-1, Decline.BUSY)).isFalse();
		assertThat(this.request.declined(0, Decline.BUSY)).isFalse();
		assertThat(this.request.state()).isEqualTo(-1);
	}

	@Test
	void nothingHappensToASettledOne() {
		this.request.declined(1, Decline.BUSY);
		this.request.settle();
		assertThat(this.request.resume(1)).isFalse();
		assertThat(this.request.declined(1, Decline.BUSY)).isFalse();
		assertThat(this.request.nextDueNanos()).isEqualTo(DeadlineTimer.NEVER);
	}

}
