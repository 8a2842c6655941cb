package io.nowornever.testbed.chart;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Lays out a chart over time.
 */
final class TimeLayout {

	private static final int TICK_LENGTH = 5;

	private static final double LINE_WIDTH = 2;

	private final TimeChart chart;

	private final Axis xAxis;

	private final Axis yAxis;

	TimeLayout(TimeChart chart) {
		this.chart = chart;
		DoubleSummaryStatistics moments = DoubleStream
			.concat(samples().mapToDouble(TimeChart.Sample::seconds),
					chart.marks().stream().mapToDouble(TimeChart.Mark::seconds))
			.summaryStatistics();
		this.xAxis = Axis.between(moments.getMin(), moments.getMax(), 10);
		DoubleSummaryStatistics values = DoubleStream
			.concat(DoubleStream.of(0), samples().mapToDouble(TimeChart.Sample::value))
			.summaryStatistics();
		this.yAxis = Axis.around(values.getMin(), values.getMax(), 5);
	}

	String svg() {
		Svg svg = new Svg();
		Flags flags = new Flags(this.chart.marks(), (mark) -> x(mark.seconds()));
		Frame frame = Frame.draw(svg, this.chart.title(), "time (s)", this.chart.yTitle(), this.yAxis, flags.height(),
				TICK_LENGTH + Lettering.SMALL.lineHeight());
		drawTicks(svg, frame.bottom());
		flags.draw(svg, frame.top(), frame.bottom());
		List<Legend.Entry> legend = new ArrayList<>();
		for (TimeChart.Line line : this.chart.lines()) {
			String colour = Colour.OF_SERIES.get(legend.size()).hex();
			List<Svg.Point> points = line.samples()
				.stream()
				.map((sample) -> new Svg.Point(x(sample.seconds()), frame.y(sample.value())))
				.toList();
			svg.line(Thinning.thin(points), LINE_WIDTH, colour);
			legend.add(new Legend.Entry(line.name(), colour, false));
		}
		return frame.end(svg, this.chart.title(), legend);
	}

	private void drawTicks(Svg svg, double top) {
		double bottom = top + TICK_LENGTH;
		for (double tick : this.xAxis.ticks()) {
			svg.line(x(tick), top, x(tick), bottom, 1, Svg.AXIS);
			svg.text(this.xAxis.label(tick), Svg.Anchor.MIDDLE, x(tick), bottom + Lettering.SMALL.size() + 2,
					Lettering.SMALL, Svg.QUIET_TEXT);
		}
	}

	private Stream<TimeChart.Sample> samples() {
		return this.chart.lines().stream().flatMap((line) -> line.samples().stream());
	}

	private double x(double seconds) {
		double left = Frame.left(this.yAxis);
		return left + this.xAxis.share(seconds) * (Frame.RIGHT - left);
	}

}
