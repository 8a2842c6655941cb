package io.nowornever.testbed.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A chart: immutable, safe to use from any thread, and drawn anew by each call. The same
 * chart gives the same SVG on every machine.
 */
public sealed interface Chart permits TimeChart, BarChart {

	/**
	 * Draws it. That needs no fonts on this machine: text stays text.
	 * @return an SVG document, 860 px wide
	 */
	String svg();

	/**
	 * Writes it to a file, and makes the file's folder if that is missing.
	 * @param file where to; a name that ends in {@code .svg} lets other programs know it
	 * @throws UncheckedIOException if the file cannot be written
	 */
	default void write(Path file) {
		try {
			Files.createDirectories(file.toAbsolutePath().getParent());
			Files.writeString(file, svg());
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot write the chart " + file + ": " + ex, ex);
		}
	}

}
