package io.nowornever.lab.control;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DurationsTests {

	@Test
	void oneDurationIsBothEnds() {
		assertThat(Durations.parse("5s")).isEqualTo(new Durations(Duration.ofSeconds(5), Duration.ofSeconds(5)));
	}

	@Test
	void twoDurationsAreTheEnds() {
		assertThat(Durations.parse("200ms-1m")).isEqualTo(new Durations(Duration.ofMillis(200), Duration.ofMinutes(1)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "5", "s", "-1s", "1.5s", "3s-2s", "1s-", "1s-2s-3s", "1 s", "99999999999s" })
	void anythingElseIsNone(String text) {
		assertThat(Durations.parse(text)).isNull();
	}

}
