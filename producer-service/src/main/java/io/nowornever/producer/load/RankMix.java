package io.nowornever.producer.load;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import io.nowornever.common.wire.Rank;

/**
 * How much depends on each request, drawn at random in given shares. For one thread.
 */
final class RankMix {

	private final RandomGenerator random;

	private final double critical;

	private final double sheddable;

	RankMix(LoadProperties properties, RandomGenerator random) {
		this.random = random;
		this.critical = properties.critical();
		this.sheddable = properties.sheddable();
	}

	/**
	 * The mix that the settings ask for.
	 */
	static RankMix of(LoadProperties properties) {
		Long seed = properties.seed();
		return new RankMix(properties, (seed != null) ? new SplittableRandom(~seed) : RandomGenerator.getDefault());
	}

	Rank next() {
		if (this.critical + this.sheddable == 0) {
			return Rank.NORMAL;
		}
		double drawn = this.random.nextDouble();
		if (drawn < this.critical) {
			return Rank.CRITICAL;
		}
		return (drawn < this.critical + this.sheddable) ? Rank.SHEDDABLE : Rank.NORMAL;
	}

}
