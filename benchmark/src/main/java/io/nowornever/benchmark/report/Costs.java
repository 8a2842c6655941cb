package io.nowornever.benchmark.report;

import java.lang.management.ManagementFactory;
import java.time.Duration;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;

/**
 * What this JVM has used since its start, or between two such readings.
 *
 * @param nanos the time
 * @param allocatedBytes allocated by all threads, the ended ones included
 * @param cpuNanos processor time of the whole process
 * @param brokerCpuNanos processor time of the broker's process
 */
public record Costs(long nanos, long allocatedBytes, long cpuNanos, long brokerCpuNanos) {

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private static final OperatingSystemMXBean PROCESS = (OperatingSystemMXBean) ManagementFactory
		.getOperatingSystemMXBean();

	/**
	 * Reads the counters.
	 * @param brokerPid the broker's process
	 * @return what was used until now
	 */
	public static Costs read(long brokerPid) {
		Duration broker = ProcessHandle.of(brokerPid)
			.flatMap((process) -> process.info().totalCpuDuration())
			.orElse(Duration.ZERO);
		return new Costs(System.nanoTime(), THREADS.getTotalThreadAllocatedBytes(), PROCESS.getProcessCpuTime(),
				broker.toNanos());
	}

	/**
	 * What was used since an earlier reading.
	 * @param before the earlier reading
	 * @return the difference
	 */
	public Costs since(Costs before) {
		return new Costs(this.nanos - before.nanos, this.allocatedBytes - before.allocatedBytes,
				this.cpuNanos - before.cpuNanos, this.brokerCpuNanos - before.brokerCpuNanos);
	}

	/**
	 * How many a second.
	 * @param count how many in all
	 * @return the rate
	 */
	public double rate(long count) {
		return count * 1e9 / this.nanos;
	}

}
