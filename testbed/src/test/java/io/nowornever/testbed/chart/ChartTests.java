package io.nowornever.testbed.chart;

import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ChartTests {

	@TempDir
	private Path folder;

	@Test
	void anSvgOfLinesNamesEverythingInText() throws Exception {
		assertThat(texts(lines())).contains("Requests <by> outcome", "requests a second", "time (s)", "answered",
				"timed & out", "kill fast-1");
	}

	@Test
	void anSvgOfBarsNamesEverythingInText() throws Exception {
		assertThat(texts(bars())).contains("Answered", "0.9 ×", "2.0 ×", "gate", "none", "bound", "100 %", "0 %");
	}

	@Test
	void largeNumbersHaveSeparators() throws Exception {
		assertThat(texts(lines(line("sent", 0, 1e6)))).contains("1,000,000");
	}

	@Test
	void theSameChartGivesTheSameSvg() {
		assertThat(lines().svg()).isEqualTo(lines().svg());
		assertThat(bars().svg()).isEqualTo(bars().svg());
	}

	@Test
	void aLineOfManyPointsIsThinnedOutButKeepsItsPeak() {
		double[] values = new double[100_000];
		for (int i = 0; i < values.length; i++) {
			values[i] = (i == 54_321) ? 1_000 : i % 7;
		}
		String svg = lines(line("line", values)).svg();
		assertThat(svg.length()).isLessThan(100_000);
		List<Double> line = heightsOfLongestLine(svg);
		assertThat(line).hasSizeLessThan(5_000);
		assertThat(Collections.max(line) - Collections.min(line)).as("pixels").isGreaterThan(100);
	}

	@Test
	void labelsOfMarksThatAreCloseTogetherStandInRowsOfTheirOwn() throws Exception {
		TimeChart chart = new TimeChart("T", "requests", List.of(line("a", 0, 1)),
				List.of(new TimeChart.Mark(0.5, "kill fast-1"), new TimeChart.Mark(0.51, "start fast-1")));
		assertThat(bases(chart, "kill fast-1", "start fast-1")).doesNotHaveDuplicates();
	}

	@Test
	void aFileIsWrittenIntoAFolderThatIsNotYetThere() {
		Path file = this.folder.resolve("charts/lines.svg");
		lines().write(file);
		assertThat(file).hasContent(lines().svg());
	}

	@Test
	void aFileThatCannotBeWrittenIsNamed() {
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> lines().write(this.folder))
			.withMessageContaining("Cannot write the chart " + this.folder);
	}

	@ParameterizedTest
	@MethodSource("nonsense")
	void whatCannotBeDrawnIsNamed(Supplier<Chart> chart, String message) {
		assertThatIllegalArgumentException().isThrownBy(chart::get).withMessageContaining(message);
	}

	static Stream<Arguments> nonsense() {
		TimeChart.Line line = line("a", 0, 1);
		return Stream.of(nonsense(() -> new TimeChart("T", "y", List.of(), List.of()), "needs at least one"),
				nonsense(() -> new TimeChart(" ", "y", List.of(line), List.of()), "empty"),
				nonsense(() -> new TimeChart("bell \u0007", "y", List.of(line), List.of()), "U+0007"),
				nonsense(() -> lines(line, line), "[a, a]"), nonsense(() -> lines(line("a", 0)), "two or more"),
				nonsense(() -> lines(
						new TimeChart.Line("a", List.of(new TimeChart.Sample(1, 0), new TimeChart.Sample(0, 0)))),
						"goes back in time"),
				nonsense(() -> lines(line("a", 0, Double.NaN)), "NaN"),
				nonsense(() -> bars(new BarChart.Series("a", List.of(101.0, 0.0))), "0 to 100"),
				nonsense(() -> bars(new BarChart.Series("a", List.of(1.0))), "1 values"));
	}

	private static Arguments nonsense(Supplier<Chart> chart, String message) {
		return Arguments.of(chart, message);
	}

	private static TimeChart lines() {
		return new TimeChart("Requests <by> outcome", "requests a second",
				List.of(line("answered", 0, 5, 3), line("timed & out", 0, 0, 2)),
				List.of(new TimeChart.Mark(1.5, "kill fast-1")));
	}

	private static TimeChart lines(TimeChart.Line... lines) {
		return new TimeChart("T", "requests", List.of(lines), List.of());
	}

	private static TimeChart.Line line(String name, double... values) {
		return new TimeChart.Line(name,
				IntStream.range(0, values.length).mapToObj((i) -> new TimeChart.Sample(i, values[i])).toList());
	}

	private static BarChart bars() {
		return bars(new BarChart.Series("gate", List.of(99.5, 48.0)), new BarChart.Series("none", List.of(50.0, 12.0)));
	}

	private static BarChart bars(BarChart.Series... series) {
		return new BarChart("Answered", "load", "answered (%)", List.of("0.9 ×", "2.0 ×"), List.of(series),
				new BarChart.Series("bound", List.of(100.0, 50.0)));
	}

	private static List<String> texts(Chart chart) throws Exception {
		return labels(chart).map(Element::getTextContent).toList();
	}

	private static List<String> bases(Chart chart, String... texts) throws Exception {
		return labels(chart).filter((label) -> List.of(texts).contains(label.getTextContent()))
			.map((label) -> label.getAttribute("y"))
			.toList();
	}

	private static Stream<Element> labels(Chart chart) throws Exception {
		NodeList nodes = DocumentBuilderFactory.newInstance()
			.newDocumentBuilder()
			.parse(new InputSource(new StringReader(chart.svg())))
			.getElementsByTagName("text");
		return IntStream.range(0, nodes.getLength()).mapToObj((i) -> (Element) nodes.item(i));
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
