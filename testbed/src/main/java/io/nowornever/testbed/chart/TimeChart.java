package io.nowornever.testbed.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lines over time, with marks at moments at which something was done. The y axis starts
 * at 0, or below it where values do.
 *
 * @param title what the chart says
 * @param xTitle the title of the x axis, with its unit, or an empty text for none
 * @param yTitle the title of the y axis, with its unit, or an empty text for none
 * @param yReach a value up to which the y axis reaches at least, 0 for no such value
 * @param lines the lines, those that come later above the others
 * @param marks moments to point out
 * @param spans stretches of time to point out
 */
public record TimeChart(String title, String xTitle, String yTitle, double yReach, List<Line> lines, List<Mark> marks,
		List<Span> spans) implements Chart {

	/**
	 * Checks the parts and makes them unmodifiable.
	 * @throws IllegalArgumentException if something cannot be drawn
	 */
	public TimeChart {
		Require.text("The title", title);
		Require.printable("The title of the x axis", xTitle);
		Require.printable("The title of the y axis", yTitle);
		Require.number("The reach of the y axis", yReach);
		lines = List.copyOf(lines);
		marks = List.copyOf(marks);
		spans = List.copyOf(spans);
		Require.some("The lines of \"" + title + "\"", lines);
		Require.different("lines", lines.stream().map(Line::name));
	}

	/**
	 * Begins a chart.
	 * @param title what the chart says
	 * @return a builder; the title of its x axis is {@code time (s)}
	 */
	public static Builder titled(String title) {
		return new Builder(title);
	}

	/**
	 * Every moment that the chart shows.
	 */
	Stream<Double> moments() {
		Stream<Double> ofLines = this.lines.stream().flatMap((line) -> line.samples().stream()).map(Sample::seconds);
		Stream<Double> ofMarks = this.marks.stream().map(Mark::seconds);
		Stream<Double> ofSpans = this.spans.stream().flatMap((span) -> Stream.of(span.from(), span.to()));
		return Stream.of(ofLines, ofMarks, ofSpans).flatMap((each) -> each);
	}

	/**
	 * Every value that the y axis must show.
	 */
	Stream<Double> values() {
		return Stream.concat(Stream.of(0.0, this.yReach),
				this.lines.stream().flatMap((line) -> line.samples().stream()).map(Sample::value));
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
			Require.number("A sample's value at " + seconds + " s", value);
		}

	}

	/**
	 * A line.
	 *
	 * @param name its name in the legend
	 * @param colour its colour
	 * @param samples what it connects: two or more, in the order of time
	 */
	public record Line(String name, Colour colour, List<Sample> samples) {

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
			Require.number("The moment of the mark \"" + label + "\"", seconds);
		}

	}

	/**
	 * A shaded stretch of time.
	 *
	 * @param from its first moment in seconds
	 * @param to its last
	 * @param label what went on, in few words
	 */
	public record Span(double from, double to, String label) {

		/**
		 * Checks the parts.
		 * @throws IllegalArgumentException if the label is empty or the span does not end
		 * after its start
		 */
		public Span {
			Require.text("The label of a span", label);
			Require.number("The start of the span \"" + label + "\"", from);
			Require.number("The end of the span \"" + label + "\"", to);
			if (to <= from) {
				throw new IllegalArgumentException("The span \"" + label + "\" ends at " + to
						+ " s: it must end after its start at " + from + " s");
			}
		}

	}

	/**
	 * Collects the parts of a chart. Not for use by several threads.
	 */
	public static final class Builder {

		private final String title;

		private final List<Line> lines = new ArrayList<>();

		private final List<Mark> marks = new ArrayList<>();

		private final List<Span> spans = new ArrayList<>();

		private String xTitle = "time (s)";

		private String yTitle = "";

		private double yReach;

		private Builder(String title) {
			this.title = title;
		}

		/**
		 * Sets the title of the x axis.
		 * @param title the title, with the unit
		 * @return this
		 */
		public Builder xTitle(String title) {
			this.xTitle = title;
			return this;
		}

		/**
		 * Sets the title of the y axis.
		 * @param title the title, with the unit
		 * @return this
		 */
		public Builder yTitle(String title) {
			this.yTitle = title;
			return this;
		}

		/**
		 * Makes the y axis reach a value, whatever the lines' values are.
		 * @param value for example 100 for percentages
		 * @return this
		 */
		public Builder yReach(double value) {
			this.yReach = value;
			return this;
		}

		/**
		 * Adds a line in the next colour.
		 * @param name its name in the legend
		 * @param samples what it connects, in the order of time
		 * @return this
		 */
		public Builder line(String name, List<Sample> samples) {
			return line(name, Colour.ofSeries(this.lines.size()), samples);
		}

		/**
		 * Adds a line.
		 * @param name its name in the legend
		 * @param colour its colour
		 * @param samples what it connects, in the order of time
		 * @return this
		 */
		public Builder line(String name, Colour colour, List<Sample> samples) {
			this.lines.add(new Line(name, colour, samples));
			return this;
		}

		/**
		 * Adds a line in the next colour.
		 * @param name its name in the legend
		 * @param seconds moments, in order
		 * @param values the value at each moment
		 * @return this
		 */
		public Builder line(String name, double[] seconds, double[] values) {
			return line(name, Colour.ofSeries(this.lines.size()), seconds, values);
		}

		/**
		 * Adds a line.
		 * @param name its name in the legend
		 * @param colour its colour
		 * @param seconds moments, in order
		 * @param values the value at each moment
		 * @return this
		 */
		public Builder line(String name, Colour colour, double[] seconds, double[] values) {
			Require.sameLength("The line \"" + name + "\"", seconds.length, "moments", values.length);
			List<Sample> samples = new ArrayList<>(seconds.length);
			for (int i = 0; i < seconds.length; i++) {
				samples.add(new Sample(seconds[i], values[i]));
			}
			return line(name, colour, samples);
		}

		/**
		 * Adds a vertical line.
		 * @param seconds the moment
		 * @param label what happened, in few words
		 * @return this
		 */
		public Builder mark(double seconds, String label) {
			this.marks.add(new Mark(seconds, label));
			return this;
		}

		/**
		 * Shades a stretch of time.
		 * @param from its first moment in seconds
		 * @param to its last
		 * @param label what went on, in few words
		 * @return this
		 */
		public Builder span(double from, double to, String label) {
			this.spans.add(new Span(from, to, label));
			return this;
		}

		/**
		 * Makes the chart.
		 * @return the chart
		 * @throws IllegalArgumentException if something cannot be drawn
		 */
		public TimeChart build() {
			return new TimeChart(this.title, this.xTitle, this.yTitle, this.yReach, this.lines, this.marks, this.spans);
		}

	}

}
