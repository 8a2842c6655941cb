package io.nowornever.benchmark.report;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SpreadTests {

	@Test
	void takesTheMiddleOfAnOddNumber() {
		assertThat(Spread.of(9, 1, 5)).isEqualTo(new Spread(5, 1, 9));
	}

	@Test
	void takesTheMeanOfTheMiddleTwoOfAnEvenNumber() {
		assertThat(Spread.of(8, 1, 2, 4)).isEqualTo(new Spread(3, 1, 8));
	}

	@Test
	void showsMedianAndRange() {
		assertThat(Spread.of(1234.4, 2000, 999).show(0)).isEqualTo("1,234 (999..2,000)");
	}

	@Test
	void showsADashWhereNothingWasMeasured() {
		assertThat(Spread.of(Double.NaN).show(1)).isEqualTo("-");
	}

}
