package io.nowornever.benchmark.requests;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import io.nowornever.benchmark.report.Spread;
import io.nowornever.testbed.report.Table;

/**
 * Sets the sides' turns of each round against one another. For one thread.
 */
final class Comparison {

	private static final int BUSY = 256;

	private static final double RATE_AIM = 1;

	private static final double P99_AIM = 1.1;

	private final List<Side> sides;

	private final Map<Integer, Map<Side, List<Measured>>> levels = new LinkedHashMap<>();

	Comparison(List<Side> sides) {
		this.sides = List.copyOf(sides);
	}

	void add(int inFlight, Side side, Measured measured) {
		this.levels.computeIfAbsent(inFlight, (_) -> new EnumMap<>(Side.class))
			.computeIfAbsent(side, (_) -> new ArrayList<>())
			.add(measured);
	}

	/**
	 * One side against another.
	 */
	private record Ratio(Side over, Side under) {

		String label(int inFlight) {
			return Comparison.label(inFlight, this.over) + " / " + this.under.label();
		}

	}

	/**
	 * Some figures of all sides at all levels, and their ratios: to the bare side, and of
	 * the product to itself without a gate.
	 * @param figures the columns
	 * @return the table in Markdown
	 */
	String table(Figure... figures) {
		List<Figure> columns = List.of(figures);
		Table table = new Table(1, cells("in flight, side", columns, Figure::head));
		for (int inFlight : this.levels.keySet()) {
			for (Side side : this.sides) {
				table.add(cells(label(inFlight, side), columns,
						(figure) -> absolute(inFlight, side, figure).show(figure.decimals())));
			}
			ratios().forEach((ratio) -> table.add(cells(ratio.label(inFlight), columns,
					(figure) -> ratio(inFlight, ratio.over(), ratio.under(), figure).show(2))));
		}
		return table.markdown();
	}

	/**
	 * Whether the product reaches its aims.
	 * @return one line for each level
	 */
	String verdict() {
		if (!this.sides.contains(Side.BARE) || !this.sides.contains(Side.PRODUCT)) {
			return "Aims are judged only with both the bare side and the product.";
		}
		StringBuilder lines = new StringBuilder(
				"Aims: throughput at least 1.0 of bare from 256 in flight on, p99 at most 1.1 of bare.\n\n");
		for (int inFlight : this.levels.keySet()) {
			double rate = ratio(inFlight, Side.PRODUCT, Side.BARE, Figure.RATE).median();
			double p99 = ratio(inFlight, Side.PRODUCT, Side.BARE, Figure.P99).median();
			String rateVerdict = (inFlight < BUSY) ? "no aim" : verdict(rate >= RATE_AIM);
			lines.append(String.format(Locale.ROOT, "- %,d in flight: throughput %.3f (%s), p99 %.3f (%s)\n", inFlight,
					rate, rateVerdict, p99, verdict(p99 <= P99_AIM)));
		}
		return lines.toString();
	}

	private Stream<Ratio> ratios() {
		Stream<Ratio> toBare = this.sides.stream()
			.filter((side) -> side != Side.BARE)
			.map((side) -> new Ratio(side, Side.BARE));
		return Stream
			.concat(toBare,
					Stream.of(new Ratio(Side.PRODUCT, Side.GROUPED), new Ratio(Side.PRODUCT, Side.UNGATED),
							new Ratio(Side.JOURNALLED, Side.PRODUCT), new Ratio(Side.DURABLE, Side.PRODUCT),
							new Ratio(Side.UNCONFIRMED, Side.PRODUCT), new Ratio(Side.BYTES, Side.PRODUCT),
							new Ratio(Side.TYPED, Side.PRODUCT)))
			.filter((ratio) -> this.sides.containsAll(List.of(ratio.over(), ratio.under())));
	}

	private static String verdict(boolean reached) {
		return reached ? "reached" : "missed";
	}

	private static String label(int inFlight, Side side) {
		return String.format(Locale.ROOT, "%,d ", inFlight) + side.label();
	}

	private static List<String> cells(String label, List<Figure> columns, Function<Figure, String> cell) {
		return Stream.concat(Stream.of(label), columns.stream().map(cell)).toList();
	}

	private Spread absolute(int inFlight, Side side, Figure figure) {
		return Spread.of(turns(inFlight, side), figure::of);
	}

	private Spread ratio(int inFlight, Side over, Side under, Figure figure) {
		return Spread.ofRatios(turns(inFlight, over), turns(inFlight, under), figure::of);
	}

	private List<Measured> turns(int inFlight, Side side) {
		return this.levels.getOrDefault(inFlight, Map.of()).getOrDefault(side, List.of());
	}

}
