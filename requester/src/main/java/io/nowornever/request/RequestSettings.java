package io.nowornever.request;

import java.time.Duration;
import java.util.Map;

import io.nowornever.common.durable.DurableSettings;
import io.nowornever.common.wire.Discovery;
import io.nowornever.common.wire.InboxPrefixes;
import io.nowornever.request.backoff.BackoffSettings;

/**
 * How requests are made. The values are taken as they are: who reads them from a user
 * checks them, and names the keys under which they stand there.
 *
 * @param timeout the whole budget of a request, retries included
 * @param maxInFlight how many requests may be without an outcome at once; more are
 * rejected
 * @param retry whether a request that nobody began is sent again
 * @param backoff the pauses while nobody listens
 * @param services the names in discovery of those who answer on a subject, for subjects
 * whose responders have names of their own
 * @param balance who decides which responder gets a request of core NATS
 * @param durable how requests are kept that a stream shall keep
 * @param inboxes which subjects a reply may ask to be confirmed on
 * @param tagged whether meters carry the subject as a tag; an application that asks on
 * one subject only can do without
 */
public record RequestSettings(Duration timeout, int maxInFlight, RetrySettings retry, BackoffSettings backoff,
		Map<String, String> services, Balance balance, DurableSettings durable, InboxPrefixes inboxes, boolean tagged) {

	/**
	 * Keeps the names.
	 */
	public RequestSettings {
		services = Map.copyOf(services);
	}

	/**
	 * How those are called in discovery who answer on a subject.
	 */
	String serviceOf(String subject) {
		return this.services.getOrDefault(subject, Discovery.nameOf(subject));
	}

}
