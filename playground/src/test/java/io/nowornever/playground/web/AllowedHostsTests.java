package io.nowornever.playground.web;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class AllowedHostsTests {

	@ParameterizedTest
	@CsvSource({ "localhost, localhost", "localhost, 127.0.0.1:8090", "192.0.2.7, 192.0.2.7:8090",
			"192.0.2.7, localhost:8090", "lab.example, Lab.Example:80", "lab.example, [::1]",
			"2001:db8::7, [2001:db8::7]:8090", "[2001:db8::7], [2001:DB8:0::7]", "0.0.0.0, 192.0.2.7",
			"0.0.0.0, [2001:db8::7]", "0.0.0.0, box:8090", "0.0.0.0, localhost", "::, 192.0.2.7", "::, box",
			"[::], BOX", "'', 192.0.2.7", "'', box" })
	void aPageThatListensHereAnswersAs(String listening, String host) {
		assertThat(onBox(listening).allow(host)).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "localhost, box", "localhost, localhost.", "localhost, 192.0.2.7", "localhost, ''", "localhost, :8090",
			"localhost, localhost:http", "localhost, localhost:8090:8090", "localhost, 127.0.0.1@lab.example",
			"localhost, ::1", "localhost, [localhost]", "localhost, 127.0.0.256", "localhost, 127.0.0.1.lab.example",
			"192.0.2.7, 192.0.2.8", "192.0.2.7, box", "lab.example, 192.0.2.7", "lab.example, other.example",
			"0.0.0.0, other.example", "::, other.example", "0.0.0.0, box.example" })
	void aPageThatListensHereDoesNotAnswerAs(String listening, String host) {
		assertThat(onBox(listening).allow(host)).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "localhost | localhost, an address of 127.0.0.0/8, or [::1]",
					"127.0.0.1 | localhost, an address of 127.0.0.0/8, or [::1]",
					"192.0.2.7 | localhost, an address of 127.0.0.0/8, [::1], or 192.0.2.7",
					"0.0.0.0 | localhost, a literal IP address, or box" })
	void itSaysWhatItAnswersAs(String listening, String text) {
		assertThat(onBox(listening).description()).isEqualTo(text);
	}

	private static AllowedHosts onBox(String listening) {
		return AllowedHosts.of(listening, () -> "box");
	}

}
