package io.nowornever.lab.control;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RecentTests {

	private final Recent recent = new Recent(2);

	@Test
	void whatIsLongerAgoDoesNotCount() {
		this.recent.add(1_000);
		this.recent.add(2_000);
		assertThat(this.recent.count(3_000)).isEqualTo(2);
		assertThat(this.recent.count(3_001)).isEqualTo(1);
		assertThat(this.recent.count(4_001)).isZero();
	}

	@Test
	void aRateIsTheMeanOfItsSeconds() {
		this.recent.add(1_000);
		assertThat(this.recent.perSecond(1_000)).isEqualTo(0.5);
	}

}
