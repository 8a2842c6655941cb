package io.nowornever.lab.ledger;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.nowornever.lab.ledger.Account.Loss;

/**
 * Closes a ledger: gives each request its fate and each lost one its cause.
 */
final class Closing {

	private final Map<String, Trace> traces;

	private final Map<Outcome, Long> outcomes = Tallies.zeros(Outcome.class);

	private final Map<Cause, Long> causes = Tallies.zeros(Cause.class);

	private final Map<DeclineReason, Long> retries = Tallies.zeros(DeclineReason.class);

	private final List<Loss> losses = new ArrayList<>();

	private final List<String> notReceived = new ArrayList<>();

	private final List<Violation> violations;

	private final List<String> unaccounted = new ArrayList<>();

	private long started;

	private long producerDied;

	private long foreign;

	Closing(Map<String, Trace> traces, long rejected, List<Violation> violations) {
		this.traces = traces;
		this.started = rejected;
		this.outcomes.put(Outcome.REJECTED, rejected);
		this.violations = new ArrayList<>(violations);
	}

	Account account(Map<String, ConsumerTally> consumers, Map<ExtraReplyKind, Long> extraReplies) {
		this.traces.forEach(this::close);
		explainNotReceived(consumers.values().stream().mapToLong(ConsumerTally::dropped).sum());
		List<ConsumerFates> fates = new ArrayList<>();
		consumers.forEach((who, tally) -> fates.add(tally.fates(who)));
		return new Account(this.started, this.outcomes, this.producerDied, this.causes, new EnumMap<>(extraReplies),
				this.retries, fates, this.foreign, this.losses, this.violations, this.unaccounted);
	}

	private void close(String task, Trace trace) {
		trace.check(task, this.violations::add);
		trace.tellRetries((reason) -> Tallies.add(this.retries, reason));
		if (!trace.isStarted()) {
			this.foreign += trace.isAtAnyConsumer() ? 1 : 0;
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

	private void explain(String task, Trace trace) {
		Cause evidence = trace.evidence();
		if (evidence != null) {
			lose(task, evidence);
		}
		else if (trace.awaitsReply()) {
			this.notReceived.add(task);
		}
		else {
			this.unaccounted.add(task);
		}
	}

	private void explainNotReceived(long dropped) {
		for (int i = 0; i < this.notReceived.size(); i++) {
			lose(this.notReceived.get(i), (i < dropped) ? Cause.DROPPED : Cause.NEVER_RECEIVED);
		}
	}

	private void lose(String task, Cause cause) {
		Tallies.add(this.causes, cause);
		this.losses.add(new Loss(task, cause));
	}

}
