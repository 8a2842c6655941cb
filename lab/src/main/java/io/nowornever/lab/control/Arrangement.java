package io.nowornever.lab.control;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Who is there from the beginning.
 *
 * @param producers how many ask
 * @param rate requests a second of each producer, or {@code null} for random gaps
 * @param timeout the budget of a request
 * @param slow how many consumers are slow
 * @param slowWork how long they take for a task
 * @param fast how many consumers are fast
 * @param fastWork how long they take for a task
 * @param policy how requests travel
 */
public record Arrangement(int producers, @Nullable Double rate, Duration timeout, int slow, Durations slowWork,
		int fast, Durations fastWork, Policy policy) {

	/**
	 * So many there may be of a kind from the beginning.
	 */
	public static final int MOST_OF_A_KIND = 16;

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	/**
	 * Requires what can be.
	 */
	public Arrangement {
		requireCount("producers", producers);
		requireCount("slow", slow);
		requireCount("fast", fast);
	}

	/**
	 * The original experiment's budget and times, for so many of each.
	 * @param producers how many ask
	 * @param rate requests a second of each producer, or {@code null} for random gaps
	 * @param slow how many consumers are slow
	 * @param fast how many consumers are fast
	 * @param policy how requests travel
	 * @return the arrangement
	 */
	public static Arrangement original(int producers, @Nullable Double rate, int slow, int fast, Policy policy) {
		return new Arrangement(producers, rate, TIMEOUT, slow, PartySpec.SLOW, fast, PartySpec.FAST, policy);
	}

	List<PartySpec> consumerSpecs() {
		List<PartySpec> specs = new ArrayList<>(
				Collections.nCopies(this.slow, PartySpec.consumer("slow", this.slowWork)));
		specs.addAll(Collections.nCopies(this.fast, PartySpec.consumer("fast", this.fastWork)));
		return specs;
	}

	List<PartySpec> producerSpecs() {
		return Collections.nCopies(this.producers, PartySpec.producer(this.rate));
	}

	private static void requireCount(String name, int count) {
		if (count < 0 || count > MOST_OF_A_KIND) {
			throw new NotAllowedException(name + " " + count + " is not allowed: 0 to " + MOST_OF_A_KIND);
		}
	}

}
