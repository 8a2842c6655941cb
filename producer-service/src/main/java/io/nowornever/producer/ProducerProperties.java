package io.nowornever.producer;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.nowornever.common.settings.Require;
import io.nowornever.common.wire.InboxPrefixes;
import io.nowornever.producer.load.LoadProperties;
import io.nowornever.request.Balance;
import io.nowornever.request.RequestSettings;
import io.nowornever.starter.durable.DurableProperties;
import io.nowornever.starter.request.BackoffProperties;
import io.nowornever.starter.request.RequesterProperties;
import io.nowornever.starter.request.RetryProperties;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the producer.
 *
 * @param timeout the whole budget of a request, retries included
 * @param maxInFlight how many requests may be without an outcome at once; more are
 * rejected
 * @param retry whether a request that nobody began is sent again
 * @param backoff the pauses while nobody listens
 * @param balance who decides which responder gets a request: least-wait or group
 * @param load the load generator
 */
@ConfigurationProperties(prefix = "producer", ignoreUnknownFields = false)
record ProducerProperties(@DefaultValue("5s") Duration timeout, @DefaultValue("10000") int maxInFlight,
		@DefaultValue RetryProperties retry, @DefaultValue BackoffProperties backoff,
		@DefaultValue("least-wait") Balance balance, @DefaultValue LoadProperties load,
		@DefaultValue("_INBOX") List<String> inboxPrefixes) {

	/**
	 * Checks the values.
	 */
	ProducerProperties {
		Require.between("producer.timeout", timeout, Duration.ofMillis(1), Duration.ofMinutes(1));
		Require.between("producer.max-in-flight", maxInFlight, 1, 1_000_000);
		retry.check("producer.retry");
		backoff.check("producer.backoff");
		inboxPrefixes = RequesterProperties.checkInboxPrefixes("producer", inboxPrefixes);
	}

	/**
	 * The settings as the requester takes them.
	 * @param durable how a stream keeps requests
	 * @return all but those of the load
	 */
	RequestSettings settings(DurableProperties durable) {
		return new RequestSettings(this.timeout, this.maxInFlight, this.retry.settings(), this.backoff.settings(),
				Map.of(), this.balance, durable.settings(), new InboxPrefixes(this.inboxPrefixes, ""), false);
	}

}
