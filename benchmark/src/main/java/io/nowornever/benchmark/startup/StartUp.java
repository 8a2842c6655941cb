package io.nowornever.benchmark.startup;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

import io.nowornever.benchmark.jars.Jars;
import io.nowornever.benchmark.report.Report;
import io.nowornever.benchmark.report.Spread;
import io.nowornever.benchmark.report.Table;
import io.nowornever.broker.Broker;

/**
 * Starts each service's executable jar several times.
 */
public final class StartUp {

	private static final List<String> SERVICES = List.of("producer-service", "consumer-service");

	private static final Duration SETTLED = Duration.ofSeconds(5);

	private final Broker broker;

	private final Jars jars;

	private final int starts;

	private final Report report;

	/**
	 * Creates the measurement.
	 * @param broker the broker
	 * @param jars what the build has made
	 * @param starts how often each service is started
	 * @param report where results go
	 */
	public StartUp(Broker broker, Jars jars, int starts, Report report) {
		this.broker = broker;
		this.jars = jars;
		this.starts = starts;
		this.report = report;
	}

	/**
	 * Measures.
	 * @throws IOException when a service cannot be started
	 * @throws InterruptedException when the calling thread was told to end
	 */
	public void run() throws IOException, InterruptedException {
		Table table = new Table(1, "service", "ready after s", "resident MiB when ready", "resident MiB 5 s later");
		boolean memoryTold = true;
		for (String service : SERVICES) {
			List<Start> measured = new ArrayList<>();
			for (int i = 1; i <= this.starts; i++) {
				Start start = start(service);
				measured.add(start);
				this.report.progress(
						String.format(Locale.ROOT, "%s, start %d: ready after %.2f s", service, i, start.seconds()));
			}
			memoryTold &= measured.stream().noneMatch((start) -> Double.isNaN(start.ready()));
			table.row(service, spread(measured, Start::seconds).show(2), spread(measured, Start::ready).show(0),
					spread(measured, Start::settled).show(0));
		}
		this.report.add("## Start-up and memory");
		this.report.add("`java -jar` with default flags, from the start of the process until its readiness is UP; "
				+ this.starts + " starts each; median (least..most)."
				+ (memoryTold ? "" : " This system has no /proc, so memory is not measured."));
		this.report.add(table);
	}

	private Start start(String service) throws IOException, InterruptedException {
		Path jar = this.jars.of(service);
		try (HttpClient http = HttpClient.newHttpClient()) {
			long began = System.nanoTime();
			try (ServiceProcess process = ServiceProcess.start(jar, this.broker.url())) {
				process.awaitReady(http);
				double seconds = (System.nanoTime() - began) / 1e9;
				double ready = process.residentMebibytes();
				Thread.sleep(SETTLED);
				return new Start(seconds, ready, process.residentMebibytes());
			}
		}
	}

	private static Spread spread(List<Start> starts, ToDoubleFunction<Start> figure) {
		return Spread.of(starts.stream().mapToDouble(figure).toArray());
	}

	/**
	 * One start.
	 *
	 * @param seconds until it was ready
	 * @param ready MiB then, or NaN where the system does not tell
	 * @param settled MiB some time later
	 */
	private record Start(double seconds, double ready, double settled) {
	}

}
