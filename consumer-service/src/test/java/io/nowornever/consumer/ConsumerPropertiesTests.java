package io.nowornever.consumer;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.nowornever.common.settings.InvalidSettingException;
import io.nowornever.respond.intake.Overload;
import io.nowornever.starter.respond.GateProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

class ConsumerPropertiesTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(Properties.class);

	@Test
	void theDefaultsAreTheOriginalExperiments() {
		this.runner.run((context) -> {
			ConsumerProperties properties = context.getBean(ConsumerProperties.class);
			assertThat(properties).isEqualTo(new ConsumerProperties(Role.WORKER, properties.name(), "workers", 1,
					new WorkProperties(Duration.ofSeconds(2), Duration.ofSeconds(3), null), Duration.ofSeconds(5), true,
					false, List.of("_INBOX"), Overload.GATE, new GateProperties(0.8, 0.5, Duration.ofMillis(20)), 1));
			assertThat(properties.name()).endsWith("-" + ProcessHandle.current().pid());
		});
	}

	@Test
	void everythingCanBeOverridden() {
		this.runner
			.withPropertyValues("consumer.role=operator", "consumer.name=c", "consumer.queue-group=g",
					"consumer.workers=2", "consumer.work.min=3ms", "consumer.work.max=4ms", "consumer.max-age=5ms",
					"consumer.overload=pending-limit", "consumer.gate.close-at=0.7", "consumer.gate.open-at=0.6",
					"consumer.gate.tolerated-wait=30ms", "consumer.pending-limit=6", "consumer.work.seed=8",
					"consumer.skip-stale=false", "consumer.inbox-prefixes=_INBOX_a.,b", "consumer.interrupt=true")
			.run((context) -> assertThat(context.getBean(ConsumerProperties.class)).isEqualTo(new ConsumerProperties(
					Role.OPERATOR, "c", "g", 2, new WorkProperties(Duration.ofMillis(3), Duration.ofMillis(4), 8L),
					Duration.ofMillis(5), false, true, List.of("_INBOX_a.", "b"), Overload.PENDING_LIMIT,
					new GateProperties(0.7, 0.6, Duration.ofMillis(30)), 6)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			consumer.name=a b            | consumer.name is "a b"; allowed: 1 to 64 printable ASCII
			consumer.queue-group=a b     | consumer.queue-group is "a b"; allowed: 1 to 64 printable ASCII
			consumer.queue-group=*       | consumer.queue-group is "*"; allowed: 1 to 64 printable ASCII
			consumer.workers=0           | consumer.workers is "0"; allowed: 1 to 100000
			consumer.work.min=-1s        | consumer.work.min is "-1s"; allowed: 0ms to 3600s
			consumer.work.max=1s         | consumer.work.max is "1s"; allowed: 2s to 3600s
			consumer.max-age=0s          | consumer.max-age is "0ms"; allowed: 1ms to 86400s
			consumer.max-age=1us         | consumer.max-age is "1000ns"; allowed: 1ms to 86400s
			consumer.max-age=400000d     | consumer.max-age is "34560000000s"; allowed: 1ms to 86400s
			consumer.max-age=9223372036854775807us | allowed: 1ms to 86400s
			consumer.gate.close-at=1.5   | consumer.gate.close-at is "1.5"; allowed: 0.01 to 1
			consumer.gate.open-at=0.9    | consumer.gate.open-at is "0.9"; allowed: 0 to 0.8
			consumer.inbox-prefixes=     | consumer.inbox-prefixes is ""; allowed: beginnings of subjects
			consumer.inbox-prefixes=$JS  | consumer.inbox-prefixes is "$JS"; allowed: beginnings of subjects
			consumer.inbox-prefixes=a.*  | consumer.inbox-prefixes is "a.*"; allowed: beginnings of subjects
			consumer.pending-limit=0     | consumer.pending-limit is "0"; allowed: 1 to 1000000
			""")
	void aBadValueIsNamedWithWhatIsAllowed(String setting, String message) {
		this.runner.withPropertyValues(setting)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSettingException.class)
				.hasMessageContaining(message));
	}

	@ParameterizedTest
	@ValueSource(strings = { "gr\u00fcn", "a\r\nWorker: evil", "a\nb", "\u001b[31m", "\u0000", "a\u007fb", "\u202e" })
	void aNameThatWouldStandInHeadersAndAdvertsIsPrintableAscii(String text) {
		for (String key : List.of("consumer.name", "consumer.queue-group")) {
			this.runner
				.withInitializer((context) -> context.getEnvironment()
					.getPropertySources()
					.addFirst(new MapPropertySource("bad", Map.of(key, text))))
				.run((context) -> assertThat(context).getFailure()
					.rootCause()
					.isInstanceOf(InvalidSettingException.class)
					.hasMessageContaining(key + " is \"")
					.hasMessageContaining("1 to 64 printable ASCII"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "consumer.workers=many", "consumer.overload=gates", "consumer.overload=whatever",
			"consumer.max-age=old", "consumer.wrokers=2" })
	void whatCannotBeReadIsRejected(String setting) {
		this.runner.withPropertyValues(setting).run((context) -> assertThat(context).hasFailed());
	}

	@ParameterizedTest
	@ValueSource(strings = { "clock.ofset", "journal.fiel" })
	void aKeyThatDoesNotExistStopsTheService(String key) {
		assertThatException().isThrownBy(() -> TestConsumer.start("nats://127.0.0.1:1", key + "=1").close())
			.havingRootCause()
			.withMessageContaining(key);
	}

	@ParameterizedTest
	@CsvSource({ "workers,false", "workers-2,true" })
	void metersTellTheGroupWhereItIsNotTheDefault(String group, boolean told) {
		this.runner.withPropertyValues("consumer.queue-group=" + group)
			.run((context) -> assertThat(context.getBean(ConsumerProperties.class).settings(null).tagged())
				.isEqualTo(told));
	}

	@Test
	void aPendingLimitIsNothingForAStream() {
		assertThatException()
			.isThrownBy(() -> TestConsumer
				.start("nats://127.0.0.1:1", "delivery=durable", "consumer.overload=pending-limit")
				.close())
			.havingRootCause()
			.withMessageContaining("consumer.overload is \"pending-limit\"; allowed: none or gate");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(ConsumerProperties.class)
	static class Properties {

	}

}
