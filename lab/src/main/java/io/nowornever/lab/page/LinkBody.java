package io.nowornever.lab.page;

import java.time.Duration;
import java.util.Objects;

import io.nowornever.lab.control.NotAllowedException;
import io.nowornever.testbed.network.Cut;
import io.nowornever.testbed.network.LinkConditions;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What a party's way to the broker is to be like.
 *
 * @param delayMillis how long bytes are on their way; 0 if it is missing
 * @param jitterMillis how much longer or shorter that may be; 0 if it is missing
 * @param kilobytesPerSecond the bandwidth; no limit if it is missing
 * @param cut none, both, to-broker or from-broker; none if it is missing
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record LinkBody(@Nullable Long delayMillis, @Nullable Long jitterMillis, @Nullable Long kilobytesPerSecond,
		@Nullable String cut) {

	private static final int BYTES_PER_KILOBYTE = 1_000;

	private static final long MOST_KILOBYTES = 1_000_000;

	LinkConditions conditions() {
		long kilobytes = Objects.requireNonNullElse(this.kilobytesPerSecond, 0L);
		if (kilobytes < 0 || kilobytes > MOST_KILOBYTES) {
			throw new NotAllowedException("kilobytes_per_second " + kilobytes + " is not allowed: 1 to "
					+ MOST_KILOBYTES + ", or 0 for no limit");
		}
		try {
			return new LinkConditions(Duration.ofMillis(Objects.requireNonNullElse(this.delayMillis, 0L)),
					Duration.ofMillis(Objects.requireNonNullElse(this.jitterMillis, 0L)),
					kilobytes * BYTES_PER_KILOBYTE,
					Words.constant(Cut.class, "cut", Objects.requireNonNullElse(this.cut, "none")));
		}
		catch (IllegalArgumentException ex) {
			throw new NotAllowedException(String.valueOf(ex.getMessage()));
		}
	}

}
