package io.nowornever.consumer;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StandInHandlerTests {

	@Test
	void aSeedMakesTheDurationsTheSameOnesEachTime() {
		assertThat(durations(1L)).isEqualTo(durations(1L)).isNotEqualTo(durations(2L)).doesNotHaveDuplicates();
	}

	@Test
	void withoutASeedDurationsDifferEachTime() {
		assertThat(durations(null)).isNotEqualTo(durations(null));
	}

	private static List<Long> durations(@Nullable Long seed) {
		StandInHandler handler = new StandInHandler(
				new WorkProperties(Duration.ofSeconds(2), Duration.ofSeconds(3), seed));
		return LongStream.generate(handler::durationNanos).limit(100).boxed().toList();
	}

}
