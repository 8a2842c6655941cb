package io.nowornever.testbed.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows of cells under a header: the first column to the left, the others to the right.
 */
public final class Table {

	private static final String GAP = "  ";

	private final List<List<String>> rows = new ArrayList<>();

	/**
	 * Creates a table without rows.
	 * @param header the header's cells
	 */
	public Table(List<String> header) {
		this.rows.add(header);
	}

	/**
	 * Adds a row at the end.
	 * @param row as many cells as the header has
	 */
	public void add(List<String> row) {
		this.rows.add(row);
	}

	/**
	 * The lines, the header first.
	 * @return the lines, each indented by two
	 */
	public List<String> lines() {
		int columns = this.rows.getFirst().size();
		List<Integer> widths = IntStream.range(0, columns)
			.mapToObj((column) -> this.rows.stream().mapToInt((row) -> row.get(column).length()).max().orElse(0))
			.toList();
		return this.rows.stream()
			.map((row) -> IntStream.range(0, columns)
				.mapToObj((column) -> cell(row.get(column), widths.get(column), column == 0))
				.collect(Collectors.joining(GAP, GAP, "")))
			.toList();
	}

	private static String cell(String text, int width, boolean left) {
		String space = " ".repeat(width - text.length());
		return left ? text + space : space + text;
	}

}
