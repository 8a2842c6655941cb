package io.nowornever.benchmark.stale;

import java.io.IOException;

import io.nowornever.benchmark.report.Report;

/**
 * Something that takes a backlog away.
 */
interface Skipper extends AutoCloseable {

	/**
	 * What it is called.
	 * @return a label
	 */
	String label();

	/**
	 * Where it listens.
	 * @return a subject, of the same length for all
	 */
	String subject();

	/**
	 * How many messages it has taken.
	 * @return the count since it was made
	 */
	long taken();

	/**
	 * Notes what went wrong.
	 * @param report where
	 */
	default void reportFailures(Report report) {
	}

	@Override
	void close() throws IOException;

}
