package io.nowornever.starter.respond;

import java.time.Duration;
import java.util.List;

import io.nowornever.common.durable.DurableSettings;
import io.nowornever.common.durable.DurableSubject;
import io.nowornever.common.settings.Require;
import io.nowornever.common.wire.Discovery;
import io.nowornever.common.wire.InboxPrefixes;
import io.nowornever.respond.intake.Overload;
import io.nowornever.respond.member.ResponderSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How an application answers.
 *
 * @param enabled whether the application answers at all
 * @param name this application's name, as replies show it; where it is empty, the
 * variable HOSTNAME, or else "responder", and the process id
 * @param queueGroup the group whose members share the requests, where a responder names
 * none
 * @param workers how many requests a responder works on at once, where it does not say
 * @param maxAge the age from which a request that states no budget is stale; a stated
 * budget never counts for more than this
 * @param skipStale whether requests for which nobody waits any more are skipped
 * @param interrupt whether a handler is interrupted that is at work when nobody waits any
 * more
 * @param inboxPrefixes the texts with which a reply subject must begin to be answered
 * @param overload what happens to more requests than can be worked on
 * @param gate when there is enough work, where overload is gate
 * @param pendingLimit how many requests the client library holds, where overload is
 * pending-limit
 */
@ConfigurationProperties(prefix = ResponderProperties.PREFIX, ignoreUnknownFields = false)
public record ResponderProperties(@DefaultValue("true") boolean enabled, @DefaultValue("") String name,
		@DefaultValue("workers") String queueGroup, @DefaultValue("1") int workers, @DefaultValue("5s") Duration maxAge,
		@DefaultValue("true") boolean skipStale, @DefaultValue("true") boolean interrupt,
		@DefaultValue("_INBOX") List<String> inboxPrefixes, @DefaultValue("gate") Overload overload,
		@NestedConfigurationProperty @DefaultValue GateProperties gate, @DefaultValue("1") int pendingLimit) {

	static final String PREFIX = "now-or-never.responder";

	private static final int LONGEST_HOST = 40;

	/**
	 * Fills in the name.
	 */
	public ResponderProperties {
		name = name.isEmpty() ? defaultName("responder") : name;
		inboxPrefixes = List.copyOf(inboxPrefixes);
	}

	/**
	 * Checks the values.
	 * @param prefix the keys' beginning, for messages
	 * @return these
	 */
	public ResponderProperties check(String prefix) {
		Require.that(this.name.matches("[!-~]{1,64}"), prefix + ".name", this.name,
				"1 to 64 printable ASCII characters without spaces");
		Require.that(isQueueGroup(this.queueGroup), prefix + ".queue-group", this.queueGroup,
				"1 to 64 printable ASCII characters without spaces, '.', '*' and '>'");
		Require.between(prefix + ".workers", this.workers, 1, 100_000);
		Require.between(prefix + ".max-age", this.maxAge, Duration.ofMillis(1), Duration.ofDays(1));
		Require.that(InboxPrefixes.arePrefixes(this.inboxPrefixes), prefix + ".inbox-prefixes",
				String.join(",", this.inboxPrefixes), InboxPrefixes.ALLOWED);
		Require.between(prefix + ".pending-limit", this.pendingLimit, 1, 1_000_000);
		this.gate.check(prefix + ".gate");
		return this;
	}

	/**
	 * The values as the library takes them.
	 * @param subject where requests come
	 * @param service the name in discovery, or empty for the subject's
	 * @param group the queue group
	 * @param count how many requests are worked on at once
	 * @param durable how a stream keeps requests on that subject; null where core NATS
	 * carries them
	 * @param tagged whether meters carry subject and group as tags
	 * @return the settings of one responder
	 */
	public ResponderSettings settings(String subject, String service, String group, int count,
			@Nullable DurableSettings durable, boolean tagged) {
		DurableSubject stream = (durable != null) ? DurableSubject.of(subject) : null;
		String wire = (stream != null) ? stream.subject() : subject;
		return new ResponderSettings(wire, service.isEmpty() ? Discovery.nameOf(wire) : service, this.name, group,
				count, this.maxAge, this.skipStale, this.interrupt, new InboxPrefixes(this.inboxPrefixes, subject),
				this.overload, this.gate.settings(), this.pendingLimit, stream,
				(durable != null) ? durable : DurableSettings.DEFAULT, tagged);
	}

	/**
	 * Whether a text can name a queue group.
	 * @param text the text
	 * @return true if it can
	 */
	static boolean isQueueGroup(String text) {
		return text.matches("[!-~&&[^.*>]]{1,64}");
	}

	/**
	 * A name that tells processes apart.
	 * @param kind what stands where the host has no name
	 * @return the host or the kind, and the process id
	 */
	public static String defaultName(String kind) {
		String host = System.getenv("HOSTNAME");
		String printable = (host != null) ? host.replaceAll("[^!-~]", "") : "";
		String shown = printable.isEmpty() ? kind : printable.substring(0, Math.min(printable.length(), LONGEST_HOST));
		return shown + "-" + ProcessHandle.current().pid();
	}

}
