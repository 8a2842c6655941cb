package io.nowornever.request;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PendingRequestsTests {

	private final PendingRequests pending = new PendingRequests(4);

	@Test
	void findsWhatWasAddedUntilItIsRemoved() {
		PendingRequest request = request(10);
		this.pending.add(request);
		assertThat(this.pending.find(request.sequence())).isSameAs(request);
		this.pending.remove(request);
		assertThat(this.pending.find(request.sequence())).isNull();
	}

	@Test
	void passesOverSlotsThatAreTaken() {
		List<PendingRequest> kept = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			PendingRequest request = request(i);
			this.pending.add(request);
			kept.add(request);
		}
		for (int i = 0; i < 100; i++) {
			PendingRequest passing = request(100);
			this.pending.add(passing);
			assertThat(this.pending.find(passing.sequence())).isSameAs(passing);
			this.pending.remove(passing);
		}
		assertThat(kept).allSatisfy((request) -> assertThat(this.pending.find(request.sequence())).isSameAs(request));
	}

	@Test
	void anOldNumberFindsNothingAlthoughItsSlotIsTakenAgain() {
		PendingRequest first = request(1);
		this.pending.add(first);
		this.pending.remove(first);
		for (int i = 0; i < 16; i++) {
			PendingRequest request = request(i);
			this.pending.add(request);
			if (i < 12) {
				this.pending.remove(request);
			}
		}
		assertThat(this.pending.find(first.sequence())).isNull();
	}

	@Test
	void saysWhenTheEarliestIsDue() {
		assertThat(this.pending.earliest(PendingRequest::nextDueNanos)).isEqualTo(DeadlineTimer.NEVER);
		this.pending.add(request(30));
		this.pending.add(request(20));
		PendingRequest settled = request(10);
		this.pending.add(settled);
		settled.settle();
		assertThat(this.pending.earliest(PendingRequest::nextDueNanos)).isEqualTo(20);
	}

	private static PendingRequest request(long deadlineNanos) {
		return Fixtures.request(deadlineNanos);
	}

}
