package io.nowornever.request;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.nowornever.common.durable.DurableSettings;
import io.nowornever.common.wire.InboxPrefixes;
import io.nowornever.request.backoff.BackoffSettings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RequestSettingsTests {

	@Test
	void aServiceIsCalledAsItsSubjectUnlessItHasANameOfItsOwn() {
		RequestSettings settings = new RequestSettings(Duration.ofSeconds(5), 10,
				new RetrySettings(true, 3, Duration.ofMillis(20), Duration.ofSeconds(1), 10, 0),
				new BackoffSettings(Duration.ofSeconds(1), Duration.ofSeconds(10), 2, 0),
				Map.of("quotes.v1", "quote-desk"), Balance.GROUP, DurableSettings.DEFAULT,
				new InboxPrefixes(List.of("_INBOX"), ""), true);
		assertThat(settings.serviceOf("quotes.v1")).isEqualTo("quote-desk");
		assertThat(settings.serviceOf("quotes.v2")).isEqualTo("quotes-v2");
	}

}
