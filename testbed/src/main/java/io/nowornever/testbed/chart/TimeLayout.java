package io.nowornever.testbed.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lays out a chart over time.
 */
final class TimeLayout {

	private static final int X_TICKS = 10;

	private static final int Y_TICKS = 5;

	private static final int TICK_LENGTH = 5;

	private static final double LINE_WIDTH = 2;

	private final TimeChart chart;

	private final Axis xAxis;

	private final Frame frame;

	private final Flags flags;

	private final Frame.Plot plot;

	TimeLayout(TimeChart chart) {
		this.chart = chart;
		this.xAxis = Axis.between(least(chart.moments()), most(chart.moments()), X_TICKS);
		this.frame = new Frame(new Titles(chart.title(), chart.xTitle(), chart.yTitle()),
				Axis.around(least(chart.values()), most(chart.values()), Y_TICKS), legend(chart));
		this.flags = new Flags(this.frame.right());
		this.flags.place(wishes());
		this.plot = this.frame.plot(this.flags.height(), TICK_LENGTH + Lettering.SMALL.lineHeight());
	}

	Drawing drawing() {
		List<Shape> data = new ArrayList<>();
		addTicks(data);
		data.addAll(this.flags.shapes(this.plot));
		this.chart.lines().forEach((line) -> data.add(stroke(line)));
		return this.plot.drawing(this.chart.spans().stream().map(this::box).toList(), data);
	}

	private List<Flags.Wish> wishes() {
		return Stream
			.concat(this.chart.marks().stream().map((mark) -> new Flags.Wish(x(mark.seconds()), mark.label(), true)),
					this.chart.spans().stream().map((span) -> new Flags.Wish(x(span.from()), span.label(), false)))
			.toList();
	}

	private void addTicks(List<Shape> shapes) {
		double bottom = this.plot.bottom();
		for (double tick : this.xAxis.ticks()) {
			shapes.add(Shape.Stroke.thin(x(tick), bottom, x(tick), bottom + TICK_LENGTH, Ink.AXIS));
			shapes
				.add(new Shape.Label(this.xAxis.label(tick), x(tick), bottom + TICK_LENGTH + Lettering.SMALL.size() + 2,
						Shape.Anchor.MIDDLE, Lettering.SMALL, Ink.QUIET_TEXT));
		}
	}

	private Shape box(TimeChart.Span span) {
		return new Shape.Box(x(span.from()), this.plot.top(), x(span.to()) - x(span.from()),
				this.plot.bottom() - this.plot.top(), Ink.SPAN);
	}

	private Shape stroke(TimeChart.Line line) {
		List<Shape.Point> points = line.samples()
			.stream()
			.map((sample) -> new Shape.Point(x(sample.seconds()), this.plot.y(sample.value())))
			.toList();
		return new Shape.Stroke(Thinning.thin(points), LINE_WIDTH, false, line.colour().hex());
	}

	private double x(double seconds) {
		return this.frame.left() + this.xAxis.share(seconds) * this.frame.width();
	}

	private static Legend legend(TimeChart chart) {
		return new Legend(chart.lines()
			.stream()
			.map((line) -> new Legend.Entry(line.name(), line.colour(), Legend.Sample.LINE))
			.toList());
	}

	private static double least(Stream<Double> values) {
		return values.mapToDouble(Double::doubleValue).min().orElseThrow();
	}

	private static double most(Stream<Double> values) {
		return values.mapToDouble(Double::doubleValue).max().orElseThrow();
	}

}
