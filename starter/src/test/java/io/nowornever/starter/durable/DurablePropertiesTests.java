package io.nowornever.starter.durable;

import java.time.Duration;
import java.util.Objects;

import io.nowornever.common.durable.DurableSettings;
import io.nowornever.common.settings.InvalidSettingException;
import io.nowornever.respond.Responder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;

import static org.assertj.core.api.Assertions.assertThat;

class DurablePropertiesTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("nats.servers=nats://127.0.0.1:1")
		.withUserConfiguration(Application.class);

	@Test
	void defaults() {
		this.runner.run((context) -> assertThat(context.getBean(DurableProperties.class).settings())
			.isEqualTo(DurableSettings.DEFAULT));
	}

	@Test
	void overrides() {
		this.runner
			.withPropertyValues("durable.create=false", "durable.storage=memory", "durable.replicas=3",
					"durable.max-age=9s", "durable.ack-wait=800ms", "durable.max-deliver=7", "durable.target-wait=2s",
					"durable.confirm=false")
			.run((context) -> assertThat(context.getBean(DurableProperties.class).settings())
				.isEqualTo(new DurableSettings(false, DurableSettings.Storage.MEMORY, 3, Duration.ofSeconds(9),
						Duration.ofMillis(800), 7, Duration.ofSeconds(2), false)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					durable.replicas=2       | durable.replicas is "2"; allowed: 1, 3 or 5
					durable.max-age=99ms     | durable.max-age is "99ms"; allowed: 100ms to 86400s
					durable.ack-wait=29ms    | durable.ack-wait is "29ms"; allowed: 30ms to 300s
					durable.max-deliver=0    | durable.max-deliver is "0"; allowed: 1 to 1000
					durable.target-wait=6s   | durable.target-wait is "6s"; allowed: 0ms to 5s
					now-or-never.responder.overload=pending-limit | overload is "pending-limit"; allowed: none or gate where a responder is durable
					""")
	void aBadValueIsNamed(String setting, String message) {
		this.runner.withPropertyValues(setting)
			.run((context) -> assertThat(
					NestedExceptionUtils.getMostSpecificCause(Objects.requireNonNull(context.getStartupFailure())))
				.isInstanceOf(InvalidSettingException.class)
				.hasMessageContaining(message));
	}

	@Test
	void aSubjectOnWhichAStreamAnswersIsNoResponders() {
		this.runner.withUserConfiguration(Reserved.class)
			.run((context) -> assertThat(
					NestedExceptionUtils.getMostSpecificCause(Objects.requireNonNull(context.getStartupFailure())))
				.isInstanceOf(InvalidSettingException.class)
				.hasMessageContaining("quotes.durable")
				.hasMessageContaining("say durable = true instead"));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Desk desk() {
			return new Desk();
		}

	}

	/**
	 * Answers.
	 */
	static class Desk {

		@Responder(subject = "quotes", durable = true)
		String quote(String symbol) {
			return symbol;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Reserved {

		@Responder(subject = "quotes.durable")
		String quote(String symbol) {
			return symbol;
		}

	}

}
