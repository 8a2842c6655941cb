package io.nowornever.benchmark.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import io.nowornever.benchmark.report.Report;
import io.nowornever.testbed.command.StopRequest;
import io.nowornever.testbed.service.ProducerFigures;
import io.nowornever.testbed.service.ServiceProcess;
import io.nowornever.testbed.service.Testbed;

/**
 * One producer that asks at an even rate, and consumers that answer, as processes that
 * are started as the images start them.
 *
 * @param rate requests a second
 * @param consumers how many consumers
 * @param workers how many tasks each of them works on at once
 * @param work how long a task takes
 * @param length how long it goes on
 */
record SoakRun(int rate, int consumers, int workers, Duration work, Duration length) {

	private static final int READINGS = 120;

	private static final long SHORTEST_NANOS = Duration.ofSeconds(1).toNanos();

	/**
	 * Runs until the time is over or somebody wants it to end.
	 * @param stop is somebody's wish
	 * @param report is told of the progress
	 * @return two readings or more
	 */
	List<Reading> run(StopRequest stop, Report report) {
		List<Reading> readings = new ArrayList<>();
		try (Testbed testbed = Testbed.start()) {
			List<ServiceProcess> answering = IntStream.rangeClosed(1, this.consumers)
				.mapToObj((number) -> testbed.consumer("consumer-" + number, "--consumer.workers=" + this.workers,
						"--consumer.work.min=" + this.work.toMillis() + "ms",
						"--consumer.work.max=" + this.work.toMillis() + "ms"))
				.toList();
			answering.forEach(ServiceProcess::awaitReady);
			ServiceProcess producer = testbed.producer("producer", "--producer.load.rate=" + this.rate);
			producer.awaitReady();
			long begin = System.nanoTime();
			long everyNanos = Math.max(this.length.toNanos() / READINGS, SHORTEST_NANOS);
			readings.add(read(begin, testbed, producer, answering));
			boolean stopped = false;
			for (long due = everyNanos; due <= this.length.toNanos() && !stopped; due += everyNanos) {
				stopped = stop.await(begin + due - System.nanoTime());
				readings.add(read(begin, testbed, producer, answering));
				report.progress(progress(readings.getLast(), readings.get(readings.size() - 2)));
			}
		}
		return readings;
	}

	/**
	 * Looks at each one's metrics, as who runs them does.
	 */
	private static Reading read(long begin, Testbed testbed, ServiceProcess producer, List<ServiceProcess> answering) {
		Map<String, Double> resident = new LinkedHashMap<>();
		resident.put(producer.name(), producer.residentMebibytes());
		answering.forEach((consumer) -> resident.put(consumer.name(), consumer.residentMebibytes()));
		resident.put("nats-server", testbed.broker().residentMebibytes());
		answering.forEach(ServiceProcess::metrics);
		ProducerFigures figures = ProducerFigures.of(producer.metrics());
		return new Reading((System.nanoTime() - begin) / 1e9, figures, resident);
	}

	private String progress(Reading now, Reading before) {
		return String.format(Locale.ROOT,
				"soak, %.1f of %.1f min: %,d answered, %,d not; %,.0f a second, p99 %.0f ms; %.0f MiB in all",
				now.seconds() / 60, this.length.toMillis() / 60e3, now.figures().answered(), now.unanswered(),
				now.answeredPerSecond(before), now.latencyMillis(0.99, before),
				now.residentMebibytes().values().stream().mapToDouble(Double::doubleValue).sum());
	}

}
