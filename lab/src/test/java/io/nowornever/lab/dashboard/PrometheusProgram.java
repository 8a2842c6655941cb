package io.nowornever.lab.dashboard;

import java.nio.file.Path;
import java.util.Locale;

import io.nowornever.broker.BrokerException;
import io.nowornever.broker.DebianProgram;
import org.junit.jupiter.api.Assumptions;

/**
 * The programs of Prometheus: those on this machine, or Debian's.
 */
enum PrometheusProgram {

	PROMETHEUS, PROMTOOL;

	private static final String OLDEST_ALLOWED = "3.0.0";

	/**
	 * Finds the executable, or skips the tests that need it.
	 */
	Path orSkip() {
		try {
			String name = name().toLowerCase(Locale.ROOT);
			return new DebianProgram(name, name + ".executable", name(), OLDEST_ALLOWED, name, "usr/bin/" + name)
				.locate();
		}
		catch (BrokerException ex) {
			return Assumptions.abort(String.valueOf(ex.getMessage()));
		}
	}

}
