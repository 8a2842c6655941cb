package io.nowornever.testbed.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows of cells under a header, whose columns stand aligned: the first ones hold words,
 * which stand to the left, the others figures, which stand to the right. For one thread.
 */
public final class Table {

	/** What the rule under a Markdown header needs. */
	private static final int LEAST_WIDTH = 3;

	private final int words;

	private final List<List<String>> rows = new ArrayList<>();

	/**
	 * Begins a table.
	 * @param words how many of the first columns hold words
	 * @param header the header's cells
	 */
	public Table(int words, List<String> header) {
		this.words = words;
		this.rows.add(header);
	}

	/**
	 * Adds a row at the end.
	 * @param row as many cells as the header has
	 * @throws IllegalArgumentException if there are more or fewer
	 */
	public void add(List<String> row) {
		if (row.size() != this.rows.getFirst().size()) {
			throw new IllegalArgumentException("A row of " + row.size() + " cells under " + this.rows.getFirst());
		}
		this.rows.add(row);
	}

	/**
	 * The table for a terminal.
	 * @return the lines, the header first, each indented by two
	 */
	public List<String> lines() {
		List<Integer> widths = widths(0);
		return this.rows.stream().map((row) -> "  " + String.join("  ", aligned(row, widths))).toList();
	}

	/**
	 * The table in Markdown, in columns that are aligned as plain text too.
	 * @return its lines, without an end of line after the last
	 */
	public String markdown() {
		List<Integer> widths = widths(LEAST_WIDTH);
		List<List<String>> lines = new ArrayList<>(this.rows.stream().map((row) -> aligned(row, widths)).toList());
		lines.add(1,
				columns().mapToObj((column) -> "-".repeat(widths.get(column) - 1) + ((column < this.words) ? "-" : ":"))
					.toList());
		return lines.stream().map((line) -> "| " + String.join(" | ", line) + " |").collect(Collectors.joining("\n"));
	}

	private IntStream columns() {
		return IntStream.range(0, this.rows.getFirst().size());
	}

	private List<Integer> widths(int least) {
		return columns()
			.mapToObj(
					(column) -> this.rows.stream().mapToInt((row) -> row.get(column).length()).reduce(least, Math::max))
			.toList();
	}

	private List<String> aligned(List<String> row, List<Integer> widths) {
		return columns().mapToObj((column) -> {
			String cell = row.get(column);
			String space = " ".repeat(widths.get(column) - cell.length());
			return (column < this.words) ? cell + space : space + cell;
		}).toList();
	}

}
