package io.nowornever.lab.scene;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.nowornever.testbed.service.ServiceProcess;
import io.nowornever.testbed.service.Testbed;

/**
 * The services of a scenario, as processes. For one thread.
 */
final class ServiceProcesses {

	private final Testbed testbed;

	private final ServiceSettings settings;

	private final Spectator spectator;

	private final Map<String, ServiceProcess> consumers = new LinkedHashMap<>();

	private final Map<String, ServiceProcess> producers = new LinkedHashMap<>();

	/**
	 * Creates it; nothing is started yet.
	 * @param testbed starts them
	 * @param settings with which settings
	 * @param spectator is told who enters
	 */
	ServiceProcesses(Testbed testbed, ServiceSettings settings, Spectator spectator) {
		this.testbed = testbed;
		this.settings = settings;
		this.spectator = spectator;
	}

	/**
	 * Starts the one that makes streams where consumers may not, and waits until it is
	 * ready.
	 */
	void startOperator() {
		this.testbed.operator("operator", this.settings.operator()).awaitReady();
	}

	void start(ConsumerSpec spec, Path journal) {
		ServiceProcess process = this.testbed.consumer(spec.name(), this.settings.of(spec, journal));
		this.consumers.put(spec.name(), process);
		Speed speed = this.settings.scenario().speed();
		this.spectator.consumerEnters(process, speed.real(spec.shortest()), speed.real(spec.longest()), journal);
	}

	void start(ProducerSpec spec, Path journal) {
		ServiceProcess process = this.testbed.producer(spec.name(),
				this.settings.of(spec, this.producers.size(), journal));
		this.producers.put(spec.name(), process);
		this.spectator.producerEnters(process, journal);
	}

	void awaitConsumers() {
		this.consumers.values().forEach(ServiceProcess::awaitReady);
	}

	void awaitProducers() {
		this.producers.values().forEach(ServiceProcess::awaitReady);
	}

	/**
	 * The service of that name.
	 * @throws IllegalArgumentException if there is none
	 */
	ServiceProcess called(String name) {
		ServiceProcess process = this.consumers.getOrDefault(name, this.producers.get(name));
		if (process == null) {
			throw new IllegalArgumentException("Nobody is called " + name);
		}
		return process;
	}

	void endProducers(Duration limit) {
		end(this.producers, limit);
	}

	void endConsumers(Duration limit) {
		end(this.consumers, limit);
	}

	private static void end(Map<String, ServiceProcess> processes, Duration limit) {
		processes.values().forEach(ServiceProcess::terminate);
		processes.values().forEach((process) -> process.awaitExit(limit));
	}

}
