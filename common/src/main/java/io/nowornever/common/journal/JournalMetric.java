package io.nowornever.common.journal;

/**
 * The names of the journal's metrics.
 */
public enum JournalMetric {

	/**
	 * Gauge: 1 once the journal could not be written any more and has ended, else 0.
	 */
	FAILED("journal.failed");

	private final String meterName;

	JournalMetric(String meterName) {
		this.meterName = meterName;
	}

	/**
	 * The meter's name.
	 * @return the name in Micrometer's form
	 */
	public String meterName() {
		return this.meterName;
	}

}
