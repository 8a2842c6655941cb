package io.nowornever.testbed.chart;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Writes a drawing as SVG, as short as a tenth of a pixel permits.
 */
final class SvgText {

	private static final String FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

	private final StringBuilder text = new StringBuilder();

	private SvgText() {
	}

	static String of(Drawing drawing) {
		SvgText svg = new SvgText();
		svg.document(drawing);
		return svg.text.toString();
	}

	private void document(Drawing drawing) {
		line("""
				<svg xmlns="http://www.w3.org/2000/svg" width="%1$s" height="%2$s" viewBox="0 0 %1$s %2$s" role="img" \
				font-family="%3$s">""".formatted(drawing.width(), drawing.height(), FONTS));
		line("<title>%s</title>".formatted(escaped(drawing.title())));
		line("<rect width=\"100%%\" height=\"100%%\" fill=\"%s\"/>".formatted(Ink.PAPER));
		drawing.shapes().forEach(this::shape);
		line("</svg>");
	}

	private void shape(Shape shape) {
		line(switch (shape) {
			case Shape.Box box -> box(box);
			case Shape.Stroke stroke -> stroke(stroke);
			case Shape.Label label -> label(label);
		});
	}

	private void line(String element) {
		this.text.append(element).append('\n');
	}

	private static String box(Shape.Box box) {
		return "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\"/>".formatted(number(box.x()),
				number(box.y()), number(box.width()), number(box.height()), box.colour());
	}

	private static String stroke(Shape.Stroke stroke) {
		String points = stroke.points()
			.stream()
			.map((point) -> number(point.x()) + "," + number(point.y()))
			.collect(Collectors.joining(" "));
		String dashes = stroke.dashed() ? " stroke-dasharray=\"" + Shape.Stroke.DASH + "\"" : "";
		return "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\" stroke-linejoin=\"round\"%s/>"
			.formatted(points, stroke.colour(), number(stroke.width()), dashes);
	}

	private static String label(Shape.Label label) {
		String weight = label.lettering().isBold() ? " font-weight=\"600\"" : "";
		String anchor = (label.anchor() != Shape.Anchor.START)
				? " text-anchor=\"" + label.anchor().name().toLowerCase(Locale.ROOT) + "\"" : "";
		return "<text x=\"%s\" y=\"%s\" font-size=\"%s\" fill=\"%s\"%s%s>%s</text>".formatted(number(label.x()),
				number(label.y()), label.lettering().size(), label.colour(), weight, anchor, escaped(label.text()));
	}

	private static String number(double value) {
		BigDecimal tenths = BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP);
		return (tenths.signum() == 0) ? "0" : tenths.stripTrailingZeros().toPlainString();
	}

	private static String escaped(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
	}

}
