package io.nowornever.lab.ledger;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.nowornever.lab.ledger.Account.Loss;

/**
 * Closes a ledger: gives each request its fate and each lost one its cause. Those that
 * are folded are counted and not named.
 */
final class Closing {

	private final Map<Outcome, Long> outcomes = Tallies.zeros(Outcome.class);

	private final Map<Cause, Long> causes = Tallies.zeros(Cause.class);

	private final Map<DeclineReason, Long> retries = Tallies.zeros(DeclineReason.class);

	private final List<Loss> losses = new ArrayList<>();

	private final List<String> notReceived = new ArrayList<>();

	private final List<Violation> violations = new ArrayList<>();

	private final List<String> unaccounted = new ArrayList<>();

	private final Map<String, Long> receivedUntold = new HashMap<>();

	private final Map<String, Long> takenUntold = new HashMap<>();

	private final List<Run> runs;

	private MissingBeginnings missing = new MissingBeginnings(List.of());

	private long foldedNotReceived;

	private long started;

	private long producerDied;

	private long foreign;

	private long begunBefore;

	/**
	 * Creates one that has closed nothing.
	 * @param runs all that the ledger has read of, which may become more
	 */
	Closing(List<Run> runs) {
		this.runs = runs;
	}

	/**
	 * Another that goes on from here.
	 */
	Closing copy() {
		Closing copy = new Closing(this.runs);
		copy.missing = MissingBeginnings.of(this.runs);
		copy.receivedUntold.putAll(this.receivedUntold);
		copy.takenUntold.putAll(this.takenUntold);
		copy.outcomes.putAll(this.outcomes);
		copy.causes.putAll(this.causes);
		copy.retries.putAll(this.retries);
		copy.losses.addAll(this.losses);
		copy.notReceived.addAll(this.notReceived);
		copy.violations.addAll(this.violations);
		copy.unaccounted.addAll(this.unaccounted);
		copy.foldedNotReceived = this.foldedNotReceived;
		copy.started = this.started;
		copy.producerDied = this.producerDied;
		copy.foreign = this.foreign;
		copy.begunBefore = this.begunBefore;
		return copy;
	}

	void close(String task, Trace trace) {
		trace.check(task, this.violations::add);
		closeUnchecked(task, trace);
	}

	/**
	 * Closes without a look for contradictions.
	 */
	void closeUnchecked(String task, Trace trace) {
		trace.tellRetries((reason) -> Tallies.add(this.retries, reason));
		if (!this.missing.isNone()) {
			addUntold(trace);
		}
		if (!trace.isStarted()) {
			closeUnstarted(trace);
			return;
		}
		this.started++;
		Outcome outcome = trace.outcome();
		if (outcome != null) {
			Tallies.add(this.outcomes, outcome);
			if (outcome == Outcome.TIMED_OUT) {
				explain(task, trace);
			}
		}
		else if (trace.isLeftBehind()) {
			this.producerDied++;
		}
		else {
			this.unaccounted.add(task);
		}
	}

	private void addUntold(Trace trace) {
		for (Visit visit = trace.visits(); visit != null; visit = visit.earlier()) {
			this.receivedUntold.merge(visit.who(), visit.receivedUntold(), Long::sum);
			this.takenUntold.merge(visit.who(), visit.takenUntold(), Long::sum);
		}
	}

	private void closeUnstarted(Trace trace) {
		boolean visited = trace.visits() != null;
		if (trace.isToldByACutRun() || (visited && this.missing.isAny(Role.PRODUCER))) {
			this.begunBefore++;
		}
		else if (visited) {
			this.foreign++;
		}
	}

	/**
	 * Closes one that is never named.
	 */
	void fold(String task, Trace trace) {
		this.missing = MissingBeginnings.of(this.runs);
		close(task, trace);
		this.foldedNotReceived += this.notReceived.size();
		this.notReceived.clear();
		this.losses.clear();
	}

	Account account(long rejected, List<Violation> noticed, Map<String, ConsumerTally> consumers,
			Map<ExtraReplyKind, Long> extraReplies) {
		this.started += rejected;
		this.outcomes.merge(Outcome.REJECTED, rejected, Long::sum);
		this.violations.addAll(0, noticed);
		explainNotReceived(consumers.values().stream().mapToLong(ConsumerTally::dropped).sum());
		List<ConsumerFates> fates = new ArrayList<>();
		consumers.forEach((who, tally) -> fates
			.add(tally.fates(who, this.receivedUntold.getOrDefault(who, 0L), this.takenUntold.getOrDefault(who, 0L))));
		return new Account(this.started, this.outcomes, this.producerDied, this.causes, new EnumMap<>(extraReplies),
				this.retries, fates, this.foreign, this.missing.names(), this.begunBefore, this.losses, this.violations,
				this.unaccounted);
	}

	private void explain(String task, Trace trace) {
		Cause evidence = trace.evidence();
		if (evidence != null) {
			lose(task, evidence);
		}
		else if (trace.awaitsReply() && this.missing.mayHold(trace)) {
			lose(task, Cause.UNKNOWN);
		}
		else if (trace.awaitsReply()) {
			this.notReceived.add(task);
		}
		else {
			this.unaccounted.add(task);
		}
	}

	private void explainNotReceived(long dropped) {
		long foldedDropped = Math.min(this.foldedNotReceived, dropped);
		this.causes.merge(Cause.DROPPED, foldedDropped, Long::sum);
		this.causes.merge(Cause.NEVER_RECEIVED, this.foldedNotReceived - foldedDropped, Long::sum);
		for (int i = 0; i < this.notReceived.size(); i++) {
			lose(this.notReceived.get(i), (i < dropped - foldedDropped) ? Cause.DROPPED : Cause.NEVER_RECEIVED);
		}
	}

	private void lose(String task, Cause cause) {
		Tallies.add(this.causes, cause);
		this.losses.add(new Loss(task, cause));
	}

}
