package io.nowornever.testbed.chart;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ChartTests {

	@TempDir
	private Path folder;

	@Test
	void anSvgOfLinesNamesEverythingInText() throws Exception {
		assertThat(texts(lines())).contains("Requests <by> outcome", "requests a second", "time (s)", "answered",
				"timed & out", "kill fast-1", "paused");
	}

	@Test
	void anSvgOfBarsNamesEverythingInText() throws Exception {
		assertThat(texts(bars())).contains("Answered", "0.9 ×", "2.0 ×", "gate", "none", "bound", "100 %", "0 %");
	}

	@Test
	void largeNumbersHaveSeparators() throws Exception {
		Chart chart = TimeChart.titled("Messages").line("sent", new double[] { 0, 1 }, new double[] { 0, 1e6 }).build();
		assertThat(texts(chart)).anyMatch((text) -> text.matches("1\\D000\\D000"));
	}

	@ParameterizedTest
	@MethodSource("charts")
	void theSameChartGivesTheSameSvg(Supplier<Chart> chart) {
		assertThat(chart.get().svg()).isEqualTo(chart.get().svg());
	}

	@ParameterizedTest
	@MethodSource("charts")
	void aPngHasTheWidthAskedForAndShowsSomething(Supplier<Chart> chart) throws Exception {
		BufferedImage image = ImageIO.read(new ByteArrayInputStream(chart.get().png(640)));
		assertThat(image.getWidth()).isEqualTo(640);
		long colours = Stream.iterate(0, (index) -> index < image.getWidth() * image.getHeight(), (index) -> index + 1)
			.map((index) -> image.getRGB(index % image.getWidth(), index / image.getWidth()))
			.distinct()
			.count();
		assertThat(colours).isGreaterThan(10);
	}

	@Test
	void aLineOfManyPointsIsThinnedOutButKeepsItsPeak() {
		double[] seconds = new double[100_000];
		double[] values = new double[seconds.length];
		for (int i = 0; i < seconds.length; i++) {
			seconds[i] = i;
			values[i] = (i == 54_321) ? 1_000 : i % 7;
		}
		String svg = TimeChart.titled("Many").line("line", seconds, values).build().svg();
		assertThat(svg.length()).isLessThan(100_000);
		List<Double> line = heightsOfLongestLine(svg);
		assertThat(line).hasSizeLessThan(5_000);
		assertThat(Collections.max(line) - Collections.min(line)).as("pixels").isGreaterThan(100);
	}

	@Test
	void aFileIsWrittenByItsEnding() throws Exception {
		lines().write(this.folder.resolve("charts/lines.svg"));
		lines().write(this.folder.resolve("charts/lines.png"));
		assertThat(Files.readString(this.folder.resolve("charts/lines.svg"))).startsWith("<svg");
		assertThat(ImageIO.read(this.folder.resolve("charts/lines.png").toFile())).isNotNull();
		assertThatIllegalArgumentException().isThrownBy(() -> lines().write(this.folder.resolve("lines.gif")))
			.withMessageContaining(".svg or .png");
	}

	@ParameterizedTest
	@MethodSource("nonsense")
	void whatCannotBeDrawnIsNamed(Supplier<Chart> chart, String message) {
		assertThatIllegalArgumentException().isThrownBy(chart::get).withMessageContaining(message);
	}

	static Stream<Supplier<Chart>> charts() {
		return Stream.of(ChartTests::lines, ChartTests::bars);
	}

	static Stream<Arguments> nonsense() {
		double[] two = { 0, 1 };
		return Stream.of(Arguments.of((Supplier<Chart>) () -> TimeChart.titled("T").build(), "needs at least one"),
				Arguments.of((Supplier<Chart>) () -> TimeChart.titled(" ").line("a", two, two).build(), "empty"),
				Arguments.of((Supplier<Chart>) () -> TimeChart.titled("T").line("a", two, new double[3]).build(),
						"\"a\""),
				Arguments.of(
						(Supplier<Chart>) () -> TimeChart.titled("T").line("a", new double[] { 1, 0 }, two).build(),
						"goes back in time"),
				Arguments.of((Supplier<Chart>) () -> TimeChart.titled("T")
					.line("a", two, new double[] { 0, Double.NaN })
					.build(), "NaN"),
				Arguments.of((Supplier<Chart>) () -> BarChart.titled("T", List.of("x")).bars("a", 101).build(),
						"0 to 100"),
				Arguments.of((Supplier<Chart>) () -> BarChart.titled("T", List.of("x")).bars("a", 1, 2).build(),
						"2 values"));
	}

	private static Chart lines() {
		return TimeChart.titled("Requests <by> outcome")
			.yTitle("requests a second")
			.line("answered", new double[] { 0, 1, 2 }, new double[] { 0, 5, 3 })
			.line("timed & out", new double[] { 0, 1, 2 }, new double[] { 0, 0, 2 })
			.mark(1.5, "kill fast-1")
			.span(0.5, 1, "paused")
			.build();
	}

	private static Chart bars() {
		return BarChart.titled("Answered", List.of("0.9 ×", "2.0 ×"))
			.bars("gate", 99.5, 48)
			.bars("none", 50, 12)
			.bound("bound", 100, 50)
			.build();
	}

	private static List<String> texts(Chart chart) throws Exception {
		Document svg = DocumentBuilderFactory.newInstance()
			.newDocumentBuilder()
			.parse(new InputSource(new StringReader(chart.svg())));
		NodeList nodes = svg.getElementsByTagName("text");
		List<String> texts = new ArrayList<>();
		for (int i = 0; i < nodes.getLength(); i++) {
			texts.add(nodes.item(i).getTextContent());
		}
		return texts;
	}

	private static List<Double> heightsOfLongestLine(String svg) {
		return Pattern.compile("points=\"([^\"]+)\"")
			.matcher(svg)
			.results()
			.map((match) -> match.group(1))
			.max(Comparator.comparingInt(String::length))
			.stream()
			.flatMap((points) -> Stream.of(points.split(" ", -1)))
			.map((point) -> Double.valueOf(point.substring(point.indexOf(',') + 1)))
			.toList();
	}

}
