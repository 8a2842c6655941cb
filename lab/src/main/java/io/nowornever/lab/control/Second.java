package io.nowornever.lab.control;

import java.util.Map;

import io.nowornever.lab.ledger.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What happened in one second.
 *
 * @param at when it began, milliseconds since the epoch
 * @param started how many requests were started
 * @param outcomes how many ended how; those outcomes only that occurred
 * @param waiting how many waited at each consumer at its end
 * @param p50 half of those answered were answered within so many milliseconds, or
 * {@code null} if none was
 * @param p95 the same of 95 in 100
 * @param p99 the same of 99 in 100
 */
record Second(long at, long started, Map<Outcome, Long> outcomes, Map<String, Long> waiting, @Nullable Long p50,
		@Nullable Long p95, @Nullable Long p99) {
}
