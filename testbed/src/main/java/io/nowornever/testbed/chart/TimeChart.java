package io.nowornever.testbed.chart;

import java.util.List;

/**
 * Lines over time, with marks at moments at which something was done. The y axis starts
 * at 0, or below it where values do.
 *
 * @param title what the chart says, on one line of about 75 characters
 * @param yTitle what the values are, with their unit
 * @param lines one to eight, those that come later above the others
 * @param marks moments to point out
 */
public record TimeChart(String title, String yTitle, List<Line> lines, List<Mark> marks) implements Chart {

	/**
	 * Checks the parts and makes them unmodifiable.
	 * @throws IllegalArgumentException if something cannot be drawn
	 */
	public TimeChart {
		Require.text("The title", title);
		Require.text("The title of the y axis", yTitle);
		lines = List.copyOf(lines);
		marks = List.copyOf(marks);
		Require.series("lines", lines.stream().map(Line::name).toList());
	}

	@Override
	public String svg() {
		return new TimeLayout(this).svg();
	}

	/**
	 * A line.
	 *
	 * @param name its name in the legend
	 * @param samples what it connects: two or more, in the order of time
	 */
	public record Line(String name, List<Sample> samples) {

		/**
		 * Checks the samples and makes them unmodifiable.
		 * @throws IllegalArgumentException if there are fewer than two, or time goes
		 * backwards
		 */
		public Line {
			Require.text("The name of a line", name);
			samples = List.copyOf(samples);
			if (samples.size() < 2) {
				throw new IllegalArgumentException(
						"The line \"" + name + "\" has " + samples.size() + " samples: it needs two or more");
			}
			for (int i = 1; i < samples.size(); i++) {
				if (samples.get(i).seconds() < samples.get(i - 1).seconds()) {
					throw new IllegalArgumentException("The line \"" + name + "\" goes back in time, from "
							+ samples.get(i - 1).seconds() + " s to " + samples.get(i).seconds() + " s");
				}
			}
		}

	}

	/**
	 * A value at a moment.
	 *
	 * @param seconds the moment
	 * @param value the value
	 */
	public record Sample(double seconds, double value) {

		/**
		 * Checks the numbers.
		 * @throws IllegalArgumentException if one is not finite or larger than 1e15
		 */
		public Sample {
			Require.number("A sample's moment", seconds);
			Require.number("A sample's value", value);
		}

	}

	/**
	 * A vertical line at a moment.
	 *
	 * @param seconds the moment
	 * @param label what happened, in few words
	 */
	public record Mark(double seconds, String label) {

		/**
		 * Checks the parts.
		 * @throws IllegalArgumentException if the label is empty or the moment no number
		 */
		public Mark {
			Require.text("The label of a mark", label);
			Require.number("The moment of a mark", seconds);
		}

	}

}
