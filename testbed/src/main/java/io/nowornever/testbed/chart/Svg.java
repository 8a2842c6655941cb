package io.nowornever.testbed.chart;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * An SVG document as it grows: shapes on white paper, each above those before it, in
 * pixels from the upper left corner, as short as a tenth of a pixel permits. Colours are
 * in the form {@code #rrggbb}; those here are of what is not data. For one thread.
 */
final class Svg {

	/** In pixels, made for the column of a web page. */
	static final int WIDTH = 860;

	static final String PAPER = "#ffffff";

	static final String TEXT = "#1f2328";

	static final String QUIET_TEXT = "#59636e";

	static final String AXIS = "#818b98";

	static final String GRID = "#e3e6ea";

	private static final String FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

	private final StringBuilder shapes = new StringBuilder();

	void box(double x, double y, double width, double height, String colour) {
		this.shapes.append("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\"/>\n".formatted(number(x),
				number(y), number(width), number(height), colour));
	}

	void line(double x1, double y1, double x2, double y2, double width, String colour) {
		line(List.of(new Point(x1, y1), new Point(x2, y2)), width, colour);
	}

	void line(List<Point> points, double width, String colour) {
		line(points, width, colour, "");
	}

	void pole(double x, double top, double bottom, String colour) {
		line(List.of(new Point(x, top), new Point(x, bottom)), 1, colour, " stroke-dasharray=\"4\"");
	}

	/**
	 * Writes a line of text.
	 * @param anchor which part of it is at {@code x}
	 * @param base its base line
	 */
	void text(String text, Anchor anchor, double x, double base, Lettering lettering, String colour) {
		String more = lettering.isBold() ? " font-weight=\"600\"" : "";
		more += (anchor == Anchor.START) ? "" : " text-anchor=\"" + anchor.name().toLowerCase(Locale.ROOT) + "\"";
		this.shapes.append("<text x=\"%s\" y=\"%s\" font-size=\"%s\" fill=\"%s\"%s>%s</text>\n".formatted(number(x),
				number(base), lettering.size(), colour, more, escaped(text)));
	}

	/**
	 * The whole document, with all shapes until now.
	 */
	String document(String title, int height) {
		return """
				<svg xmlns="http://www.w3.org/2000/svg" width="%1$s" height="%2$s" viewBox="0 0 %1$s %2$s" role="img" \
				font-family="%3$s">
				<title>%4$s</title>
				<rect width="100%%" height="100%%" fill="%5$s"/>
				%6$s</svg>
				""".formatted(WIDTH, height, FONTS, escaped(title), PAPER, this.shapes);
	}

	private void line(List<Point> points, double width, String colour, String dashes) {
		String places = points.stream()
			.map((point) -> number(point.x()) + "," + number(point.y()))
			.collect(Collectors.joining(" "));
		this.shapes.append("""
				<polyline points="%s" fill="none" stroke="%s" stroke-width="%s" stroke-linejoin="round"%s/>
				""".formatted(places, colour, number(width), dashes));
	}

	private static String number(double value) {
		BigDecimal tenths = BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP);
		return (tenths.signum() == 0) ? "0" : tenths.stripTrailingZeros().toPlainString();
	}

	private static String escaped(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
	}

	/**
	 * A place, so many pixels to the right and down.
	 */
	record Point(double x, double y) {
	}

	/**
	 * Which part of a text is at its place.
	 */
	enum Anchor {

		START, MIDDLE, END

	}

}
