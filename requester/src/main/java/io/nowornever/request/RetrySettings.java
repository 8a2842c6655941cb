package io.nowornever.request;

import java.time.Duration;

/**
 * Whether a request that was done by nobody (refused as busy, or met by no responders) is
 * sent again within its budget.
 *
 * @param enabled whether at all
 * @param maxAttempts how often a request is sent at the most, the first time included
 * @param minDelay the shortest pause after a refusal; after no responders, the pause of
 * all requests counts
 * @param maxDelay the longest pause after a refusal
 * @param perSecond how many times a second it may be done in all, while responders are
 * busy
 * @param perRequest and how many times more for each request of that second
 */
public record RetrySettings(boolean enabled, int maxAttempts, Duration minDelay, Duration maxDelay, double perSecond,
		double perRequest) {
}
