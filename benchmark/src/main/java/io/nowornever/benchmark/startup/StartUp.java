package io.nowornever.benchmark.startup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

import io.nowornever.benchmark.report.Report;
import io.nowornever.benchmark.report.Spread;
import io.nowornever.testbed.report.Table;
import io.nowornever.testbed.service.ServiceProcess;
import io.nowornever.testbed.service.Testbed;

/**
 * Starts each service's executable jar several times.
 */
public final class StartUp {

	private static final String PRODUCER = "producer-service";

	private static final String CONSUMER = "consumer-service";

	private static final Duration SETTLED = Duration.ofSeconds(5);

	private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

	private final int starts;

	private final Report report;

	/**
	 * Creates the measurement.
	 * @param starts how often each service is started
	 * @param report where results go
	 */
	public StartUp(int starts, Report report) {
		this.starts = starts;
		this.report = report;
	}

	/**
	 * Measures.
	 * @throws InterruptedException when the calling thread was told to end
	 */
	public void run() throws InterruptedException {
		Table table = new Table(1,
				List.of("service", "ready after s", "resident MiB when ready", "resident MiB 5 s later"));
		boolean memoryTold = true;
		try (Testbed testbed = Testbed.builder().plain().start()) {
			for (String service : List.of(PRODUCER, CONSUMER)) {
				List<Start> measured = new ArrayList<>();
				for (int i = 1; i <= this.starts; i++) {
					Start start = start(testbed, service);
					measured.add(start);
					this.report.progress(String.format(Locale.ROOT, "%s, start %d: ready after %.2f s", service, i,
							start.seconds()));
				}
				memoryTold &= measured.stream().noneMatch((start) -> Double.isNaN(start.ready()));
				table.add(List.of(service, spread(measured, Start::seconds).show(2),
						spread(measured, Start::ready).show(0), spread(measured, Start::settled).show(0)));
			}
		}
		this.report.add("## Start-up and memory");
		this.report.add("`java -jar` with default flags, from the start of the process until its readiness is UP; "
				+ this.starts + " starts each; median (least..most)."
				+ (memoryTold ? "" : " This system has no /proc, so memory is not measured."));
		this.report.add(table.markdown());
	}

	private static Start start(Testbed testbed, String service) throws InterruptedException {
		long began = System.nanoTime();
		ServiceProcess process = service.equals(PRODUCER) ? testbed.producer(service) : testbed.consumer(service);
		process.awaitReady();
		double seconds = (System.nanoTime() - began) / 1e9;
		double ready = process.residentMebibytes();
		Thread.sleep(SETTLED);
		Start start = new Start(seconds, ready, process.residentMebibytes());
		process.terminate();
		process.awaitExit(STOP_LIMIT);
		return start;
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
