package io.nowornever.producer.load;

import java.time.Duration;

import io.nowornever.common.settings.Require;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the load generator asks.
 *
 * @param enabled whether it asks at all
 * @param minGap the shortest pause between two requests
 * @param maxGap the longest pause between two requests
 * @param rate requests a second at even gaps, instead of random ones
 * @param users user ids cycle from 0 to one less than this
 * @param seed makes random gaps the same ones each time
 * @param critical which share of the requests is critical, 0 to 1
 * @param sheddable which share of them is sheddable, 0 to 1 less the critical
 */
public record LoadProperties(@DefaultValue("true") boolean enabled, @DefaultValue("0s") Duration minGap,
		@DefaultValue("1500ms") Duration maxGap, @Nullable Double rate, @DefaultValue("1000") long users,
		@Nullable Long seed, @DefaultValue("0") double critical, @DefaultValue("0") double sheddable) {

	private static final double HIGHEST_RATE = 50_000;

	private static final double LOWEST_RATE = 0.001;

	/**
	 * Checks the values.
	 */
	public LoadProperties {
		Require.between("producer.load.min-gap", minGap, Duration.ZERO, Duration.ofHours(1));
		Require.between("producer.load.max-gap", maxGap, minGap, Duration.ofHours(1));
		Require.that(!maxGap.isZero(), "producer.load.max-gap", "0ms",
				"more than 0ms; for a flood set producer.load.rate");
		if (rate != null) {
			Require.between("producer.load.rate", rate, LOWEST_RATE, HIGHEST_RATE);
		}
		Require.that(users >= 1, "producer.load.users", users, "1 or more");
		Require.between("producer.load.critical", critical, 0, 1);
		Require.that(sheddable >= 0 && critical + sheddable <= 1, "producer.load.sheddable", sheddable,
				"0 to 1, and no more than producer.load.critical leaves of it");
	}

}
