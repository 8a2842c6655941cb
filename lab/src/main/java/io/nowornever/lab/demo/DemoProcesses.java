package io.nowornever.lab.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

import io.nowornever.lab.control.Hands;
import io.nowornever.lab.ledger.Role;
import io.nowornever.testbed.TestbedException;
import io.nowornever.testbed.service.ConsumerFigures;
import io.nowornever.testbed.service.Metrics;
import io.nowornever.testbed.service.ProducerFigures;
import io.nowornever.testbed.service.ServiceProcess;

/**
 * The processes of a demo, those included that somebody adds while it runs.
 *
 * @param hands have started them
 */
record DemoProcesses(Hands hands) {

	List<ServiceProcess> all() {
		List<ServiceProcess> all = new ArrayList<>(this.hands.processes(Role.CONSUMER));
		all.addAll(this.hands.processes(Role.PRODUCER));
		return all;
	}

	/**
	 * Reads the figures of all at once.
	 * @param nanos the moment, since the demo began
	 * @param before stands in for who does not tell
	 */
	Reading read(long nanos, Reading before) {
		Map<String, CompletableFuture<Metrics>> asked = new LinkedHashMap<>();
		List<ServiceProcess> producers = this.hands.processes(Role.PRODUCER);
		List<ServiceProcess> consumers = this.hands.processes(Role.CONSUMER);
		producers.forEach((process) -> asked.put(process.name(), process.metricsLater()));
		consumers.forEach((process) -> asked.put(process.name(), process.metricsLater()));
		Set<String> silent = new LinkedHashSet<>();
		Map<String, ProducerFigures> producerFigures = figures(producers, asked, ProducerFigures::of,
				before.producers(), ProducerFigures.NONE, silent);
		Map<String, ConsumerFigures> consumerFigures = figures(consumers, asked, ConsumerFigures::of,
				before.consumers(), ConsumerFigures.NONE, silent);
		return new Reading(nanos, producerFigures, consumerFigures, silent);
	}

	private static <T> Map<String, T> figures(List<ServiceProcess> processes,
			Map<String, CompletableFuture<Metrics>> asked, Function<Metrics, T> reader, Map<String, T> before, T none,
			Set<String> silent) {
		Map<String, T> figures = new LinkedHashMap<>();
		for (ServiceProcess process : processes) {
			try {
				figures.put(process.name(),
						reader.apply(asked.getOrDefault(process.name(), new CompletableFuture<>()).join()));
			}
			catch (CompletionException | TestbedException ex) {
				silent.add(process.name());
				figures.put(process.name(), before.getOrDefault(process.name(), none));
			}
		}
		return figures;
	}

}
