package io.nowornever.lab.ledger;

import java.util.List;

/**
 * What journals told and was thrown away.
 *
 * @param cut the runs whose beginning was not read
 */
record MissingBeginnings(List<Run> cut) {

	/**
	 * By how much the clocks of two machines may differ.
	 */
	private static final long CLOCKS_DIFFER_MILLIS = 10_000;

	static MissingBeginnings of(List<Run> runs) {
		return new MissingBeginnings(runs.stream().filter(Run::isCut).toList());
	}

	boolean isNone() {
		return this.cut.isEmpty();
	}

	boolean isAny(Role role) {
		return this.cut.stream().anyMatch((run) -> run.role() == role);
	}

	/**
	 * Whether a consumer may have told of a request what is no longer there.
	 */
	boolean mayHold(Trace trace) {
		return this.cut.stream()
			.filter((run) -> run.role() == Role.CONSUMER)
			.anyMatch((run) -> !trace.isStarted()
					|| trace.startedMillis() <= run.missingUntilMillis() + CLOCKS_DIFFER_MILLIS);
	}

	List<String> names() {
		return this.cut.stream().map(Run::who).distinct().sorted().toList();
	}

}
