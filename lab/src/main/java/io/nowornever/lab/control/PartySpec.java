package io.nowornever.lab.control;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.nowornever.lab.ledger.Role;
import org.jspecify.annotations.Nullable;

/**
 * What a service of the room is like.
 *
 * @param kind how its name begins
 * @param role which side it is
 * @param rate requests a second of a producer, or {@code null} for the original's random
 * gaps
 * @param work how long a consumer works on a task, or {@code null} if that is not known
 */
public record PartySpec(String kind, Role role, @Nullable Double rate, @Nullable Durations work) {

	/**
	 * The original's slow consumer.
	 */
	static final Durations SLOW = Durations.ofMillis(2_000, 3_000);

	/**
	 * One that is ten times as fast.
	 */
	static final Durations FAST = Durations.ofMillis(200, 300);

	private static final double LOWEST_RATE = 0.001;

	private static final double HIGHEST_RATE = 50_000;

	private static final Duration LONGEST_WORK = Duration.ofHours(1);

	private static final Duration SLOW_FROM = Duration.ofSeconds(1);

	/**
	 * Requires what can be.
	 */
	public PartySpec {
		if (rate != null && !(rate >= LOWEST_RATE && rate <= HIGHEST_RATE)) {
			throw new NotAllowedException("rate " + rate + " is not allowed: requests a second from " + LOWEST_RATE
					+ " to " + (int) HIGHEST_RATE);
		}
		if (work != null && isBad(work)) {
			throw new NotAllowedException("work of " + work.min().toMillis() + " to " + work.max().toMillis()
					+ " ms is not allowed: the shorter first, at most " + LONGEST_WORK.toMillis() + " ms");
		}
	}

	/**
	 * A producer.
	 * @param rate requests a second, or {@code null} for the original's random gaps
	 * @return what it is like
	 */
	public static PartySpec producer(@Nullable Double rate) {
		return new PartySpec("producer", Role.PRODUCER, rate, null);
	}

	/**
	 * A consumer.
	 * @param work how long it works on a task
	 * @return what it is like
	 */
	public static PartySpec consumer(Durations work) {
		return consumer((work.min().compareTo(SLOW_FROM) < 0) ? "fast" : "slow", work);
	}

	static PartySpec consumer(String kind, Durations work) {
		return new PartySpec(kind, Role.CONSUMER, null, work);
	}

	/**
	 * Somebody of whom only the side is known.
	 */
	static PartySpec unknown(Role role) {
		return new PartySpec("", role, null, null);
	}

	List<String> settings(Policy policy, Duration timeout) {
		if (this.role == Role.PRODUCER) {
			List<String> settings = new ArrayList<>(policy.ofProducers(timeout));
			if (this.rate != null) {
				settings.add("--producer.load.rate=" + this.rate);
			}
			return settings;
		}
		List<String> settings = new ArrayList<>(policy.ofConsumers(timeout));
		if (this.work != null) {
			settings.add("--consumer.work.min=" + Policy.millis(this.work.min()));
			settings.add("--consumer.work.max=" + Policy.millis(this.work.max()));
		}
		return settings;
	}

	private static boolean isBad(Durations work) {
		return work.min().isNegative() || work.min().compareTo(work.max()) > 0
				|| work.max().compareTo(LONGEST_WORK) > 0;
	}

}
