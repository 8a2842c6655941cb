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

import io.nowornever.testbed.TestbedException;
import io.nowornever.testbed.service.ConsumerFigures;
import io.nowornever.testbed.service.Metrics;
import io.nowornever.testbed.service.ProducerFigures;
import io.nowornever.testbed.service.ServiceProcess;
import io.nowornever.testbed.service.Testbed;

/**
 * The processes of a demo.
 *
 * @param producers those that ask
 * @param consumers those that answer
 */
record DemoProcesses(List<ServiceProcess> producers, List<ServiceProcess> consumers) {

	/**
	 * Starts all, the consumers first, so that the first requests find somebody.
	 * @param testbed where
	 * @param plan who
	 * @return the processes, ready
	 */
	static DemoProcesses start(Testbed testbed, Plan plan) {
		List<ServiceProcess> consumers = plan.consumerSpecs()
			.stream()
			.map((spec) -> testbed.consumer(spec.name(), spec.settings()))
			.toList();
		consumers.forEach(ServiceProcess::awaitReady);
		List<ServiceProcess> producers = plan.producerSpecs()
			.stream()
			.map((spec) -> testbed.producer(spec.name(), spec.settings()))
			.toList();
		producers.forEach(ServiceProcess::awaitReady);
		return new DemoProcesses(producers, consumers);
	}

	List<ServiceProcess> all() {
		List<ServiceProcess> all = new ArrayList<>(this.consumers);
		all.addAll(this.producers);
		return all;
	}

	/**
	 * Reads the figures of all at once.
	 * @param nanos the moment, since the demo began
	 * @param before stands in for who does not tell
	 */
	Reading read(long nanos, Reading before) {
		Map<ServiceProcess, CompletableFuture<Metrics>> asked = new LinkedHashMap<>();
		all().forEach((process) -> asked.put(process, process.metricsLater()));
		Map<String, ProducerFigures> producerFigures = new LinkedHashMap<>();
		Map<String, ConsumerFigures> consumerFigures = new LinkedHashMap<>();
		Set<String> silent = new LinkedHashSet<>();
		this.producers.forEach((process) -> producerFigures.put(process.name(),
				figures(process, asked, ProducerFigures::of, before.producers(), ProducerFigures.NONE, silent)));
		this.consumers.forEach((process) -> consumerFigures.put(process.name(),
				figures(process, asked, ConsumerFigures::of, before.consumers(), ConsumerFigures.NONE, silent)));
		return new Reading(nanos, producerFigures, consumerFigures, silent);
	}

	private static <T> T figures(ServiceProcess process, Map<ServiceProcess, CompletableFuture<Metrics>> asked,
			Function<Metrics, T> reader, Map<String, T> before, T none, Set<String> silent) {
		try {
			CompletableFuture<Metrics> answer = asked.getOrDefault(process, new CompletableFuture<>());
			return reader.apply(answer.join());
		}
		catch (CompletionException | TestbedException ex) {
			silent.add(process.name());
			return before.getOrDefault(process.name(), none);
		}
	}

}
