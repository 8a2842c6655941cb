package io.nowornever.lab.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.nowornever.lab.ledger.Event;
import io.nowornever.lab.ledger.LiveLedger.Told;
import io.nowornever.lab.ledger.Outcome;
import io.nowornever.lab.ledger.Role;
import org.jspecify.annotations.Nullable;

/**
 * One request's way, event by event, in the order in which they were read.
 */
final class Way {

	private static final int USUAL_EVENTS = 8;

	private final String task;

	private final List<Told> events = new ArrayList<>(USUAL_EVENTS);

	private String producer = "";

	private long startedMillis;

	private long settledMillis;

	private @Nullable Outcome outcome;

	private int attempts;

	Way(String task) {
		this.task = task;
	}

	void add(Told told) {
		this.events.add(told);
		switch (told.event()) {
			case Event.Started _ -> {
				this.producer = told.who();
				this.startedMillis = told.atMillis();
			}
			case Event.Sent _ -> this.attempts++;
			case Event.Settled settled -> {
				this.outcome = settled.outcome();
				this.settledMillis = told.atMillis();
			}
			default -> {
			}
		}
	}

	String task() {
		return this.task;
	}

	/**
	 * Who started it, or an empty text as long as that was not read.
	 */
	String producer() {
		return this.producer;
	}

	long startedMillis() {
		return this.startedMillis;
	}

	long settledMillis() {
		return this.settledMillis;
	}

	/**
	 * From its start to its outcome, by its producer's clock.
	 */
	long ageMillis() {
		return Math.max(this.settledMillis - this.startedMillis, 0);
	}

	@Nullable Outcome outcome() {
		return this.outcome;
	}

	int attempts() {
		return this.attempts;
	}

	/**
	 * What happened to it, by the processes' clocks.
	 */
	List<Told> events() {
		return this.events.stream().sorted((one, other) -> Long.compare(one.atMillis(), other.atMillis())).toList();
	}

	/**
	 * Whether any consumer has received it.
	 */
	boolean isReceived() {
		return this.events.stream().anyMatch((told) -> told.role() == Role.CONSUMER);
	}

	/**
	 * Whether its last attempt was meant for a consumer.
	 */
	boolean isSentTo(String consumer) {
		return this.events.reversed()
			.stream()
			.map(Told::event)
			.filter(Event.Sent.class::isInstance)
			.map(Event.Sent.class::cast)
			.findFirst()
			.filter((sent) -> Objects.equals(sent.to(), consumer))
			.isPresent();
	}

	/**
	 * What a consumer did last with it, for people.
	 */
	String lastSeen() {
		List<Told> atConsumers = events().stream().filter((told) -> told.role() == Role.CONSUMER).toList();
		if (atConsumers.isEmpty()) {
			return "nobody received it";
		}
		Told last = atConsumers.getLast();
		return last.who() + ": " + Sentences.of(last.event());
	}

}
