package io.nowornever.starter.request;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.nowornever.common.durable.DurableSettings;
import io.nowornever.common.settings.InvalidSettingException;
import io.nowornever.common.wire.InboxPrefixes;
import io.nowornever.request.Balance;
import io.nowornever.request.RequestSettings;
import io.nowornever.request.Requester;
import io.nowornever.request.RetrySettings;
import io.nowornever.request.backoff.BackoffSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

class RequesterPropertiesTests {

	private static final String PREFIX = "now-or-never.requester.";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("nats.servers=nats://127.0.0.1:1")
		.withUserConfiguration(Application.class);

	@Test
	void defaults() {
		assertSettings(new RequestSettings(Duration.ofSeconds(5), 10_000,
				new RetrySettings(true, 8, Duration.ofMillis(20), Duration.ofSeconds(1), 10, 0.5),
				new BackoffSettings(Duration.ofSeconds(1), Duration.ofSeconds(10), 2, 0.2), Map.of(),
				Balance.LEAST_WAIT, DurableSettings.DEFAULT, new InboxPrefixes(List.of("_INBOX"), ""), true));
	}

	@Test
	void overrides() {
		assertSettings(
				new RequestSettings(Duration.ofMillis(800), 7,
						new RetrySettings(false, 2, Duration.ofMillis(3), Duration.ofMillis(4), 5, 0.6),
						new BackoffSettings(Duration.ofSeconds(8), Duration.ofSeconds(9), 1.5, 0),
						Map.of("quotes.v1", "quote-desk"), Balance.GROUP, DurableSettings.DEFAULT,
						new InboxPrefixes(List.of("_INBOX"), ""), true),
				"timeout=800ms", "max-in-flight=7", "retry.enabled=false", "retry.max-attempts=2",
				"retry.min-delay=3ms", "retry.max-delay=4ms", "retry.per-second=5", "retry.per-request=0.6",
				"backoff.initial=8s", "backoff.max=9s", "backoff.multiplier=1.5", "backoff.jitter=0",
				"services[quotes.v1]=quote-desk", "balance=group");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			timeout=0s             | timeout is "0ms"; allowed: 1ms to 86400s
			timeout=2d             | timeout is "172800s"; allowed: 1ms to 86400s
			max-in-flight=0        | max-in-flight is "0"; allowed: 1 to 1000000
			retry.max-attempts=0   | retry.max-attempts is "0"; allowed: 1 to 100
			retry.min-delay=0ms    | retry.min-delay is "0ms"; allowed: 1ms to 60s
			retry.max-delay=10ms   | retry.max-delay is "10ms"; allowed: 20ms to 60s
			retry.per-second=-1    | retry.per-second is "-1"; allowed: 0 to 1000000
			retry.per-request=101  | retry.per-request is "101"; allowed: 0 to 100
			backoff.initial=0s     | backoff.initial is "0ms"; allowed: 1ms to 3600s
			backoff.max=1ms        | backoff.max is "1ms"; allowed: 1s to 3600s
			backoff.multiplier=0.9 | backoff.multiplier is "0.9"; allowed: 1 to 100
			backoff.jitter=1.1     | backoff.jitter is "1.1"; allowed: 0 to 1
			""")
	void rejections(String setting, String message) {
		this.runner.withPropertyValues(PREFIX + setting)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSettingException.class)
				.hasMessage(PREFIX + message));
	}

	/**
	 * In brackets it is taken as it stands; else Boot leaves out what it does not know.
	 */
	@ParameterizedTest
	@CsvSource({ "services[quotes.v1], quotes.v1", "services[Quotes_EU/west.v1], Quotes_EU/west.v1",
			"services[quotes], quotes", "services.quotes, quotes", "services.Quotes_EU.v1, Quotes_EU.v1",
			"services.eu/west.v1, euwest.v1" })
	void aSubjectIsAKey(String key, String subject) {
		this.runner.withPropertyValues(PREFIX + key + "=quote-desk", PREFIX + "services[stock.v1]=warehouse")
			.run((context) -> assertThat(context.getBean(RequestSettings.class).services())
				.isEqualTo(Map.of(subject, "quote-desk", "stock.v1", "warehouse")));
	}

	@Test
	void aSubjectIsAKeyInYamlToo() {
		this.runner.withInitializer((context) -> context.getEnvironment().getPropertySources().addFirst(yaml("""
				now-or-never.requester.services:
				  "[quotes.v1]": quote-desk
				""")))
			.run((context) -> assertThat(context.getBean(RequestSettings.class).services())
				.isEqualTo(Map.of("quotes.v1", "quote-desk")));
	}

	@Test
	void aVariableCanNameASubjectInLowerCase() {
		this.runner
			.withInitializer((context) -> TestPropertyValues.of("NOWORNEVER_REQUESTER_SERVICES_QUOTES_V1=quote-desk")
				.applyTo(context.getEnvironment(), TestPropertyValues.Type.SYSTEM_ENVIRONMENT,
						"variables-systemEnvironment"))
			.run((context) -> assertThat(context.getBean(RequestSettings.class).services())
				.isEqualTo(Map.of("quotes.v1", "quote-desk")));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					services[quotes.v1]=quote.desk | now-or-never.requester.services[quotes.v1] is "quote.desk"; allowed: 1 to 255
					services[quotes.v1]=           | now-or-never.requester.services[quotes.v1] is ""; allowed: 1 to 255
					services[quotes.>]=quote-desk  | a subject in now-or-never.requester.services is "quotes.>"; allowed: tokens
					""")
	void aNameOrSubjectThatIsNoneIsRejected(String setting, String message) {
		this.runner.withPropertyValues(PREFIX + setting)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSettingException.class)
				.hasMessageStartingWith(message));
	}

	@Test
	void anUnknownKeyIsRejected() {
		this.runner.withPropertyValues(PREFIX + "timeuot=1s")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining(PREFIX + "timeuot"));
	}

	@Test
	void anApplicationThatDoesNotAskHasNoRequester() {
		this.runner.withPropertyValues(PREFIX + "enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(Requester.class)
				.doesNotHaveBean(RequestSettings.class));
	}

	@Test
	void theApplicationsOwnSettingsCount() {
		RequestSettings own = new RequestSettings(Duration.ofSeconds(1), 1,
				new RetrySettings(false, 1, Duration.ofMillis(1), Duration.ofMillis(1), 1, 1),
				new BackoffSettings(Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 0), Map.of(), Balance.GROUP,
				DurableSettings.DEFAULT, new InboxPrefixes(List.of("_INBOX"), ""), true);
		this.runner.withBean(RequestSettings.class, () -> own)
			.run((context) -> assertThat(context.getBean(Requester.class).timeout()).isEqualTo(Duration.ofSeconds(1)));
	}

	private static PropertySource<?> yaml(String text) {
		try {
			return new YamlPropertySourceLoader()
				.load("yaml", new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)))
				.getFirst();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void assertSettings(RequestSettings expected, String... settings) {
		String[] keys = settings.clone();
		for (int i = 0; i < keys.length; i++) {
			keys[i] = PREFIX + keys[i];
		}
		this.runner.withPropertyValues(keys)
			.run((context) -> assertThat(context.getBean(RequestSettings.class)).isEqualTo(expected));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
