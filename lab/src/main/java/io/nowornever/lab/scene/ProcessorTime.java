package io.nowornever.lab.scene;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What this machine's processors have done so far, all of them together, in the ticks of
 * Linux's {@code /proc/stat} (proc_stat(5)). On a virtual machine part of it is stolen:
 * the host gave the processors to another machine although there was work to do here.
 *
 * @param total ticks in all
 * @param idle those of them in which there was nothing to do
 * @param stolen those of them that were stolen
 */
record ProcessorTime(long total, long idle, long stolen) {

	private static final Path COUNTERS = Path.of("/proc/stat");

	/**
	 * user, nice, system, idle, iowait, irq, softirq, steal; what follows is contained in
	 * these.
	 */
	private static final int STOLEN = 7;

	private static final int IDLE = 3;

	private static final int WAITING_FOR_DISK = 4;

	private static final ProcessorTime UNKNOWN = new ProcessorTime(0, 0, 0);

	/**
	 * Reads what there was until now; nothing where the system does not tell.
	 */
	static ProcessorTime now() {
		try {
			return Files.isReadable(COUNTERS) ? parse(Files.readAllLines(COUNTERS)) : UNKNOWN;
		}
		catch (IOException ex) {
			return UNKNOWN;
		}
	}

	static ProcessorTime parse(List<String> lines) {
		long[] ticks = lines.stream()
			.filter((line) -> line.startsWith("cpu "))
			.limit(1)
			.flatMap((line) -> Arrays.stream(line.substring("cpu ".length()).strip().split(" +")))
			.limit(STOLEN + 1L)
			.mapToLong(Long::parseLong)
			.toArray();
		return (ticks.length > STOLEN)
				? new ProcessorTime(Arrays.stream(ticks).sum(), ticks[IDLE] + ticks[WAITING_FOR_DISK], ticks[STOLEN])
				: UNKNOWN;
	}

	/**
	 * Which share of the time since then was stolen.
	 * @param then an earlier reading
	 * @return 0 to 1; 0 also where the system does not tell
	 */
	double stolenShareSince(ProcessorTime then) {
		long passed = this.total - then.total;
		return (passed <= 0) ? 0 : (double) (this.stolen - then.stolen) / passed;
	}

	/**
	 * Which share of the time since then was left over: neither used by anybody on this
	 * machine nor stolen.
	 * @param then an earlier reading
	 * @return 0 to 1; 1 also where the system does not tell
	 */
	double idleShareSince(ProcessorTime then) {
		long passed = this.total - then.total;
		return (passed <= 0) ? 1 : (double) (this.idle - then.idle) / passed;
	}

}
