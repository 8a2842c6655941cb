package io.nowornever.starter.request;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.nowornever.common.settings.Require;
import io.nowornever.common.wire.Discovery;
import io.nowornever.common.wire.InboxPrefixes;
import io.nowornever.common.wire.RequestSubject;
import io.nowornever.request.Balance;
import io.nowornever.request.RequestSettings;
import io.nowornever.starter.durable.DurableProperties;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How an application asks.
 *
 * @param enabled whether the application asks at all
 * @param timeout the whole budget of a request that states none, retries included
 * @param maxInFlight how many requests may be without an outcome at once; more are
 * rejected
 * @param retry whether a request that nobody began is sent again
 * @param backoff the pauses while nobody listens
 * @param balance who decides which responder gets a request: least-wait or group
 * @param services by subject, which stands in brackets, the name in discovery of
 * responders that have one of their own, to tell that all are busy from that nobody is
 * there
 * @param inboxPrefixes the texts with which a subject must begin on which a reply may ask
 * to be confirmed
 */
@ConfigurationProperties(prefix = "now-or-never.requester", ignoreUnknownFields = false)
public record RequesterProperties(@DefaultValue("true") boolean enabled, @DefaultValue("5s") Duration timeout,
		@DefaultValue("10000") int maxInFlight, @NestedConfigurationProperty @DefaultValue RetryProperties retry,
		@NestedConfigurationProperty @DefaultValue BackoffProperties backoff,
		@DefaultValue("least-wait") Balance balance, @DefaultValue Map<String, String> services,

		@DefaultValue("_INBOX") List<String> inboxPrefixes) {

	/**
	 * Checks the values.
	 */
	public RequesterProperties {
		Require.between("now-or-never.requester.timeout", timeout, Duration.ofMillis(1), Duration.ofDays(1));
		Require.between("now-or-never.requester.max-in-flight", maxInFlight, 1, 1_000_000);
		retry.check("now-or-never.requester.retry");
		backoff.check("now-or-never.requester.backoff");
		services.forEach(RequesterProperties::checkService);
		services = Map.copyOf(services);
		inboxPrefixes = checkInboxPrefixes("now-or-never.requester", inboxPrefixes);
	}

	/**
	 * Checks where confirmations may go.
	 * @param prefix the key's beginning, for messages
	 * @param texts what stands there
	 * @return the same, which cannot be changed
	 */
	public static List<String> checkInboxPrefixes(String prefix, List<String> texts) {
		Require.that(InboxPrefixes.arePrefixes(texts), prefix + ".inbox-prefixes", String.join(",", texts),
				InboxPrefixes.ALLOWED);
		return List.copyOf(texts);
	}

	RequestSettings settings(DurableProperties durable) {
		return new RequestSettings(this.timeout, this.maxInFlight, this.retry.settings(), this.backoff.settings(),
				this.services, this.balance, durable.settings(), new InboxPrefixes(this.inboxPrefixes, ""), true);
	}

	private static void checkService(String subject, String name) {
		Require.that(RequestSubject.isOne(subject), "a subject in now-or-never.requester.services", subject,
				RequestSubject.ALLOWED);
		Require.that(Discovery.isName(name), "now-or-never.requester.services[" + subject + "]", name, Discovery.NAMES);
	}

}
