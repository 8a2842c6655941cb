package io.nowornever.request.backoff;

import java.time.Duration;

/**
 * How long to pause when nobody listens.
 *
 * @param initial the first pause
 * @param max the longest pause
 * @param multiplier how much longer each further pause is, at least 1
 * @param jitter the share by which a pause is made longer or shorter at random, 0 to 1
 */
public record BackoffSettings(Duration initial, Duration max, double multiplier, double jitter) {
}
