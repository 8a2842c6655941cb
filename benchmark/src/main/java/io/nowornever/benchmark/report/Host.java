package io.nowornever.benchmark.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The machine that measured.
 */
public final class Host {

	private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

	private Host() {
	}

	/**
	 * Describes the machine.
	 * @param brokerVersion the version of nats-server
	 * @return one line
	 */
	public static String describe(String brokerVersion) {
		return "Machine: " + cpu() + ", " + Runtime.getRuntime().availableProcessors() + " cores; "
				+ System.getProperty("os.name") + "; JDK " + System.getProperty("java.vm.vendor") + " "
				+ Runtime.version() + "; nats-server " + brokerVersion;
	}

	private static String cpu() {
		if (Files.isReadable(CPU_INFO)) {
			try (Stream<String> lines = Files.lines(CPU_INFO)) {
				return lines.filter((line) -> line.startsWith("model name"))
					.map((line) -> line.substring(line.indexOf(':') + 1).strip())
					.findFirst()
					.orElseGet(Host::architecture);
			}
			catch (IOException ex) {
				return architecture();
			}
		}
		return architecture();
	}

	private static String architecture() {
		return System.getProperty("os.arch");
	}

}
