package io.nowornever.testbed.chart;

import java.util.List;
import java.util.stream.Stream;

/**
 * Percentages side by side: a group of bars for each category, one bar of each series in
 * every group. The y axis goes from 0 to 100 %.
 *
 * @param title what the chart says, on one line of about 75 characters
 * @param xTitle what the categories are
 * @param yTitle what the percentages are
 * @param categories the names of the groups, short enough to stand side by side
 * @param series the bars: one to eight
 * @param bound what no bar can exceed, drawn as a short line over each group
 */
public record BarChart(String title, String xTitle, String yTitle, List<String> categories, List<Series> series,
		Series bound) implements Chart {

	/**
	 * Checks the parts and makes them unmodifiable.
	 * @throws IllegalArgumentException if something cannot be drawn
	 */
	public BarChart {
		Require.text("The title", title);
		Require.text("The title of the x axis", xTitle);
		Require.text("The title of the y axis", yTitle);
		categories = List.copyOf(categories);
		series = List.copyOf(series);
		categories.forEach((category) -> Require.text("The name of a category", category));
		Require.series("series", series.stream().map(Series::name).toList());
		for (Series each : Stream.concat(series.stream(), Stream.of(bound)).toList()) {
			if (each.percentages().size() != categories.size()) {
				throw new IllegalArgumentException("The series \"" + each.name() + "\" has " + each.percentages().size()
						+ " values for " + categories.size() + " categories: there must be one for each");
			}
		}
	}

	@Override
	public String svg() {
		return new BarLayout(this).svg();
	}

	/**
	 * A percentage for each category.
	 *
	 * @param name the name in the legend
	 * @param percentages 0 to 100, in the order of the categories
	 */
	public record Series(String name, List<Double> percentages) {

		/**
		 * Checks the percentages and makes them unmodifiable.
		 * @throws IllegalArgumentException if one is not from 0 to 100
		 */
		public Series {
			Require.text("The name of a series", name);
			percentages = List.copyOf(percentages);
			percentages.forEach((each) -> Require.percent("A percentage of \"" + name + "\"", each));
		}

	}

}
