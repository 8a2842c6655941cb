package io.nowornever.benchmark.requests;

import java.time.Duration;
import java.util.List;

/**
 * How requests and replies are measured.
 *
 * @param inFlight how many requests are in flight at once; one part of the table for each
 * @param sides who takes turns, in this order
 * @param workers how many tasks are worked on at once where that is a setting
 * @param rounds how many turns each side takes
 * @param turn how long a turn is measured
 * @param leadIn how long it goes on before
 * @param warmUp how long each side goes on before the first turn
 */
public record RequestSettings(List<Integer> inFlight, List<Side> sides, int workers, int rounds, Duration turn,
		Duration leadIn, Duration warmUp) {
}
