package io.nowornever.producer;

import java.time.Duration;
import java.util.List;

import io.nowornever.common.settings.InvalidSettingException;
import io.nowornever.producer.load.LoadProperties;
import io.nowornever.request.Balance;
import io.nowornever.starter.request.BackoffProperties;
import io.nowornever.starter.request.RetryProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

class ProducerPropertiesTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(Properties.class);

	@Test
	void theDefaultsAreTheOriginalExperiments() {
		this.runner.run((context) -> assertThat(context.getBean(ProducerProperties.class))
			.isEqualTo(new ProducerProperties(Duration.ofSeconds(5), 10_000,
					new RetryProperties(true, 8, Duration.ofMillis(20), Duration.ofSeconds(1), 10, 0.5),
					new BackoffProperties(Duration.ofSeconds(1), Duration.ofSeconds(10), 2, 0.2), Balance.LEAST_WAIT,
					new LoadProperties(true, Duration.ZERO, Duration.ofMillis(1500), null, 1000, null, 0, 0),
					List.of("_INBOX"))));
	}

	@Test
	void everythingCanBeOverridden() {
		this.runner
			.withPropertyValues("producer.timeout=1s", "producer.max-in-flight=2", "producer.retry.enabled=false",
					"producer.retry.max-attempts=3", "producer.retry.min-delay=4ms", "producer.retry.max-delay=5ms",
					"producer.retry.per-second=6", "producer.retry.per-request=0.7", "producer.backoff.initial=6s",
					"producer.backoff.max=7s", "producer.backoff.multiplier=1.5", "producer.backoff.jitter=0",
					"producer.load.enabled=false", "producer.load.min-gap=8ms", "producer.load.max-gap=9ms",
					"producer.load.rate=50000", "producer.load.users=10", "producer.load.seed=7",
					"producer.load.critical=0.3", "producer.load.sheddable=0.2", "producer.balance=group",
					"producer.inbox-prefixes=_INBOX_a,_INBOX_b")
			.run((context) -> assertThat(context.getBean(ProducerProperties.class)).isEqualTo(new ProducerProperties(
					Duration.ofSeconds(1), 2,
					new RetryProperties(false, 3, Duration.ofMillis(4), Duration.ofMillis(5), 6, 0.7),
					new BackoffProperties(Duration.ofSeconds(6), Duration.ofSeconds(7), 1.5, 0), Balance.GROUP,
					new LoadProperties(false, Duration.ofMillis(8), Duration.ofMillis(9), 50_000.0, 10, 7L, 0.3, 0.2),
					List.of("_INBOX_a", "_INBOX_b"))));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			producer.timeout=0s              | producer.timeout is "0ms"; allowed: 1ms to 60s
			producer.load.critical=1.1       | producer.load.critical is "1.1"; allowed: 0 to 1
			producer.load.sheddable=1.1      | producer.load.sheddable is "1.1"; allowed: 0 to 1, and no more
			producer.load.sheddable=-0.1     | producer.load.sheddable is "-0.1"; allowed: 0 to 1
			producer.timeout=-5s             | producer.timeout is "-5s"; allowed: 1ms to 60s
			producer.timeout=61s             | producer.timeout is "61s"; allowed: 1ms to 60s
			producer.max-in-flight=0         | producer.max-in-flight is "0"; allowed: 1 to 1000000
			producer.retry.max-attempts=0    | producer.retry.max-attempts is "0"; allowed: 1 to 100
			producer.retry.min-delay=0s      | producer.retry.min-delay is "0ms"; allowed: 1ms to 60s
			producer.retry.max-delay=10ms    | producer.retry.max-delay is "10ms"; allowed: 20ms to 60s
			producer.retry.per-second=-1     | producer.retry.per-second is "-1"; allowed: 0 to 1000000
			producer.retry.per-request=101   | producer.retry.per-request is "101"; allowed: 0 to 100
			producer.backoff.initial=0s      | producer.backoff.initial is "0ms"; allowed: 1ms to 3600s
			producer.backoff.max=500ms       | producer.backoff.max is "500ms"; allowed: 1s to 3600s
			producer.backoff.multiplier=0.5  | producer.backoff.multiplier is "0.5"; allowed: 1 to 100
			producer.backoff.jitter=1.1      | producer.backoff.jitter is "1.1"; allowed: 0 to 1
			producer.backoff.jitter=NaN      | producer.backoff.jitter is "NaN"; allowed: 0 to 1
			producer.load.min-gap=-1s        | producer.load.min-gap is "-1s"; allowed: 0ms to 3600s
			producer.load.min-gap=2s         | producer.load.max-gap is "1500ms"; allowed: 2s to 3600s
			producer.load.max-gap=0s         | producer.load.max-gap is "0ms"; allowed: more than 0ms
			producer.load.rate=0             | producer.load.rate is "0"; allowed: 0.001 to 50000
			producer.load.rate=50001         | producer.load.rate is "50001"; allowed: 0.001 to 50000
			producer.load.users=0            | producer.load.users is "0"; allowed: 1 or more
			""")
	void aBadValueIsNamedWithWhatIsAllowed(String setting, String message) {
		this.runner.withPropertyValues(setting)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSettingException.class)
				.hasMessageContaining(message));
	}

	@ParameterizedTest
	@ValueSource(strings = { "producer.timeout=soon", "producer.max-in-flight=many", "producer.retry.enabled=maybe",
			"producer.load.enabled=2", "producer.load.rate=fast", "producer.timeuot=5s", "producer.load.users=1.5" })
	void whatCannotBeReadIsRejected(String setting) {
		this.runner.withPropertyValues(setting).run((context) -> assertThat(context).hasFailed());
	}

	@ParameterizedTest
	@ValueSource(strings = { "clock.ofset", "journal.fiel" })
	void aKeyThatDoesNotExistStopsTheService(String key) {
		assertThatException().isThrownBy(() -> TestProducer.start("nats://127.0.0.1:1", key + "=1").close())
			.havingRootCause()
			.withMessageContaining(key);
	}

	@Test
	void aStreamHasToKeepARequestForItsWholeBudget() {
		assertThatException()
			.isThrownBy(
					() -> TestProducer.start("nats://127.0.0.1:1", "delivery=durable", "producer.timeout=6s").close())
			.havingRootCause()
			.withMessageContaining("durable.max-age is \"5s\"; allowed: at least producer.timeout, 6s");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(ProducerProperties.class)
	static class Properties {

	}

}
