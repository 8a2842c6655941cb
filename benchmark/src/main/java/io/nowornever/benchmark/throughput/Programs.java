package io.nowornever.benchmark.throughput;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.nowornever.testbed.TestbedException;
import io.nowornever.testbed.process.ChildProcess;
import io.nowornever.testbed.process.Children;
import io.nowornever.testbed.process.ProcessLog;

/**
 * Programs that are run for what they print, and end with this JVM at the latest. For one
 * thread.
 */
final class Programs implements AutoCloseable {

	/** No flood that goes on takes so long. */
	private static final Duration LIMIT = Duration.ofMinutes(10);

	private final Children children = new Children(Duration.ZERO);

	private final Path folder = this.children.folder("bench-floods-").path();

	private int started;

	Running start(List<String> command) {
		ProcessLog log = new ProcessLog(this.folder.resolve(++this.started + ".log"));
		return new Running(command, this.children.start("a flood", command, log, null), log);
	}

	@Override
	public void close() {
		this.children.close();
	}

	/**
	 * One that was started.
	 *
	 * @param command what it is
	 * @param process its process
	 * @param log where it prints
	 */
	record Running(List<String> command, ChildProcess process, ProcessLog log) {

		/**
		 * Waits for its end.
		 * @return what it printed
		 * @throws TestbedException if it ended otherwise than with 0, or not at all
		 */
		String awaitOutput() throws InterruptedException {
			if (!this.process.awaitExitInterruptibly(LIMIT)) {
				throw new TestbedException("It has not ended within " + LIMIT.toMinutes() + " min: " + describe());
			}
			if (this.process.exitCode() != 0) {
				throw new TestbedException("It ended with " + this.process.exitCode() + ": " + describe());
			}
			return this.log.end();
		}

		private String describe() {
			return String.join(" ", this.command) + "\n" + this.log.end();
		}

	}

}
