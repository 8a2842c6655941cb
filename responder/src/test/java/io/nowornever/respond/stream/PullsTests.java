package io.nowornever.respond.stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PullsTests {

	private final Pulls pulls = new Pulls();

	@Test
	void theOldestQuestionIsServedFirst() {
		this.pulls.asked(1, 2, 100);
		this.pulls.asked(2, 1, 200);
		this.pulls.delivered();
		assertThat(this.pulls.ended(1)).isEqualTo(1);
		assertThat(this.pulls.ended(2)).isEqualTo(1);
	}

	@Test
	void aQuestionThatWasServedHasNothingLeft() {
		this.pulls.asked(1, 1, 100);
		this.pulls.delivered();
		assertThat(this.pulls.ended(1)).isZero();
		assertThat(this.pulls.lost(1_000)).isZero();
	}

	@Test
	void whatIsHeardOfTwiceOrNeverWasAskedCountsForNothing() {
		this.pulls.asked(1, 3, 100);
		assertThat(this.pulls.ended(1)).isEqualTo(3);
		assertThat(this.pulls.ended(1)).isZero();
		assertThat(this.pulls.ended(7)).isZero();
		this.pulls.delivered();
		assertThat(this.pulls.clear()).isZero();
	}

	@Test
	void aQuestionIsLostAtItsTimeAndNotBefore() {
		this.pulls.asked(1, 2, 100);
		this.pulls.asked(2, 3, 200);
		assertThat(this.pulls.lost(99)).isZero();
		assertThat(this.pulls.lost(100)).isEqualTo(2);
		assertThat(this.pulls.lost(500)).isEqualTo(3);
	}

	@Test
	void aNewConnectionServesNothingOfTheOldOne() {
		this.pulls.asked(1, 2, 100);
		this.pulls.asked(2, 3, 200);
		this.pulls.delivered();
		assertThat(this.pulls.clear()).isEqualTo(4);
		assertThat(this.pulls.clear()).isZero();
	}

}
