package io.nowornever.benchmark.startup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.nowornever.benchmark.report.Report;
import io.nowornever.benchmark.report.Spread;
import io.nowornever.testbed.report.Table;
import io.nowornever.testbed.service.ServiceProcess;
import io.nowornever.testbed.service.Testbed;

/**
 * Starts each service several times by its executable jar, and in turns with that by its
 * quick start; at the end of each turn, five services at once.
 */
public final class StartUp {

	private static final String PRODUCER = "producer-service";

	private static final String CONSUMER = "consumer-service";

	private static final String TOGETHER = "five at once";

	private static final List<String> WHAT = List.of(PRODUCER, CONSUMER, TOGETHER);

	private static final String QUICK = "quick start";

	private static final String PLAIN = "`java -jar`";

	private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

	private final int starts;

	private final Report report;

	private final List<Start> measured = new ArrayList<>();

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
	 */
	public void run() {
		try (Testbed plain = Testbed.builder().plain().start(); Testbed quick = Testbed.start()) {
			for (int i = 1; i <= this.starts; i++) {
				for (String what : WHAT) {
					measure(plain, PLAIN, what, i);
					measure(quick, QUICK, what, i);
				}
			}
		}
		this.report.add("## Start-up and memory");
		this.report.add("From the start of the process until its readiness is UP; " + this.starts
				+ " starts each, in turns; median (least..most). Of five at once, two are producers: the last one's time,"
				+ " the mean of their processor time and memory. What this system does not tell is a -.");
		this.report.add(table().markdown());
	}

	private void measure(Testbed testbed, String way, String what, int turn) {
		long began = System.nanoTime();
		List<ServiceProcess> services = services(testbed, what, turn);
		services.forEach(ServiceProcess::awaitReady);
		double seconds = (System.nanoTime() - began) / 1e9;
		this.measured.add(new Start(way, what, seconds, mean(services, ServiceProcess::processorSeconds),
				mean(services, ServiceProcess::residentMebibytes)));
		this.report
			.progress(String.format(Locale.ROOT, "%s, by %s, turn %d: ready after %.2f s", what, way, turn, seconds));
		services.forEach(ServiceProcess::terminate);
		services.forEach((service) -> service.awaitExit(STOP_LIMIT));
	}

	private static List<ServiceProcess> services(Testbed testbed, String what, int turn) {
		return switch (what) {
			case PRODUCER -> List.of(testbed.producer(what + "-" + turn));
			case CONSUMER -> List.of(testbed.consumer(what + "-" + turn));
			default -> Stream
				.concat(IntStream.range(0, 2).mapToObj((i) -> testbed.producer("five-producer-" + turn + "-" + i)),
						IntStream.range(0, 3).mapToObj((i) -> testbed.consumer("five-consumer-" + turn + "-" + i)))
				.toList();
		};
	}

	private static double mean(List<ServiceProcess> services, ToDoubleFunction<ServiceProcess> figure) {
		return services.stream().mapToDouble(figure).average().orElseThrow();
	}

	private Table table() {
		Table table = new Table(2, List.of("what", "by", "ready after s", "processor s", "resident MiB"));
		for (String what : WHAT) {
			List<Start> plain = of(PLAIN, what);
			List<Start> quick = of(QUICK, what);
			for (List<Start> starts : List.of(plain, quick)) {
				table.add(List.of(what, starts.getFirst().way(), Spread.of(starts, Start::seconds).show(2),
						Spread.of(starts, Start::processor).show(2), Spread.of(starts, Start::resident).show(0)));
			}
			table.add(List.of(what, "quick / jar", Spread.ofRatios(quick, plain, Start::seconds).show(2),
					Spread.ofRatios(quick, plain, Start::processor).show(2),
					Spread.ofRatios(quick, plain, Start::resident).show(2)));
		}
		return table;
	}

	private List<Start> of(String way, String what) {
		return this.measured.stream().filter((start) -> start.way().equals(way) && start.what().equals(what)).toList();
	}

	/**
	 * One start.
	 *
	 * @param way how it was started
	 * @param what which service, or all of them
	 * @param seconds until it was ready
	 * @param processor seconds of processor time until then, or NaN
	 * @param resident MiB then, or NaN
	 */
	private record Start(String way, String what, double seconds, double processor, double resident) {
	}

}
