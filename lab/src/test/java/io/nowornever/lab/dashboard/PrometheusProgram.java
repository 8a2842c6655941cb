package io.nowornever.lab.dashboard;

import java.nio.file.Path;
import java.util.Locale;

import io.nowornever.testbed.program.DebianProgram;

/**
 * The programs of Prometheus: those on this machine, or Debian's.
 */
enum PrometheusProgram {

	PROMETHEUS, PROMTOOL;

	private static final String OLDEST_ALLOWED = "3.0.0";

	/**
	 * Finds the executable, or fetches it.
	 * @return the file
	 * @throws io.nowornever.testbed.TestbedException if there is none, listing all that
	 * was tried
	 */
	Path locate() {
		String name = name().toLowerCase(Locale.ROOT);
		return new DebianProgram(name, name + ".executable", name(), OLDEST_ALLOWED, name, "usr/bin/" + name).locate();
	}

	/**
	 * Whether somebody said which executable to use.
	 */
	boolean isNamed() {
		return System.getenv(name()) != null;
	}

}
