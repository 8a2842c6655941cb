package io.nowornever.benchmark.report;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TableTests {

	@Test
	void alignsLabelsLeftAndFiguresRight() {
		Table table = new Table(1, "side", "rate");
		table.row("bare", "1");
		table.row("product", "23,456");
		assertThat(table).hasToString("""
				| side    |   rate |
				| ------- | -----: |
				| bare    |      1 |
				| product | 23,456 |
				""");
	}

}
