package io.nowornever.benchmark.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A Markdown table whose columns stand aligned, so that it reads well as plain text too.
 */
public final class Table {

	private static final int SHORTEST = 3;

	private final int labels;

	private final List<String[]> rows = new ArrayList<>();

	/**
	 * Begins a table.
	 * @param labels how many of the first columns are text and not figures
	 * @param head the column heads
	 */
	public Table(int labels, String... head) {
		this.labels = labels;
		this.rows.add(head);
	}

	/**
	 * Adds a row.
	 * @param cells as many as there are column heads
	 */
	public void row(String... cells) {
		if (cells.length != this.rows.get(0).length) {
			throw new IllegalArgumentException("A row of " + cells.length + " cells");
		}
		this.rows.add(cells);
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < this.rows.size(); i++) {
			line(text, this.rows.get(i));
			if (i == 0) {
				rule(text);
			}
		}
		return text.toString();
	}

	private void line(StringBuilder text, String[] cells) {
		for (int column = 0; column < cells.length; column++) {
			String padding = " ".repeat(width(column) - cells[column].length());
			boolean label = column < this.labels;
			text.append("| ").append(label ? cells[column] + padding : padding + cells[column]).append(' ');
		}
		text.append("|\n");
	}

	private void rule(StringBuilder text) {
		for (int column = 0; column < this.rows.get(0).length; column++) {
			String dashes = "-".repeat(width(column) - 1);
			text.append("| ").append((column < this.labels) ? dashes + "-" : dashes + ":").append(' ');
		}
		text.append("|\n");
	}

	private int width(int column) {
		return Math.max(SHORTEST, this.rows.stream().mapToInt((cells) -> cells[column].length()).max().orElse(0));
	}

}
