package io.nowornever.lab.baseline;

import java.util.concurrent.TimeUnit;

import com.netflix.concurrency.limits.Limit;
import com.netflix.concurrency.limits.Limiter;
import com.netflix.concurrency.limits.limit.AIMDLimit;
import com.netflix.concurrency.limits.limit.FixedLimit;
import com.netflix.concurrency.limits.limit.Gradient2Limit;
import com.netflix.concurrency.limits.limiter.SimpleLimiter;

/**
 * A policy of the literature. Where it does not say otherwise, producers send all that
 * comes to the queue group, and consumers skip what is stale.
 */
public enum Policy {

	/**
	 * Producers adapt how many requests may be in flight: one more while they are
	 * answered, a tenth less when one is not (Netflix, concurrency-limits).
	 */
	AIMD,

	/**
	 * The same, but the limit follows how long answers take now against how long they
	 * took in the long run (Netflix, concurrency-limits).
	 */
	GRADIENT,

	/**
	 * Consumers bound the time in the line and turn it around while it stands (Ben
	 * Maurer, "Fail at Scale", 2015).
	 */
	CODEL,

	/**
	 * Producers probe consumers and choose one by what it tells (Bartek Wydrowski and
	 * others, "Load is not what you should balance: Introducing Prequal", 2024).
	 */
	PREQUAL;

	private static final int UNLIMITED = 10_000;

	/**
	 * The shortest line that stands, in tasks.
	 */
	private static final int STANDING_TASKS = 4;

	/**
	 * What limits the requests in flight, with the library's own settings. Its limits do
	 * not sink below 20; with a least limit of 1 both were seen to answer fewer.
	 */
	Limiter<String> limiter(long budgetNanos) {
		Limit limit = switch (this) {
			case AIMD -> AIMDLimit.newBuilder().timeout(budgetNanos, TimeUnit.NANOSECONDS).build();
			case GRADIENT -> Gradient2Limit.newDefault();
			case CODEL, PREQUAL -> FixedLimit.of(UNLIMITED);
		};
		return SimpleLimiter.newBuilder().limit(limit).build();
	}

	/**
	 * Where requests wait at a consumer. The original's 5 and 100 ms are for tasks of
	 * milliseconds; here they are one task and four.
	 */
	<T> CodelLine<T> line(long taskNanos) {
		return (this == CODEL) ? new CodelLine<>(taskNanos, STANDING_TASKS * taskNanos)
				: new CodelLine<>(Long.MAX_VALUE, Long.MAX_VALUE);
	}

}
