package io.nowornever.common.wire;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DiscoveryTests {

	@ParameterizedTest
	@CsvSource({ "tasks.now, tasks-now", "quotes, quotes", "a.b.c_d-e, a-b-c_d-e", "eu/west:1.é, eu_west_1-_" })
	void aServiceIsCalledAsTheSubjectInWhatANameMayHold(String subject, String name) {
		assertThat(Discovery.nameOf(subject)).isEqualTo(name);
		assertThat(Discovery.isName(name)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a.b", "a b", "a*", ">", "é", "a\n" })
	void aNameHoldsNothingThatASubjectUnderstands(String text) {
		assertThat(Discovery.isName(text)).isFalse();
	}

	@Test
	void aNameIsNotLongerThanASubject() {
		assertThat(Discovery.isName("a".repeat(255))).isTrue();
		assertThat(Discovery.isName("a".repeat(256))).isFalse();
	}

}
