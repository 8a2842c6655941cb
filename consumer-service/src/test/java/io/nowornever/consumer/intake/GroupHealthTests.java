package io.nowornever.consumer.intake;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class GroupHealthTests {

	@ParameterizedTest
	@CsvSource(textBlock = """
			# linked, member, full, kept, status, why
			true, true, false, true, UP, member
			true, true, true, true, UP, member
			true, false, true, true, UP, out: holds enough work
			true, false, false, true, DOWN, out for no reason
			true, false, true, false, DOWN, out for no reason
			true, false, false, false, DOWN, out for no reason
			false, false, true, true, DOWN, out: no connection
			""")
	void beingOutIsFineOnlyForAReason(boolean linked, boolean member, boolean full, boolean kept, String status,
			String why) {
		GroupHealth health = new GroupHealth(() -> linked, () -> member, () -> full, () -> kept);
		assertThat(health.health().getStatus().getCode()).isEqualTo(status);
		assertThat(health.health().getDetails()).containsEntry("group", why);
	}

}
