package io.nowornever.lab.control;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import io.nowornever.lab.ledger.Account;
import io.nowornever.lab.ledger.Cause;
import io.nowornever.lab.ledger.Event;
import io.nowornever.lab.ledger.LiveLedger;
import io.nowornever.lab.ledger.LiveLedger.Told;
import io.nowornever.lab.ledger.Outcome;
import io.nowornever.lab.ledger.Role;
import org.jspecify.annotations.Nullable;

/**
 * What the journals of all parties tell, kept up to date while they are written: the
 * account, what each party has under way, what happened each second, and what each fault
 * cost. What it holds stays bounded. For one thread.
 */
final class Observation implements AutoCloseable {

	private final LiveLedger ledger = new LiveLedger();

	private final Ways ways = new Ways();

	private final Seconds seconds = new Seconds();

	private final Marks marks = new Marks();

	private final Choices choices = new Choices();

	private final Map<String, PartyTally> parties = new TreeMap<>();

	private final Map<String, Role> roles = new TreeMap<>();

	/**
	 * Follows a party's journal.
	 */
	void follow(Path journal, String name) {
		this.ledger.follow(journal, name);
	}

	/**
	 * Reads all that was written by now.
	 */
	void read(long nowMillis) {
		while (this.ledger.read(nowMillis, this::enter) > 0) {
			// More may have been written while this was read.
		}
		this.ways.forget(nowMillis);
	}

	Account account() {
		return this.ledger.account();
	}

	/**
	 * What a party has under way.
	 */
	PartyTally party(String name) {
		return this.parties.computeIfAbsent(name, (unknown) -> new PartyTally());
	}

	/**
	 * For whom producers decide.
	 */
	Choices choices() {
		return this.choices;
	}

	/**
	 * On which side a party stands, or {@code null} if it has not told yet.
	 */
	@Nullable Role role(String name) {
		return this.roles.get(name);
	}

	/**
	 * How many requests were lost for which cause, counted once each, some seconds after
	 * they timed out: these figures never fall.
	 */
	Map<Cause, Long> lostForGood() {
		return this.ledger.lostForGood();
	}

	/**
	 * How many requests those producers wait for that are there.
	 */
	long inFlight() {
		return this.parties.values().stream().filter(PartyTally::isOpen).mapToLong(PartyTally::inFlight).sum();
	}

	/**
	 * The seconds that are over since this was asked last.
	 */
	List<Second> finishedSeconds(long nowMillis) {
		Map<String, Long> waiting = new LinkedHashMap<>();
		this.roles.forEach((name, role) -> {
			if (role == Role.CONSUMER) {
				waiting.put(name, party(name).waiting());
			}
		});
		return this.seconds.finish(nowMillis, waiting);
	}

	/**
	 * The last requests that were not answered, the newest first.
	 */
	List<Way> unanswered() {
		return this.ways.unanswered();
	}

	/**
	 * The way of a request, or {@code null} if it is forgotten or was never there.
	 */
	@Nullable Way way(String task) {
		return this.ways.of(task);
	}

	/**
	 * Why a request timed out, as far as is known now, or {@code null} if it did not.
	 */
	@Nullable Cause cause(String task) {
		return this.ledger.cause(task);
	}

	/**
	 * Notes a fault that has just happened. All that its party wrote before must be read
	 * by then.
	 */
	void mark(Fault fault, long atMillis) {
		this.marks.add(fault, atMillis, held(fault));
		if (fault.kills()) {
			party(fault.party()).die();
		}
	}

	/**
	 * What was done to a party is over.
	 */
	void endFaults(String party, long nowMillis) {
		this.marks.end(party, nowMillis);
	}

	/**
	 * The marks that have changed since this was asked last.
	 */
	List<Mark.View> changedMarks() {
		return this.marks.changed();
	}

	@Override
	public void close() {
		this.ledger.close();
	}

	private void enter(Told told) {
		this.roles.put(told.who(), told.role());
		party(told.who()).enter(told.atMillis(), told.event());
		switch (told.event()) {
			case Event.Opened _ when told.role() == Role.PRODUCER ->
				this.choices.begin(this.parties.values().stream().anyMatch(PartyTally::isChoosing));
			case Event.Sent(String _, int _, String to) when to != null -> this.choices.add(told.atMillis(), to);
			case Event.Started _ -> this.seconds.start(told.atMillis());
			case Event.Rejected _ -> {
				this.seconds.start(told.atMillis());
				this.seconds.settle(told.atMillis(), Outcome.REJECTED, 0);
			}
			default -> {
			}
		}
		Way way = this.ways.add(told);
		if (way != null && told.event() instanceof Event.Settled(String _, Outcome outcome)) {
			this.seconds.settle(told.atMillis(), outcome, way.ageMillis());
			this.marks.settle(way);
		}
	}

	/**
	 * Whether somebody may still wait for a request.
	 */
	private boolean isAwaited(String task) {
		Way way = this.ways.of(task);
		return way == null || way.outcome() == null;
	}

	private List<String> held(Fault fault) {
		return switch (fault.target()) {
			case CONSUMER -> party(fault.party()).held().stream().filter(this::isAwaited).toList();
			case PRODUCER -> this.ways.recent()
				.stream()
				.filter((way) -> way.outcome() == null && Objects.equals(way.producer(), fault.party()))
				.map(Way::task)
				.toList();
			case BROKER, NONE -> new ArrayList<>();
		};
	}

}
