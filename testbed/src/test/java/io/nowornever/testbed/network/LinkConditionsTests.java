package io.nowornever.testbed.network;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class LinkConditionsTests {

	private static final LinkConditions SLOW = LinkConditions.GOOD.withDelay(Duration.ofMillis(200),
			Duration.ofMillis(50));

	@ParameterizedTest
	@CsvSource({ "0, 200", "1, 250", "-1, 150", "0.5, 225" })
	void bytesAreDueAfterTheDelayGiveOrTakeTheJitter(double chance, long dueMillis) {
		assertThat(SLOW.dueNanos(1_000_000, chance)).isEqualTo(1_000_000 + dueMillis * 1_000_000);
	}

	@Test
	void aGoodLinkDelaysNothing() {
		assertThat(LinkConditions.GOOD.dueNanos(7, 1)).isEqualTo(7);
	}

	@ParameterizedTest
	@CsvSource({ "NONE, false, false", "BOTH, true, true", "TO_BROKER, true, false", "FROM_BROKER, false, true" })
	void aCutIsOnItsWays(Cut cut, boolean toBroker, boolean fromBroker) {
		assertThat(cut.isOn(Way.TO_BROKER)).isEqualTo(toBroker);
		assertThat(cut.isOn(Way.FROM_BROKER)).isEqualTo(fromBroker);
	}

	@Test
	void oneChangeLeavesTheOthers() {
		LinkConditions all = SLOW.withBytesPerSecond(100_000).withCut(Cut.TO_BROKER);
		assertThat(all)
			.isEqualTo(new LinkConditions(Duration.ofMillis(200), Duration.ofMillis(50), 100_000, Cut.TO_BROKER));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			-1    | 0   | 0  | The delay is -1 ms: it must be from 0 to 60000 ms
			60001 | 0   | 0  | The delay is 60001 ms: it must be from 0 to 60000 ms
			200   | -1  | 0  | The jitter is -1 ms: it must be from 0 to the delay, which is 200 ms
			200   | 201 | 0  | The jitter is 201 ms: it must be from 0 to the delay, which is 200 ms
			0     | 0   | -1 | The bandwidth is -1 bytes a second: it must be positive, or 0 for no limit
			""")
	void whatIsNotAllowedIsNamed(long delayMillis, long jitterMillis, long bytesPerSecond, String message) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new LinkConditions(Duration.ofMillis(delayMillis), Duration.ofMillis(jitterMillis),
					bytesPerSecond, Cut.NONE))
			.withMessage(message);
	}

}
