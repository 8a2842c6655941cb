package io.nowornever.lab.scene;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.nowornever.lab.ledger.Account;
import io.nowornever.lab.ledger.ConsumerFates;
import io.nowornever.lab.ledger.Ledger;
import io.nowornever.lab.ledger.Timeline;
import io.nowornever.testbed.TestbedException;
import io.nowornever.testbed.service.ServiceProcess;

/**
 * The journals of a scenario's services, which can be read while they are written. For
 * one thread.
 */
final class Journals {

	/**
	 * Between two looks at what grows.
	 */
	static final Duration LOOK = Duration.ofMillis(5);

	/**
	 * A journal tells of a message when it is handed to the client library.
	 */
	private static final long SURELY_SENT_MILLIS = 10;

	private final Path folder;

	private final Map<String, Path> written = new LinkedHashMap<>();

	Journals(Path folder) {
		this.folder = folder;
	}

	/**
	 * Where a service that is about to be started shall write.
	 */
	Path begin(String name) {
		Path journal = of(name);
		this.written.put(name, journal);
		return journal;
	}

	/**
	 * What a consumer has done up to now.
	 */
	private ConsumerFates fates(String consumer) {
		Ledger ledger = new Ledger();
		ledger.read(of(consumer));
		return ledger.account().consumer(consumer);
	}

	/**
	 * Waits until a consumer turns to its next task and holds more than that.
	 * @param consumer whose task it is
	 * @param waiting how many requests wait for it at least
	 * @param limitNanos how long to wait at the most
	 */
	void awaitTask(String consumer, int waiting, long limitNanos) {
		long began = System.nanoTime();
		ConsumerFates before = fates(consumer);
		ConsumerFates now = before;
		while ((now.taken() == before.taken() || now.unfinished() <= waiting)
				&& System.nanoTime() - began < limitNanos) {
			sleep(LOOK.toNanos());
			now = fates(consumer);
		}
	}

	/**
	 * Freezes a producer that waits for a reply.
	 * @param producer who
	 * @param process its process
	 * @param limitNanos how long to wait for that at the most
	 */
	void pauseWaiting(String producer, ServiceProcess process, long limitNanos) {
		long began = System.nanoTime();
		boolean waiting = false;
		while (!waiting && System.nanoTime() - began < limitNanos) {
			long since = System.currentTimeMillis() - SURELY_SENT_MILLIS;
			if (isWaiting(producer, since)) {
				process.pause();
				waiting = isWaiting(producer, since);
				if (!waiting) {
					process.resume();
				}
			}
			sleep(LOOK.toNanos());
		}
	}

	/**
	 * Whether a producer waits for a reply.
	 * @param producer who
	 * @param sinceMillis to a request that it had started by then, milliseconds since the
	 * epoch
	 */
	private boolean isWaiting(String producer, long sinceMillis) {
		return Timeline.read(Map.of(producer, of(producer)))
			.asked()
			.stream()
			.anyMatch((each) -> each.attempts() > 0 && each.outcome() == null && each.startedMillis() <= sinceMillis);
	}

	/**
	 * What became of all requests.
	 */
	Account account() {
		Ledger ledger = new Ledger();
		this.written.values().forEach(ledger::read);
		return ledger.account();
	}

	/**
	 * When it happened, since producers are linked.
	 */
	Timeline timeline() {
		return Timeline.read(this.written).sinceLinked();
	}

	/**
	 * Keeps them beyond the experiment.
	 * @param kept the folder where to; made if it is not there
	 */
	void copyTo(Path kept) {
		try {
			Files.createDirectories(kept);
			for (Path journal : this.written.values()) {
				Files.copy(journal, kept.resolve(journal.getFileName()), StandardCopyOption.REPLACE_EXISTING);
			}
		}
		catch (IOException ex) {
			throw new TestbedException("Cannot keep the journals in " + kept + ": " + ex, ex);
		}
	}

	private Path of(String name) {
		return this.folder.resolve(name + ".journal");
	}

	/**
	 * Lets time pass.
	 * @param nanos how much
	 */
	static void sleep(long nanos) {
		try {
			TimeUnit.NANOSECONDS.sleep(nanos);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new TestbedException("Interrupted while an experiment ran", ex);
		}
	}

}
