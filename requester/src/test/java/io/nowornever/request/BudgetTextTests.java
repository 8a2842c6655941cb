package io.nowornever.request;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BudgetTextTests {

	@ParameterizedTest
	@CsvSource({ "800ms, PT0.8S", "2s, PT2S", "1m, PT1M", "3h, PT3H", "1d, PT24H", "5us, PT0.000005S",
			"7ns, PT0.000000007S", "250, PT0.25S", "2S, PT2S", "+2s, PT2S", "-1s, PT-1S", "PT0.8S, PT0.8S",
			"pt2m, PT2M", "P1D, PT24H" })
	void readsWhatSpringBootReads(String text, Duration duration) {
		assertThat(BudgetText.parse(text)).isEqualTo(duration);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "soon", "2 s", "1.5s", "2x", "2w", "ms", "PT", "99999999999999999999s",
			"9223372036854775807d", "1m30s" })
	void tellsWhatIsNone(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> BudgetText.parse(text))
			.withMessage("\"" + text + "\" is no duration; allowed are such as 800ms, 2s, 1m or PT0.8S");
	}

}
