package io.nowornever.testbed.chart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A chart: immutable, safe to use from any thread, and drawn anew by each call. The same
 * chart gives the same SVG on every machine.
 */
public sealed interface Chart permits TimeChart, BarChart {

	/**
	 * Draws it as SVG, which needs no fonts on this machine: text stays text.
	 * @return an SVG document, 860 px wide
	 */
	default String svg() {
		return SvgText.of(Drawing.of(this));
	}

	/**
	 * Draws it as PNG. Needs a font on this machine, but no display.
	 * @param width the width in pixels, {@value PngImage#LEAST_WIDTH} to
	 * {@value PngImage#MOST_WIDTH}; the height follows from it
	 * @return the bytes of a PNG file
	 * @throws ChartException if no font can be used
	 */
	default byte[] png(int width) {
		return PngImage.of(Drawing.of(this), width);
	}

	/**
	 * Writes it to a file, and makes the file's folder if that is missing. A PNG has
	 * twice the width of the SVG, to be sharp on dense screens.
	 * @param file where to; its name ends in {@code .svg} or {@code .png}
	 * @throws ChartException if the file cannot be written, or a PNG cannot be drawn
	 */
	default void write(Path file) {
		String name = file.toString();
		byte[] content;
		if (name.endsWith(".svg")) {
			content = svg().getBytes(StandardCharsets.UTF_8);
		}
		else if (name.endsWith(".png")) {
			content = png(2 * Frame.WIDTH);
		}
		else {
			throw new IllegalArgumentException(file + " is no name for a chart: it must end in .svg or .png");
		}
		try {
			Files.createDirectories(file.toAbsolutePath().getParent());
			Files.write(file, content);
		}
		catch (IOException ex) {
			throw new ChartException("Cannot write the chart " + file + ": " + ex, ex);
		}
	}

}
