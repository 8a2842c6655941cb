package io.nowornever.testbed.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Percentages side by side: a group of bars for each category, one bar of each series in
 * every group. The y axis goes from 0 to 100 %.
 *
 * @param title what the chart says
 * @param xTitle what the categories are, or an empty text for no title
 * @param yTitle what the percentages are, or an empty text for no title
 * @param categories the names of the groups
 * @param series the bars
 * @param bounds what no bar can exceed, drawn as a short line over each group
 */
public record BarChart(String title, String xTitle, String yTitle, List<String> categories, List<Series> series,
		List<Series> bounds) implements Chart {

	/**
	 * Checks the parts and makes them unmodifiable.
	 * @throws IllegalArgumentException if something cannot be drawn
	 */
	public BarChart {
		Require.text("The title", title);
		Require.printable("The title of the x axis", xTitle);
		Require.printable("The title of the y axis", yTitle);
		categories = List.copyOf(categories);
		series = List.copyOf(series);
		bounds = List.copyOf(bounds);
		Require.some("The categories of \"" + title + "\"", categories);
		Require.some("The series of \"" + title + "\"", series);
		categories.forEach((category) -> Require.text("The name of a category", category));
		Require.different("categories", categories.stream());
		Require.different("series", Stream.concat(series.stream(), bounds.stream()).map(Series::name));
		for (Series each : Stream.concat(series.stream(), bounds.stream()).toList()) {
			Require.sameLength("The series \"" + each.name() + "\"", categories.size(), "categories",
					each.percentages().size());
		}
	}

	/**
	 * Begins a chart.
	 * @param title what the chart says
	 * @param categories the names of the groups
	 * @return a builder
	 */
	public static Builder titled(String title, List<String> categories) {
		return new Builder(title, categories);
	}

	/**
	 * A percentage for each category.
	 *
	 * @param name the name in the legend
	 * @param colour the colour
	 * @param percentages 0 to 100, in the order of the categories
	 */
	public record Series(String name, Colour colour, List<Double> percentages) {

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

	/**
	 * Collects the parts of a chart. Not for use by several threads.
	 */
	public static final class Builder {

		private final String title;

		private final List<String> categories;

		private final List<Series> series = new ArrayList<>();

		private final List<Series> bounds = new ArrayList<>();

		private String xTitle = "";

		private String yTitle = "";

		private Builder(String title, List<String> categories) {
			this.title = title;
			this.categories = categories;
		}

		/**
		 * Sets the title of the x axis.
		 * @param title what the categories are
		 * @return this
		 */
		public Builder xTitle(String title) {
			this.xTitle = title;
			return this;
		}

		/**
		 * Sets the title of the y axis.
		 * @param title what the percentages are
		 * @return this
		 */
		public Builder yTitle(String title) {
			this.yTitle = title;
			return this;
		}

		/**
		 * Adds a bar to each group, in the next colour.
		 * @param name the name in the legend
		 * @param percentages 0 to 100, in the order of the categories
		 * @return this
		 */
		public Builder bars(String name, double... percentages) {
			return bars(name, Colour.ofSeries(this.series.size()), percentages);
		}

		/**
		 * Adds a bar to each group.
		 * @param name the name in the legend
		 * @param colour the colour
		 * @param percentages 0 to 100, in the order of the categories
		 * @return this
		 */
		public Builder bars(String name, Colour colour, double... percentages) {
			this.series.add(new Series(name, colour, boxed(percentages)));
			return this;
		}

		/**
		 * Adds a short black line to each group, at what no bar can exceed.
		 * @param name the name in the legend, for example {@code bound}
		 * @param percentages 0 to 100, in the order of the categories
		 * @return this
		 */
		public Builder bound(String name, double... percentages) {
			this.bounds.add(new Series(name, Colour.BLACK, boxed(percentages)));
			return this;
		}

		/**
		 * Makes the chart.
		 * @return the chart
		 * @throws IllegalArgumentException if something cannot be drawn
		 */
		public BarChart build() {
			return new BarChart(this.title, this.xTitle, this.yTitle, this.categories, this.series, this.bounds);
		}

		private static List<Double> boxed(double[] values) {
			return Arrays.stream(values).boxed().toList();
		}

	}

}
