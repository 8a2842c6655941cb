package io.nowornever.consumer;

import java.time.Duration;

import io.nowornever.common.settings.Require;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the stand-in works.
 *
 * @param min the shortest duration
 * @param max the longest duration
 * @param seed makes the durations the same ones each time, in the order in which tasks
 * are begun
 */
public record WorkProperties(@DefaultValue("2s") Duration min, @DefaultValue("3s") Duration max, @Nullable Long seed) {

	/**
	 * Checks the values.
	 */
	public WorkProperties {
		Require.between("consumer.work.min", min, Duration.ZERO, Duration.ofHours(1));
		Require.between("consumer.work.max", max, min, Duration.ofHours(1));
	}

	Duration mean() {
		return this.min.plus(this.max).dividedBy(2);
	}

	/**
	 * How far a duration is from the mean in the mean, all being equally likely.
	 * @return a quarter of the range
	 */
	Duration meanDeviation() {
		return this.max.minus(this.min).dividedBy(4);
	}

}
