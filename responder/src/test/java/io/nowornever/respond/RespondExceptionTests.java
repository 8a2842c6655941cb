package io.nowornever.respond;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RespondExceptionTests {

	@ParameterizedTest
	@ValueSource(ints = { 400, 404, 503, 599 })
	void keepsWhatTheRequesterIsTold(int code) {
		RespondException told = new RespondException(code, "no such symbol");
		assertThat(told.code()).isEqualTo(code);
		assertThat(told.text()).isEqualTo("no such symbol");
		assertThat(told).hasNoCause();
	}

	@Test
	void keepsItsCauseForTheLog() {
		Exception cause = new Exception("the database is down");
		assertThat(new RespondException(502, "try later", cause)).hasCause(cause);
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 0, 200, 399, 600 })
	void allowsErrorsOnly(int code) {
		assertThatIllegalArgumentException().isThrownBy(() -> new RespondException(code, "what"))
			.withMessageContaining(Integer.toString(code))
			.withMessageContaining("400 to 599");
	}

}
