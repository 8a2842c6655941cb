package io.nowornever.lab.page;

import java.time.Duration;

import io.nowornever.lab.control.Durations;
import io.nowornever.lab.control.NotAllowedException;
import io.nowornever.lab.control.PartySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What a producer or consumer is to be like.
 *
 * @param role producer or consumer; where it is missing, whatever has work times is a
 * consumer
 * @param rate requests a second of a producer; random gaps if it is missing
 * @param workMinMillis how long a consumer works on a task at the least
 * @param workMaxMillis how long at the most
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record PartyBody(@Nullable String role, @Nullable Double rate, @Nullable Long workMinMillis,
		@Nullable Long workMaxMillis) {

	PartySpec spec() {
		boolean works = this.workMinMillis != null || this.workMaxMillis != null;
		if ("producer".equals(this.role) || (this.role == null && !works)) {
			return PartySpec.producer(this.rate);
		}
		boolean isConsumer = this.role == null || this.role.equals("consumer");
		if (this.workMinMillis == null || this.workMaxMillis == null || !isConsumer) {
			throw new NotAllowedException("A party is a producer, with a rate if it is not to ask at random gaps, or a"
					+ " consumer with work_min_millis and work_max_millis");
		}
		return PartySpec
			.consumer(new Durations(Duration.ofMillis(this.workMinMillis), Duration.ofMillis(this.workMaxMillis)));
	}

}
