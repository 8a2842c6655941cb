package io.nowornever.testbed.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Leaves out points of a line that nobody could see. Of those that share a narrow column
 * the first, the lowest, the highest and the last stay, so that a peak stays a peak.
 */
final class Thinning {

	/** In pixels. */
	private static final double COLUMN_WIDTH = 2;

	private Thinning() {
	}

	/**
	 * Thins out a line.
	 * @param points its points from left to right
	 * @return those that stay, in their order: the same if no column has more than four
	 */
	static List<Shape.Point> thin(List<Shape.Point> points) {
		List<Shape.Point> kept = new ArrayList<>();
		int from = 0;
		while (from < points.size()) {
			int to = from + 1;
			while (to < points.size() && column(points.get(to)) == column(points.get(from))) {
				to++;
			}
			kept.addAll(outline(points.subList(from, to)));
			from = to;
		}
		return List.copyOf(kept);
	}

	private static List<Shape.Point> outline(List<Shape.Point> column) {
		if (column.size() <= 4) {
			return column;
		}
		Comparator<Integer> byHeight = Comparator.comparingDouble((index) -> column.get(index).y());
		int last = column.size() - 1;
		int highest = IntStream.rangeClosed(0, last).boxed().min(byHeight).orElseThrow();
		int lowest = IntStream.rangeClosed(0, last).boxed().max(byHeight).orElseThrow();
		return IntStream.of(0, highest, lowest, last).sorted().distinct().mapToObj(column::get).toList();
	}

	private static long column(Shape.Point point) {
		return (long) Math.floor(point.x() / COLUMN_WIDTH);
	}

}
