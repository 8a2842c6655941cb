package io.nowornever.lab.experiment;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.nowornever.lab.ledger.Account;
import io.nowornever.lab.ledger.ConsumerFates;
import io.nowornever.lab.ledger.Ledger;
import io.nowornever.lab.ledger.Timeline;

/**
 * The journals of a scenario's services, which can be read while they are written. For
 * one thread.
 */
final class Journals {

	private final Path folder;

	private final Set<Path> written = new LinkedHashSet<>();

	Journals(Path folder) {
		this.folder = folder;
	}

	/**
	 * Where a service that is about to be started shall write.
	 */
	Path begin(String name) {
		Path journal = of(name);
		this.written.add(journal);
		return journal;
	}

	/**
	 * What a consumer has done up to now.
	 */
	ConsumerFates fates(String consumer) {
		Ledger ledger = new Ledger();
		ledger.read(of(consumer));
		return ledger.account().consumer(consumer);
	}

	/**
	 * Whether a producer waits for a reply.
	 * @param producer who
	 * @param sinceMillis to a request that it had started by then, milliseconds since the
	 * epoch
	 */
	boolean isWaiting(String producer, long sinceMillis) {
		return Timeline.read(List.of(of(producer)))
			.asked()
			.stream()
			.anyMatch((each) -> each.attempts() > 0 && each.outcome() == null && each.startedMillis() <= sinceMillis);
	}

	/**
	 * What became of all requests.
	 */
	Account account() {
		Ledger ledger = new Ledger();
		this.written.forEach(ledger::read);
		return ledger.account();
	}

	/**
	 * When it happened.
	 */
	Timeline timeline() {
		return Timeline.read(this.written);
	}

	private Path of(String name) {
		return this.folder.resolve(name + ".journal");
	}

}
