package io.nowornever.testbed.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * The names of the series, each behind a sample of its colour, in as many rows as they
 * need.
 */
final class Legend {

	private static final int ROW_HEIGHT = 22;

	private static final int SAMPLE_WIDTH = 20;

	private static final int AFTER_SAMPLE = 7;

	private static final int BETWEEN = 22;

	private static final Lettering LETTERING = Lettering.TEXT;

	private final List<Entry> entries;

	Legend(List<Entry> entries) {
		this.entries = List.copyOf(entries);
	}

	double height(double width) {
		return rows(width).size() * ROW_HEIGHT;
	}

	List<Shape> shapes(double left, double top, double width) {
		List<Shape> shapes = new ArrayList<>();
		double base = top;
		for (List<Entry> row : rows(width)) {
			base += ROW_HEIGHT;
			double x = left;
			for (Entry entry : row) {
				shapes.add(entry.sample().at(x, base - LETTERING.size() / 3.0, entry.colour().hex()));
				shapes.add(new Shape.Label(entry.name(), x + SAMPLE_WIDTH + AFTER_SAMPLE, base, Shape.Anchor.START,
						LETTERING, Ink.TEXT));
				x += entry.width();
			}
		}
		return shapes;
	}

	private List<List<Entry>> rows(double width) {
		List<List<Entry>> rows = new ArrayList<>();
		double used = Double.POSITIVE_INFINITY;
		for (Entry entry : this.entries) {
			if (used + entry.width() > width) {
				rows.add(new ArrayList<>());
				used = 0;
			}
			rows.getLast().add(entry);
			used += entry.width();
		}
		return rows;
	}

	/**
	 * A series.
	 *
	 * @param name its name
	 * @param colour its colour
	 * @param sample what it looks like
	 */
	record Entry(String name, Colour colour, Sample sample) {

		double width() {
			return SAMPLE_WIDTH + AFTER_SAMPLE + LETTERING.width(this.name) + BETWEEN;
		}

	}

	/**
	 * What a series looks like.
	 */
	enum Sample {

		LINE {
			@Override
			Shape at(double x, double middle, String colour) {
				return new Shape.Stroke(List.of(new Shape.Point(x, middle), new Shape.Point(x + SAMPLE_WIDTH, middle)),
						2.5, false, colour);
			}
		},

		BAR {
			@Override
			Shape at(double x, double middle, String colour) {
				return new Shape.Box(x + SAMPLE_WIDTH - 12, middle - 6, 12, 12, colour);
			}
		};

		abstract Shape at(double x, double middle, String colour);

	}

}
