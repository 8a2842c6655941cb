package io.nowornever.testbed.program;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

import io.nowornever.testbed.TestbedException;

/**
 * A program that is needed beside the services. It is found on this machine or fetched,
 * as the script {@code tools/program} describes: the environment variable of its name
 * comes first. Nothing is installed; what is fetched goes into a cache in the user's
 * home.
 */
public enum Program {

	/**
	 * The broker, of version 2.11 or later.
	 */
	NATS_SERVER,
	/**
	 * Prometheus, of version 3.0 or later.
	 */
	PROMETHEUS,
	/**
	 * Prometheus's tool for rules and configurations, of version 3.0 or later.
	 */
	PROMTOOL;

	/**
	 * Finds the executable, or fetches it, once; this may take some seconds, and minutes
	 * on a slow network. The system property {@code nats.server} (or {@code prometheus},
	 * {@code promtool}) goes before the environment variable. Safe from any thread.
	 * @return the file
	 * @throws TestbedException if there is none, listing all that was tried, or if the
	 * calling thread is interrupted
	 */
	public Path locate() {
		String property = System.getProperty(name().toLowerCase(Locale.ROOT).replace('_', '.'), "");
		return property.isEmpty() ? ProgramScript.findOnce(toString()) : require(Path.of(property));
	}

	/**
	 * Makes sure that an executable can be used.
	 * @param executable the file
	 * @return the file
	 * @throws TestbedException if it cannot, with the reason, or if the calling thread is
	 * interrupted
	 */
	public Path require(Path executable) {
		return ProgramScript.run(toString(), Map.of(name(), executable.toString()));
	}

	/**
	 * The name of the executable.
	 */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
