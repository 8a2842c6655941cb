package io.nowornever.starter.durable;

import java.time.Duration;

import io.nowornever.common.durable.DurableSettings;
import io.nowornever.common.settings.Require;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How streams keep requests. All who use a stream have to agree on these.
 *
 * @param create whether stream and consumer are made if they are missing, and the
 * stream's bound is kept; without it somebody else does so, and streams are only looked
 * at
 * @param storage where a stream keeps requests: file, or memory, which ends with the
 * broker
 * @param replicas how many servers of a cluster keep them: 1, 3 or 5
 * @param maxAge how long a request is kept, which should be the longest budget
 * @param ackWait how long after a consumer's last sign of life its task is given to
 * another
 * @param maxDeliver how often a task is given to somebody; after that the request fails
 * @param targetWait how much work a stream keeps, as the time until it is done; what
 * comes beyond that is refused at once. 0s for no bound
 * @param confirm whether a reply is repeated until its requester has confirmed it
 */
@ConfigurationProperties(DurableProperties.PREFIX)
public record DurableProperties(@DefaultValue("true") boolean create,
		@DefaultValue("file") DurableSettings.Storage storage, @DefaultValue("1") int replicas,
		@DefaultValue("5s") Duration maxAge, @DefaultValue("500ms") Duration ackWait, @DefaultValue("3") int maxDeliver,
		@DefaultValue("1s") Duration targetWait, @DefaultValue("true") boolean confirm) {

	/**
	 * The keys' beginning.
	 */
	public static final String PREFIX = "durable";

	/**
	 * Checks the values.
	 */
	public DurableProperties {
		Require.that(replicas == 1 || replicas == 3 || replicas == 5, "durable.replicas", replicas, "1, 3 or 5");
		Require.between("durable.max-age", maxAge, Duration.ofMillis(100), Duration.ofDays(1));
		Require.between("durable.ack-wait", ackWait, Duration.ofMillis(30), Duration.ofMinutes(5));
		Require.between("durable.max-deliver", maxDeliver, 1, 1_000);
		Require.between("durable.target-wait", targetWait, Duration.ZERO, maxAge);
	}

	/**
	 * The values as the library takes them.
	 * @return the settings
	 */
	public DurableSettings settings() {
		return new DurableSettings(this.create, this.storage, this.replicas, this.maxAge, this.ackWait, this.maxDeliver,
				this.targetWait, this.confirm);
	}

}
