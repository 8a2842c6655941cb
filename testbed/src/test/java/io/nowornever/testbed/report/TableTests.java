package io.nowornever.testbed.report;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TableTests {

	@Test
	void forATerminalWordsStandLeftAndFiguresRight() {
		assertThat(rates().lines()).containsExactly("  side       rate", "  bare          1", "  product  23,456");
	}

	@Test
	void inMarkdownTheColumnsAreAlignedAsWell() {
		assertThat(rates().markdown()).isEqualTo("""
				| side    |   rate |
				| ------- | -----: |
				| bare    |      1 |
				| product | 23,456 |""");
	}

	@Test
	void aNarrowColumnIsWideEnoughForTheRuleOfMarkdown() {
		Table table = new Table(2, List.of("", "b", "n"));
		table.add(List.of("x", "y", "1"));
		assertThat(table.markdown()).isEqualTo("""
				|     | b   |   n |
				| --- | --- | --: |
				| x   | y   |   1 |""");
	}

	@Test
	void aTableWithoutRowsIsItsHeader() {
		assertThat(new Table(1, List.of("side", "rate")).lines()).containsExactly("  side  rate");
	}

	@Test
	void aRowOfAnotherLengthThanTheHeaderIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> rates().add(List.of("bare")))
			.withMessage("A row of 1 cells under [side, rate]");
	}

	private static Table rates() {
		Table table = new Table(1, List.of("side", "rate"));
		table.add(List.of("bare", "1"));
		table.add(List.of("product", "23,456"));
		return table;
	}

}
