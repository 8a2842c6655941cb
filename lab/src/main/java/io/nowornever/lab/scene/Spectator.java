package io.nowornever.lab.scene;

import java.nio.file.Path;
import java.time.Duration;

import io.nowornever.testbed.service.ServiceProcess;
import io.nowornever.testbed.service.Testbed;

/**
 * Is told what happens in a scenario while it runs, by the thread that runs it, which
 * must not be held up.
 */
public interface Spectator {

	/**
	 * A scenario begins; its broker is there.
	 * @param scene its name
	 * @param budget the time that each request has, as the scenario runs
	 * @param testbed the broker, and where services are started
	 */
	default void begins(String scene, Duration budget, Testbed testbed) {
	}

	/**
	 * A producer was started, for the first time or again.
	 * @param process the service
	 * @param journal where it writes
	 */
	default void producerEnters(ServiceProcess process, Path journal) {
	}

	/**
	 * A consumer was started, for the first time or again.
	 * @param process the service
	 * @param shortest how long it works on a task at the least, as the scenario runs
	 * @param longest how long at the most
	 * @param journal where it writes
	 */
	default void consumerEnters(ServiceProcess process, Duration shortest, Duration longest, Path journal) {
	}

	/**
	 * A step was taken.
	 * @param step the step
	 */
	default void happened(Step step) {
	}

	/**
	 * Time passes.
	 * @param scene the scenario's name
	 * @param done how much of the time that passes now has passed, 0 to 1
	 */
	default void tell(String scene, double done) {
	}

}
