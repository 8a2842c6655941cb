package io.nowornever.request;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nowornever.common.durable.DurableSettings;
import io.nowornever.common.wire.InboxPrefixes;
import io.nowornever.request.backoff.BackoffSettings;

/**
 * Requests and where they go, without a broker.
 */
final class Fixtures {

	private Fixtures() {
	}

	static Destination destination() {
		return destination("quotes", false);
	}

	static Destination durableDestination() {
		return destination("quotes.durable", true);
	}

	private static Destination destination(String subject, boolean durable) {
		RequestSettings settings = new RequestSettings(Duration.ofSeconds(5), 10,
				new RetrySettings(true, 3, Duration.ofMillis(20), Duration.ofSeconds(1), 10, 0),
				new BackoffSettings(Duration.ofSeconds(1), Duration.ofSeconds(10), 2, 0), Map.of(), Balance.GROUP,
				DurableSettings.DEFAULT, new InboxPrefixes(List.of("_INBOX"), ""), true);
		return new Destination(subject, durable, settings, "_INBOX.presence.",
				new RequestMetrics(new SimpleMeterRegistry()), () -> 0);
	}

	/**
	 * A request that begins at 0.
	 * @param budgetNanos how long it may take
	 */
	static PendingRequest request(long budgetNanos) {
		return new PendingRequest(destination(), new Anything(), 0, 0, 0, budgetNanos, (outcome, reply) -> {
		});
	}

}
