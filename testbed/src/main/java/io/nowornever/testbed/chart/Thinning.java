package io.nowornever.testbed.chart;

import java.util.ArrayList;
import java.util.Collections;
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
	static List<Svg.Point> thin(List<Svg.Point> points) {
		List<Svg.Point> kept = new ArrayList<>();
		int from = 0;
		for (int to = 1; to <= points.size(); to++) {
			if (to == points.size() || column(points.get(to)) != column(points.get(from))) {
				kept.addAll(outline(points.subList(from, to)));
				from = to;
			}
		}
		return kept;
	}

	private static List<Svg.Point> outline(List<Svg.Point> column) {
		if (column.size() <= 4) {
			return column;
		}
		List<Integer> all = IntStream.range(0, column.size()).boxed().toList();
		Comparator<Integer> byHeight = Comparator.comparingDouble((index) -> column.get(index).y());
		return IntStream.of(0, Collections.min(all, byHeight), Collections.max(all, byHeight), column.size() - 1)
			.sorted()
			.distinct()
			.mapToObj(column::get)
			.toList();
	}

	private static long column(Svg.Point point) {
		return (long) Math.floor(point.x() / COLUMN_WIDTH);
	}

}
