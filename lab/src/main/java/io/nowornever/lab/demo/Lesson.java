package io.nowornever.lab.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.nowornever.testbed.service.ConsumerFigures;
import io.nowornever.testbed.service.ProducerFigures;

/**
 * A sentence or two on what a reading shows.
 *
 * @param reading the reading
 */
record Lesson(Reading reading) {

	private static final double IDLE = 0.7;

	private static final double ONE_SIDED = 1.5;

	List<String> sentences() {
		List<String> sentences = new ArrayList<>();
		ProducerFigures all = this.reading.allProducers();
		if (this.reading.consumers().isEmpty()) {
			sentences.add("Nobody listened: NATS said so at once, and producers paused instead of waiting in vain.");
		}
		else if (all.settled() > 0 && all.answered() == all.settled()) {
			sentences.add("Nothing timed out so far: nobody was given more than it could do in time.");
		}
		else if (all.timedOut() > 0) {
			sentences.add(busiest());
			idlest().ifPresent(sentences::add);
		}
		return sentences;
	}

	private String busiest() {
		Map.Entry<String, ConsumerFigures> busiest = this.reading.consumers()
			.entrySet()
			.stream()
			.max(Comparator.comparingLong((entry) -> lost(entry.getValue())))
			.orElseThrow();
		ConsumerFigures figures = busiest.getValue();
		long others = this.reading.allConsumers().received() - figures.received();
		return busiest.getKey() + " was given " + Text.requests(figures.received()) + " and the others " + others + ": "
				+ figures.answered() + " answered in time" + fates(figures) + ".";
	}

	private static String fates(ConsumerFigures figures) {
		Map<String, Long> fates = new TreeMap<>(figures.handled());
		fates.remove("answered");
		fates.put("still waiting", figures.backlog());
		fates.values().removeIf((count) -> count == 0);
		return fates.entrySet()
			.stream()
			.map((fate) -> ", " + fate.getValue() + " " + fate.getKey())
			.collect(Collectors.joining());
	}

	private Optional<String> idlest() {
		return this.reading.consumers()
			.entrySet()
			.stream()
			.min(Comparator.comparingDouble((entry) -> entry.getValue().workedSeconds()))
			.filter((entry) -> this.reading.busy(entry.getValue()) < IDLE)
			.filter((entry) -> this.reading.consumers()
				.values()
				.stream()
				.anyMatch((other) -> this.reading.busy(other) > ONE_SIDED * this.reading.busy(entry.getValue())))
			.map((entry) -> "NATS shares out at random, blind to load: " + entry.getKey() + " was busy only "
					+ Text.percent(this.reading.busy(entry.getValue())) + " of the time meanwhile.");
	}

	private static long lost(ConsumerFigures figures) {
		return figures.received() - figures.answered();
	}

}
