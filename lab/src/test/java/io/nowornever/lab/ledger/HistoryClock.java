package io.nowornever.lab.ledger;

/**
 * The wall clock of a history: no two lines have the same time.
 */
final class HistoryClock {

	private static final long STEP_MILLIS = 1_000;

	private long millis;

	/**
	 * When a line was told.
	 */
	static long read(String line) {
		return Long.parseLong(line.substring("{\"at\":".length(), line.indexOf(',')));
	}

	/**
	 * Stamps a line that was made without a clock.
	 */
	String stamp(String line) {
		this.millis += STEP_MILLIS;
		return line.replace("{\"at\":1,", "{\"at\":" + this.millis + ",");
	}

}
