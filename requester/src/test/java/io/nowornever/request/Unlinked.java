package io.nowornever.request;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import io.nowornever.common.connection.LinkSettings;
import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.durable.DurableSettings;
import io.nowornever.common.journal.Journal;
import io.nowornever.common.time.NanoClock;
import io.nowornever.common.tracing.Tracing;
import io.nowornever.common.wire.InboxPrefixes;
import io.nowornever.request.backoff.BackoffSettings;

/**
 * A client without a link: what is asked once it is started ends as disconnected.
 */
final class Unlinked {

	private Unlinked() {
	}

	static RequestClient client(MeterRegistry registry) {
		LinkSettings link = new LinkSettings(List.of("nats://127.0.0.1:1"), null, null, null, null, null, null,
				new LinkSettings.Reconnect(Duration.ofSeconds(1), Duration.ZERO), Duration.ofSeconds(1),
				Duration.ofSeconds(1), LinkSettings.INBOX_PREFIX);
		NanoClock clock = NanoClock.startingNow();
		RequestSettings settings = new RequestSettings(Duration.ofSeconds(5), 10,
				new RetrySettings(false, 1, Duration.ofMillis(1), Duration.ofMillis(1), 1, 1),
				new BackoffSettings(Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 0), Map.of(), Balance.GROUP,
				DurableSettings.DEFAULT, new InboxPrefixes(List.of("_INBOX"), ""), true);
		return RequestClient.create(settings, NatsLink.of(link, "test", clock), registry, Journal.off(), clock,
				InstantSource.system(), Tracing.NONE);
	}

}
