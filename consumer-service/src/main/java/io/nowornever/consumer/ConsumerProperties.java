package io.nowornever.consumer;

import java.time.Duration;
import java.util.List;

import io.nowornever.common.settings.Require;
import io.nowornever.common.wire.InboxPrefixes;
import io.nowornever.respond.ResponderSettings;
import io.nowornever.respond.intake.Overload;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the consumer.
 *
 * @param name this consumer's name, as replies show it; by default the variable
 * {@code HOSTNAME}, or else {@code consumer}, and the process id
 * @param queueGroup the group whose members share the requests
 * @param workers how many tasks are worked on at once
 * @param work how long the stand-in works
 * @param maxAge the age from which a request that states no budget is stale; a stated
 * budget never counts for more than this
 * @param skipStale whether requests for which nobody waits any more are skipped; the
 * original experiment without its skip works on them all the same
 * @param overload what happens to more requests than can be worked on
 * @param inboxPrefixes the texts with which a reply subject must begin to be answered
 * @param gate when there is enough work under {@link Overload#GATE}
 * @param pendingLimit how many requests the client library holds under
 * {@link Overload#PENDING_LIMIT}
 */
@ConfigurationProperties(prefix = "consumer", ignoreUnknownFields = false)
public record ConsumerProperties(@DefaultValue("") String name, @DefaultValue("workers") String queueGroup,
		@DefaultValue("1") int workers, @DefaultValue WorkProperties work, @DefaultValue("5s") Duration maxAge,
		@DefaultValue("true") boolean skipStale, @DefaultValue("_INBOX") List<String> inboxPrefixes,
		@DefaultValue("gate") Overload overload, @DefaultValue GateProperties gate,
		@DefaultValue("1") int pendingLimit) {

	/**
	 * Checks the values.
	 */
	public ConsumerProperties {
		name = name.isEmpty() ? hostAndProcess() : name;
		Require.that(name.matches("[!-~]{1,64}"), "consumer.name", name,
				"1 to 64 printable ASCII characters without spaces");
		Require.that(queueGroup.matches("[!-~&&[^.*>]]{1,64}"), "consumer.queue-group", queueGroup,
				"1 to 64 printable ASCII characters without spaces, '.', '*' and '>'");
		Require.between("consumer.workers", workers, 1, 100_000);
		Require.between("consumer.max-age", maxAge, Duration.ofMillis(1), Duration.ofDays(1));
		Require.that(!inboxPrefixes.isEmpty() && inboxPrefixes.stream().allMatch(ConsumerProperties::isInboxPrefix),
				"consumer.inbox-prefixes", String.join(",", inboxPrefixes),
				"beginnings of subjects, separated by commas:"
						+ " 1 to 64 printable ASCII characters each without spaces, '*' and '>', the first not '$'");
		Require.between("consumer.pending-limit", pendingLimit, 1, 1_000_000);
	}

	private static boolean isInboxPrefix(String text) {
		return text.matches("[!-~&&[^*>$]][!-~&&[^*>]]{0,63}");
	}

	/**
	 * The settings as the responder takes them.
	 * @return all but those of the stand-in's work
	 */
	public ResponderSettings settings() {
		return new ResponderSettings(this.name, this.queueGroup, this.workers, this.maxAge, this.skipStale,
				new InboxPrefixes(this.inboxPrefixes), this.overload, this.gate.settings(), this.pendingLimit);
	}

	private static String hostAndProcess() {
		String host = System.getenv("HOSTNAME");
		String printable = (host != null) ? host.replaceAll("[^!-~]", "") : "";
		String shown = printable.isEmpty() ? "consumer" : printable.substring(0, Math.min(printable.length(), 40));
		return shown + "-" + ProcessHandle.current().pid();
	}

}
