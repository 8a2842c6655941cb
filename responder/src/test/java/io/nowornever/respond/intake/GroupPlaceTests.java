package io.nowornever.respond.intake;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class GroupPlaceTests {

	@ParameterizedTest
	@CsvSource(textBlock = """
			# linked, member, full, kept, right, why
			true, true, false, true, true, member
			true, true, true, true, true, member
			true, false, true, true, true, out: holds enough work
			true, false, false, true, false, out for no reason
			true, false, true, false, false, out for no reason
			true, false, false, false, false, out for no reason
			false, false, true, true, false, out: no connection
			""")
	void beingOutIsFineOnlyForAReason(boolean linked, boolean member, boolean full, boolean kept, boolean right,
			String why) {
		GroupPlace place = GroupPlace.of(linked, member, full, kept);
		assertThat(place.isRight()).isEqualTo(right);
		assertThat(place).hasToString(why);
	}

}
