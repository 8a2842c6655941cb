package io.nowornever.lab.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

import io.nowornever.testbed.service.ConsumerFigures;
import io.nowornever.testbed.service.Latencies;
import io.nowornever.testbed.service.ProducerFigures;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

import static org.assertj.core.api.Assertions.assertThat;

class LinesTests {

	private static final long SECOND_NANOS = 1_000_000_000;

	private static final Latencies LATENCIES = new Latencies(
			new TreeMap<>(Map.of(0.25, 10L, 2.5, 20L, Double.POSITIVE_INFINITY, 20L)));

	@Test
	void aLineShowsWhatHappenedSinceTheOneBefore() {
		Reading before = reading(1, producer(10, 8, 1), consumer(9, 0, 0));
		Reading now = reading(2, producer(15, 10, 2), consumer(11, 3, 4));
		SecondLine lines = new SecondLine(Ansi.OFF);
		assertThat(lines.between(before, now).lines().toList().getLast())
			.isEqualTo("  0:02      5         2         1      3  |         3    83 %  |       4");
	}

	@Test
	void otherOutcomesAreShownOnlyWhenThereAreAny() {
		Reading before = reading(1, figures(3, Map.of("answered", 1L, "no_responders", 2L, "refused", 0L)),
				consumer(0, 0, 0));
		Reading now = reading(2, figures(6, Map.of("answered", 1L, "no_responders", 5L, "refused", 0L)),
				consumer(0, 0, 0));
		assertThat(new SecondLine(Ansi.OFF).between(before, now)).endsWith("no responders 3");
	}

	@Test
	void theHeaderComesAgainEveryTwentyLines() {
		SecondLine lines = new SecondLine(Ansi.OFF);
		Reading reading = reading(1, producer(1, 1, 0), consumer(1, 0, 0));
		List<Integer> withHeader = IntStream.range(0, 41)
			.filter((number) -> lines.between(reading, reading).contains("timed out"))
			.boxed()
			.toList();
		assertThat(withHeader).containsExactly(0, 20, 40);
	}

	@Test
	void manyConsumersShareAColumnPerKindSoThatLinesStayShort() {
		Map<String, ConsumerFigures> consumers = new LinkedHashMap<>();
		IntStream.rangeClosed(1, 16).forEach((number) -> consumers.put("slow-" + number, consumer(1, 1, 2)));
		IntStream.rangeClosed(1, 16).forEach((number) -> consumers.put("fast-" + number, consumer(1, 0, 0)));
		Reading now = new Reading(SECOND_NANOS, Map.of("producer-1", producer(100, 90, 10)), consumers, Set.of());
		String line = new SecondLine(Ansi.OFF).between(Reading.nothing(), now);
		assertThat(line.lines()).allMatch((each) -> each.length() <= 100).last().asString().endsWith("     32       0");
	}

	@Test
	void coloursLeaveTheTextAsItIs() {
		Reading now = reading(1, producer(15, 10, 2), consumer(11, 3, 4));
		String plain = new SecondLine(Ansi.OFF).between(Reading.nothing(), now);
		String coloured = new SecondLine(Ansi.ON).between(Reading.nothing(), now);
		assertThat(coloured).isNotEqualTo(plain);
		assertThat(coloured.replaceAll("\u001B\\[\\d+m", "")).isEqualTo(plain);
	}

	@Test
	void theSummaryStatesThatEveryRequestIsAccountedFor() {
		Reading reading = reading(60, producer(15, 10, 2), consumer(11, 3, 4));
		assertThat(new Summary(reading, Ansi.OFF).lines())
			.contains("Every request is accounted for: 15 started = 10 answered + 2 timed out + 3 in flight.");
	}

	@Test
	void theSummarySaysSoWhenARequestIsMissing() {
		ProducerFigures leaky = new ProducerFigures(15, 1, Map.of("answered", 10L, "timed_out", 2L), 0, 0, LATENCIES);
		assertThat(new Summary(reading(60, leaky, consumer(11, 3, 4)), Ansi.OFF).lines()).contains(
				"Not every request is accounted for: 15 started = 10 answered + 2 timed out + 1 in flight does not hold;"
						+ " off by 2.");
	}

	@Test
	void theSummaryOfNothingCanBeShown() {
		Reading reading = reading(1, figures(0, Map.of()), consumer(0, 0, 0));
		assertThat(new Summary(reading, Ansi.OFF).lines())
			.contains("Every request is accounted for: 0 started = 0 in flight.");
	}

	@Test
	void theSummaryTellsWhoLetRequestsGrowOld() {
		Map<String, ConsumerFigures> consumers = new LinkedHashMap<>();
		consumers.put("slow-1", new ConsumerFigures(Map.of("answered", 5L, "late", 4L, "stale", 20L), 8, 27));
		consumers.put("fast-1", new ConsumerFigures(Map.of("answered", 40L), 0, 9));
		Reading reading = new Reading(30 * SECOND_NANOS, Map.of("producer-1", producer(77, 45, 30)), consumers,
				Set.of());
		assertThat(new Summary(reading, Ansi.OFF).lines()).contains(
				"slow-1 was given 37 requests and the others 40: 5 answered in time, 4 late, 20 stale, 8 still waiting.",
				"NATS shares out at random, blind to load: fast-1 was busy only 30 % of the time meanwhile.");
	}

	private static Reading reading(long seconds, ProducerFigures producer, ConsumerFigures consumer) {
		return new Reading(seconds * SECOND_NANOS, Map.of("producer-1", producer), Map.of("slow-1", consumer),
				Set.of());
	}

	private static ProducerFigures producer(long started, long answered, long timedOut) {
		return figures(started, Map.of("answered", answered, "timed_out", timedOut));
	}

	private static ProducerFigures figures(long started, Map<String, Long> outcomes) {
		long settled = outcomes.values().stream().mapToLong(Long::longValue).sum();
		return new ProducerFigures(started, started - settled, outcomes, 0, 0, LATENCIES);
	}

	private static ConsumerFigures consumer(long answered, long stale, long backlog) {
		return new ConsumerFigures(Map.of("answered", answered, "stale", stale), backlog, 1);
	}

}
