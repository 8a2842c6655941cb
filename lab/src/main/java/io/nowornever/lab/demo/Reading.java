package io.nowornever.lab.demo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.nowornever.testbed.service.ConsumerFigures;
import io.nowornever.testbed.service.ProducerFigures;

/**
 * What all processes had counted at one moment.
 *
 * @param nanos the moment, since the demo began
 * @param producers by name, in order
 * @param consumers by name, in order
 * @param silent those who did not tell, so that their figures are the last known
 */
record Reading(long nanos, Map<String, ProducerFigures> producers, Map<String, ConsumerFigures> consumers,
		Set<String> silent) {

	static Reading nothing() {
		return new Reading(0, new LinkedHashMap<>(), new LinkedHashMap<>(), Set.of());
	}

	ProducerFigures allProducers() {
		return this.producers.values().stream().reduce(ProducerFigures.NONE, ProducerFigures::plus);
	}

	ConsumerFigures allConsumers() {
		return this.consumers.values().stream().reduce(ConsumerFigures.NONE, ConsumerFigures::plus);
	}

	/**
	 * The share of the time in which a consumer with one worker worked, as far as its
	 * tasks are finished. A task that was begun before the first reading counts in full,
	 * so the share is cut at 1.
	 */
	double busy(ConsumerFigures figures) {
		return Math.min(figures.workedSeconds() * 1e9 / this.nanos, 1);
	}

	boolean isConserved() {
		return this.producers.values().stream().allMatch(ProducerFigures::isConserved);
	}

}
