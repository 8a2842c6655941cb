package io.nowornever.playground.throughput;

import java.time.Duration;
import java.util.Map;

import io.nowornever.playground.throughput.RejectedSettingsException.Rejection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SettingsTextTests {

	@Test
	void whatIsNotGivenHasItsDefault() {
		assertThat(SettingsText.read(Map.of()))
			.isEqualTo(new RunSettings(20_000, 3, 128, Mode.FAN_OUT, 32_768, 0, Duration.ofSeconds(30)));
	}

	@ParameterizedTest
	@CsvSource({ "0,0", "128,128", "128B,128", "4KB,4096", "4kb,4096", "1 MB,1048576", "1024KB,1048576" })
	void aPayloadHasAUnitOrIsInBytes(String text, int bytes) {
		assertThat(SettingsText.read(Map.of("payload", text)).payloadBytes()).isEqualTo(bytes);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "messages | 999 | a whole number from 1,000 to 10,000,000",
			"messages | 10000001 | a whole number from 1,000 to 10,000,000", "messages | 1e4 | a whole number",
			"messages | 99999999999 | a whole number", "messages | '' | a whole number",
			"subscribers | 0 | from 1 to 32", "subscribers | 33 | from 1 to 32", "subscribers | -1 | from 1 to 32",
			"payload | 2MB | at most 1MB", "payload | big | a size such as 128B", "payload | 1.5KB | a size",
			"mode | broadcast | fan-out, queue, jetstream", "window | -5 | from 0 to 1,000,000",
			"slow-micros | 10001 | from 0 to 10,000", "limit-seconds | 0 | from 1 to 600",
			"colour | red | settings are limit-seconds, messages" })
	void whatIsNotAllowedIsNamedTogetherWithWhatIs(String name, String value, String allowed) {
		assertThatExceptionOfType(RejectedSettingsException.class)
			.isThrownBy(() -> SettingsText.read(Map.of(name, value)))
			.satisfies((ex) -> assertThat(ex.rejections()).singleElement().satisfies((rejection) -> {
				assertThat(rejection.name()).isEqualTo(name);
				assertThat(rejection.value()).isEqualTo(value);
				assertThat(rejection.allowed()).contains(allowed);
			}));
	}

	@Test
	void allThatIsNotAllowedIsNamedAtOnce() {
		assertThatExceptionOfType(RejectedSettingsException.class)
			.isThrownBy(() -> SettingsText.read(Map.of("messages", "x", "subscribers", "y")))
			.satisfies((ex) -> assertThat(ex.rejections()).extracting(Rejection::name)
				.containsExactlyInAnyOrder("messages", "subscribers"));
	}

	@Test
	void aStreamMustFitIntoTheServersMemory() {
		assertThatExceptionOfType(RejectedSettingsException.class)
			.isThrownBy(() -> SettingsText.read(Map.of("mode", "jetstream", "messages", "20000", "payload", "64KB")))
			.withMessageContaining("1 GB");
	}

	@Test
	void aStreamNeedsABoundOnWhatIsNotAcknowledged() {
		assertThatExceptionOfType(RejectedSettingsException.class)
			.isThrownBy(() -> SettingsText.read(Map.of("mode", "jetstream", "window", "0")))
			.withMessageContaining("1 to 4,096");
	}

	@ParameterizedTest
	@CsvSource({ "fan-out,1,0,32768", "fan-out,32,128,3196", "fan-out,32,1MB,2", "queue,32,128,32768",
			"jetstream,1,128,4096" })
	void theWindowIsChosenSoThatWhatWaitsFitsIntoMemory(String mode, String subscribers, String payload, int window) {
		assertThat(SettingsText
			.read(Map.of("mode", mode, "subscribers", subscribers, "payload", payload, "messages", "1000"))
			.window()).isEqualTo(window);
	}

}
