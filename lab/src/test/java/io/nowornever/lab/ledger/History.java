package io.nowornever.lab.ledger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import io.nowornever.lab.ledger.HistoryProcess.Incarnation;
import org.jspecify.annotations.Nullable;

/**
 * A random true history of some producers, some consumers in two queue groups, and their
 * kills and restarts: it knows each request's fate from having decided it, and writes the
 * journals that the processes would have written.
 */
final class History {

	private static final int REQUESTS = 80;

	private final Random random;

	private final List<HistoryProcess> producers = new ArrayList<>();

	private final List<List<HistoryProcess>> groups = new ArrayList<>();

	final Map<Outcome, Long> outcomes = Tallies.zeros(Outcome.class);

	final Map<Cause, Long> causes = Tallies.zeros(Cause.class);

	final Map<DeclineReason, Long> retries = Tallies.zeros(DeclineReason.class);

	final Map<ExtraReplyKind, Long> extraReplies = Tallies.zeros(ExtraReplyKind.class);

	final Set<String> foreign = new HashSet<>();

	/**
	 * Of each that timed out, how far it came, {@link Cause#NEVER_RECEIVED} standing for
	 * those that were dropped too.
	 */
	final Map<String, Cause> furthest = new HashMap<>();

	private final HistoryClock clock = new HistoryClock();

	long started;

	long producerDied;

	private long notReceived;

	private int dropped;

	History(Random random) {
		this.random = random;
		processes("producer", 1 + random.nextInt(3), this.producers);
		for (int group = 0; group < 2; group++) {
			List<HistoryProcess> members = new ArrayList<>();
			processes("consumer-" + group, random.nextInt(3), members);
			this.groups.add(members);
		}
		for (int number = 0; number < REQUESTS; number++) {
			request("task-" + number);
		}
		foreignRequests();
		divideNotReceived();
	}

	private void processes(String name, int count, List<HistoryProcess> processes) {
		for (int number = 0; number < count; number++) {
			processes.add(new HistoryProcess(name + "-" + number, 1 + this.random.nextInt(3), this.random, this.clock));
		}
	}

	private void request(String task) {
		Incarnation producer = any(this.producers).anyRun();
		this.started++;
		if (chance(0.05)) {
			producer.tell("{\"at\":1,\"event\":\"rejected\"}");
			Tallies.add(this.outcomes, Outcome.REJECTED);
			return;
		}
		producer.tell(JournalText.startedEvent(task));
		if (chance(0.05)) {
			settle(producer, task, chance(0.5) ? Outcome.DISCONNECTED : Outcome.REJECTED);
			return;
		}
		boolean dies = !producer.isOrderly() && chance(0.3);
		Set<Cause> progress = new HashSet<>();
		boolean late = false;
		for (int attempt = 1;; attempt++) {
			producer.tell(JournalText.taskEvent("sent", task, attempt));
			HistoryAttempt at = new HistoryAttempt(this.random, task, attempt);
			this.groups.stream().filter((group) -> !group.isEmpty()).forEach((group) -> at.pass(any(group).anyRun()));
			progress.addAll(at.progress());
			late |= at.repliedLate;
			this.dropped += at.dropped;
			DeclineReason declined = declined(at);
			if (dies && (declined == null || chance(0.5))) {
				this.producerDied++;
				return;
			}
			if (declined == null) {
				end(producer, task, at, progress, late);
				return;
			}
			producer.tell(JournalText.declinedEvent(task, attempt, Words.inJson(declined)));
			if (chance(0.3)) {
				settle(producer, task, (declined == DeclineReason.BUSY) ? Outcome.REFUSED : Outcome.NO_RESPONDERS);
				return;
			}
			Tallies.add(this.retries, declined);
		}
	}

	private @Nullable DeclineReason declined(HistoryAttempt at) {
		if (this.groups.stream().allMatch(List::isEmpty)) {
			return DeclineReason.NO_RESPONDERS;
		}
		return (at.seenBusy && !at.seenAnswer && !at.seenError) ? DeclineReason.BUSY : null;
	}

	private void end(Incarnation producer, String task, HistoryAttempt at, Set<Cause> progress, boolean late) {
		if (at.seenAnswer || at.seenError) {
			settle(producer, task, at.seenAnswer ? Outcome.ANSWERED : Outcome.FAILED);
			if (at.seenTwice) {
				extraReply(producer, task, ExtraReplyKind.DUPLICATE);
			}
			return;
		}
		settle(producer, task, Outcome.TIMED_OUT);
		if (late) {
			extraReply(producer, task, ExtraReplyKind.LATE);
		}
		this.furthest.put(task, progress.isEmpty() ? Cause.NEVER_RECEIVED : Collections.min(progress));
		if (progress.isEmpty()) {
			this.notReceived++;
		}
		else {
			Tallies.add(this.causes, Collections.min(progress));
		}
	}

	private void settle(Incarnation producer, String task, Outcome outcome) {
		producer.tell(JournalText.settledEvent(task, Words.inJson(outcome)));
		Tallies.add(this.outcomes, outcome);
	}

	private void extraReply(Incarnation producer, String task, ExtraReplyKind kind) {
		producer.tell(JournalText.extraReplyEvent(task, Words.inJson(kind)));
		Tallies.add(this.extraReplies, kind);
	}

	private void foreignRequests() {
		this.groups.stream().filter((group) -> !group.isEmpty()).forEach((group) -> {
			String task = "foreign-" + this.random.nextInt(3);
			Incarnation consumer = any(group).anyRun();
			consumer.tell(JournalText.taskEvent("received", task, 1));
			consumer.tell("{\"at\":1,\"event\":\"received\"}");
			this.foreign.add(task);
		});
	}

	private void divideNotReceived() {
		long discarded = Math.min(this.dropped, this.notReceived);
		this.causes.put(Cause.DROPPED, discarded);
		this.causes.put(Cause.NEVER_RECEIVED, this.notReceived - discarded);
	}

	/**
	 * The journals, a list of lines each, with every run's lines in random order.
	 */
	List<List<String>> journals() {
		List<List<String>> journals = new ArrayList<>();
		this.producers.forEach((process) -> journals.add(process.journal("producer")));
		this.groups.forEach((group) -> group.forEach((process) -> journals.add(process.journal("consumer"))));
		Collections.shuffle(journals, this.random);
		return journals;
	}

	/**
	 * The same journals in parts, each a list of lines, the oldest part first.
	 */
	List<List<List<String>>> journalsInParts() {
		List<List<List<String>>> journals = new ArrayList<>();
		this.producers.forEach((process) -> journals.add(process.parts("producer")));
		this.groups.forEach((group) -> group.forEach((process) -> journals.add(process.parts("consumer"))));
		return journals;
	}

	private HistoryProcess any(List<HistoryProcess> processes) {
		return processes.get(this.random.nextInt(processes.size()));
	}

	private boolean chance(double probability) {
		return this.random.nextDouble() < probability;
	}

}
