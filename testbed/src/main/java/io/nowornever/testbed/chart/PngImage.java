package io.nowornever.testbed.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Paints a drawing with this machine's own sans-serif font.
 */
final class PngImage {

	static final int LEAST_WIDTH = 200;

	static final int MOST_WIDTH = 8000;

	private static final String HEADLESS = "java.awt.headless";

	static {
		// A display that is named and cannot be reached would stop the drawing.
		if (System.getProperty(HEADLESS) == null) {
			System.setProperty(HEADLESS, "true");
		}
	}

	private final Graphics2D graphics;

	private PngImage(Graphics2D graphics) {
		this.graphics = graphics;
	}

	static byte[] of(Drawing drawing, int width) {
		if (width < LEAST_WIDTH || width > MOST_WIDTH) {
			throw new IllegalArgumentException(
					"A PNG cannot be " + width + " pixels wide: " + LEAST_WIDTH + " to " + MOST_WIDTH + " are allowed");
		}
		double scale = (double) width / drawing.width();
		int height = (int) Math.round(scale * drawing.height());
		BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		try {
			paint(drawing, image, scale);
		}
		catch (RuntimeException | LinkageError | InternalError ex) {
			throw new ChartException("Cannot write text into a PNG, since Java can use no font here (" + ex
					+ "): install fontconfig, freetype and a font, on Debian the packages fontconfig, libfreetype6 and"
					+ " fonts-dejavu-core, or draw SVG, which needs none", ex);
		}
		return encoded(image);
	}

	private static void paint(Drawing drawing, BufferedImage image, double scale) {
		Graphics2D graphics = image.createGraphics();
		graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
		graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
		graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
		graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
		graphics.setColor(Color.decode(Ink.PAPER));
		graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
		graphics.scale(scale, scale);
		PngImage painter = new PngImage(graphics);
		drawing.shapes().forEach(painter::shape);
		graphics.dispose();
	}

	private void shape(Shape shape) {
		switch (shape) {
			case Shape.Box box -> box(box);
			case Shape.Stroke stroke -> stroke(stroke);
			case Shape.Label label -> label(label);
		}
	}

	private void box(Shape.Box box) {
		this.graphics.setColor(Color.decode(box.colour()));
		this.graphics.fill(new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height()));
	}

	private void stroke(Shape.Stroke stroke) {
		float[] dashes = stroke.dashed() ? new float[] { Shape.Stroke.DASH } : null;
		this.graphics.setColor(Color.decode(stroke.colour()));
		this.graphics.setStroke(
				new BasicStroke((float) stroke.width(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes, 0));
		Path2D path = new Path2D.Double();
		path.moveTo(stroke.points().getFirst().x(), stroke.points().getFirst().y());
		stroke.points().forEach((point) -> path.lineTo(point.x(), point.y()));
		this.graphics.draw(path);
	}

	private void label(Shape.Label label) {
		Lettering lettering = label.lettering();
		Font font = new Font(Font.SANS_SERIF, lettering.isBold() ? Font.BOLD : Font.PLAIN, lettering.size());
		double width = font.getStringBounds(label.text(), this.graphics.getFontRenderContext()).getWidth();
		double left = switch (label.anchor()) {
			case START -> label.x();
			case MIDDLE -> label.x() - width / 2;
			case END -> label.x() - width;
		};
		this.graphics.setFont(font);
		this.graphics.setColor(Color.decode(label.colour()));
		this.graphics.drawString(label.text(), (float) left, (float) label.y());
	}

	private static byte[] encoded(BufferedImage image) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
			if (!ImageIO.write(image, "png", out)) {
				throw new IllegalStateException("This JDK cannot write PNG");
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

}
