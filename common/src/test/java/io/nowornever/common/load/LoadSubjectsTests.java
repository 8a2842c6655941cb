package io.nowornever.common.load;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class LoadSubjectsTests {

	@Test
	void advertsHaveOneSubjectForAllWhoAnswerOnAnother() {
		assertThat(LoadSubjects.adverts("tasks.now")).isEqualTo("tasks.now.load");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '\'', textBlock = """
			consumer-1,  consumer-1
			a.b.c,       a_b_c
			'a b',       a_b
			*,           _
			a>,          a_
			é,           _
			😀,          _
			a~!#$%&/=@,  a~!#$%&/=@
			""")
	void whoIsAskedAloneHasOneTokenOfItsOwnInWhatASubjectMayHold(String instance, String token) {
		assertThat(LoadSubjects.direct("tasks.now", instance)).isEqualTo("tasks.now.to." + token);
	}

	@Test
	void lineEndsDoNotReachTheProtocol() {
		assertThat(LoadSubjects.direct("s", "a\r\nPUB x 0\u0000\t")).isEqualTo("s.to.a__PUB_x_0__");
	}

}
