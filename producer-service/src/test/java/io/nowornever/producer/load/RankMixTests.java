package io.nowornever.producer.load;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import io.nowornever.common.wire.Rank;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RankMixTests {

	private static final int DRAWS = 20_000;

	@Test
	void ranksHaveTheirShares() {
		Map<Rank, Integer> counts = counts(0.1, 0.3);
		assertThat(counts.get(Rank.CRITICAL)).isBetween(1_850, 2_150);
		assertThat(counts.get(Rank.SHEDDABLE)).isBetween(5_800, 6_200);
		assertThat(counts.get(Rank.NORMAL)).isBetween(11_750, 12_250);
	}

	@Test
	void oneRankMayBeAll() {
		assertThat(counts(1, 0)).containsOnlyKeys(Rank.CRITICAL);
		assertThat(counts(0, 1)).containsOnlyKeys(Rank.SHEDDABLE);
		assertThat(counts(0.5, 0.5)).containsOnlyKeys(Rank.CRITICAL, Rank.SHEDDABLE);
	}

	@Test
	void withoutSharesAllAreNormalAndNothingIsDrawn() {
		RandomGenerator untouched = () -> {
			throw new AssertionError("drawn");
		};
		RankMix mix = new RankMix(properties(0, 0, null), untouched);
		assertThat(Stream.generate(mix::next).limit(100)).containsOnly(Rank.NORMAL);
	}

	@Test
	void aSeedMakesTheRanksTheSameOnesEachTime() {
		assertThat(ranks(1L)).isEqualTo(ranks(1L)).isNotEqualTo(ranks(2L));
		assertThat(ranks(null)).isNotEqualTo(ranks(null));
	}

	private static List<Rank> ranks(@Nullable Long seed) {
		RankMix mix = RankMix.of(properties(0.3, 0.3, seed));
		return Stream.generate(mix::next).limit(100).toList();
	}

	private static Map<Rank, Integer> counts(double critical, double sheddable) {
		RankMix mix = new RankMix(properties(critical, sheddable, null), new SplittableRandom(1));
		Map<Rank, Integer> counts = new EnumMap<>(Rank.class);
		for (int i = 0; i < DRAWS; i++) {
			counts.merge(mix.next(), 1, Integer::sum);
		}
		return counts;
	}

	private static LoadProperties properties(double critical, double sheddable, @Nullable Long seed) {
		return new LoadProperties(true, Duration.ZERO, Duration.ofSeconds(1), null, 1000, seed, critical, sheddable);
	}

}
