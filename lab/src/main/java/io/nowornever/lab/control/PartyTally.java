package io.nowornever.lab.control;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.nowornever.lab.ledger.Criticality;
import io.nowornever.lab.ledger.Event;
import io.nowornever.lab.ledger.Handling;
import io.nowornever.lab.ledger.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What one process has under way, by its journal: what a producer waits for, what a
 * consumer holds.
 */
final class PartyTally {

	/**
	 * Over how long a rate is taken.
	 */
	static final int RATE_SECONDS = 3;

	private final Map<String, String> held = new LinkedHashMap<>();

	private final Set<String> atWork = new HashSet<>();

	private final Set<String> unsent = new HashSet<>();

	private final Recent begun = new Recent(RATE_SECONDS);

	private final Recent chosen = new Recent(RATE_SECONDS);

	private final Recent grouped = new Recent(RATE_SECONDS);

	private final Recent shed = new Recent(RATE_SECONDS);

	private String instance = "";

	private long inFlight;

	private long answered;

	private boolean open;

	private boolean chooses;

	private long lastMillis;

	void enter(long atMillis, Event event) {
		this.lastMillis = Math.max(this.lastMillis, atMillis);
		switch (event) {
			case Event.Opened opened -> open(opened);
			case Event.Closed _ -> begin(false);
			case Event.Started(String task, Criticality _) -> {
				this.inFlight++;
				this.begun.add(atMillis);
				this.unsent.add(task);
			}
			case Event.Sent(String task, int _, String to) -> send(atMillis, task, to);
			case Event.Rejected _ -> this.begun.add(atMillis);
			case Event.Settled(String task, Outcome outcome) -> settle(atMillis, task, outcome);
			case Event.Received(String task, int attempt, int delivery) -> {
				this.held.put(visit(task, attempt, delivery), (task != null) ? task : "");
				this.begun.add(atMillis);
			}
			case Event.Taken(String task, int attempt, int delivery) -> {
				this.held.putIfAbsent(visit(task, attempt, delivery), (task != null) ? task : "");
				this.atWork.add(visit(task, attempt, delivery));
			}
			case Event.Ended(String task, int attempt, int delivery, Handling handling) -> {
				String visit = visit(task, attempt, delivery);
				this.held.remove(visit);
				this.atWork.remove(visit);
				this.answered += (handling == Handling.ANSWERED) ? 1 : 0;
			}
			case Event.Declined _, Event.ExtraReply _, Event.Dropped _ -> {
			}
		}
	}

	/**
	 * Its process is gone, without a word.
	 */
	void die() {
		begin(false);
	}

	/**
	 * Whether it has begun to write and not told its end.
	 */
	boolean isOpen() {
		return this.open;
	}

	/**
	 * When it wrote last, milliseconds since the epoch by its clock.
	 */
	long lastMillis() {
		return this.lastMillis;
	}

	/**
	 * How many requests a producer waits for.
	 */
	long inFlight() {
		return this.inFlight;
	}

	/**
	 * How many requests wait at a consumer.
	 */
	long waiting() {
		return (long) this.held.size() - this.atWork.size();
	}

	long atWork() {
		return this.atWork.size();
	}

	/**
	 * How many requests a consumer has answered in time, over all its runs.
	 */
	long answered() {
		return this.answered;
	}

	/**
	 * The requests that a consumer holds.
	 */
	List<String> held() {
		return new ArrayList<>(this.held.values());
	}

	/**
	 * How many requests a second it has asked for or was given lately.
	 */
	double rate(long nowMillis) {
		return this.begun.perSecond(nowMillis);
	}

	/**
	 * How it calls itself, or an empty text as long as it has told nothing.
	 */
	String instance() {
		return this.instance;
	}

	/**
	 * Whether it is there and has chosen a consumer for a request.
	 */
	boolean isChoosing() {
		return this.open && this.chooses;
	}

	/**
	 * How many requests a second a producer has sent lately to a consumer that it chose.
	 */
	double chosenRate(long nowMillis) {
		return this.chosen.perSecond(nowMillis);
	}

	/**
	 * How many requests a second it has sent lately to its queue group.
	 */
	double groupRate(long nowMillis) {
		return this.grouped.perSecond(nowMillis);
	}

	/**
	 * How many requests a second it has refused lately without any message.
	 */
	double shedRate(long nowMillis) {
		return this.shed.perSecond(nowMillis);
	}

	private void send(long atMillis, String task, @Nullable String to) {
		this.unsent.remove(task);
		this.chooses |= to != null;
		((to != null) ? this.chosen : this.grouped).add(atMillis);
	}

	private void settle(long atMillis, String task, Outcome outcome) {
		this.inFlight = Math.max(this.inFlight - 1, 0);
		if (this.unsent.remove(task) && outcome == Outcome.REFUSED) {
			this.shed.add(atMillis);
		}
	}

	/**
	 * A further part of what a process writes changes nothing. Where the first is gone,
	 * some of what follows was begun there.
	 */
	private void open(Event.Opened opened) {
		this.instance = opened.who();
		if (opened.part() == 1 || !this.open) {
			begin(true);
			this.chooses = false;
		}
	}

	private void begin(boolean opened) {
		this.open = opened;
		this.inFlight = 0;
		this.held.clear();
		this.atWork.clear();
		this.unsent.clear();
	}

	private static String visit(@Nullable String task, int attempt, int delivery) {
		return task + " " + attempt + " " + delivery;
	}

}
