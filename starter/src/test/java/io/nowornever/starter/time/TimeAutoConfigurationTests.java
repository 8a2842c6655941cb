package io.nowornever.starter.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import io.nowornever.common.settings.InvalidSettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class TimeAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TimeAutoConfiguration.class));

	@Test
	void theWallClockIsTheMachinesOwn() {
		this.runner.run((context) -> assertShows(context.getBean(InstantSource.class), Duration.ZERO));
	}

	@ParameterizedTest
	@ValueSource(strings = { "6s", "-6s" })
	void theWallClockCanBeMadeWrong(String offset) {
		this.runner.withPropertyValues("clock.offset=" + offset)
			.run((context) -> assertShows(context.getBean(InstantSource.class), Duration.parse("PT" + offset)));
	}

	@Test
	void anOffsetThatIsNotAllowedIsNamedWithWhatIs() {
		this.runner.withPropertyValues("clock.offset=2d")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSettingException.class)
				.hasMessageContaining("clock.offset")
				.hasMessageContaining("allowed"));
	}

	private static void assertShows(InstantSource clock, Duration offset) {
		Instant before = Instant.now().plus(offset);
		Instant shown = clock.instant();
		assertThat(shown).isBetween(before, Instant.now().plus(offset));
	}

}
