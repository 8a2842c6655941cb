package io.nowornever.starter.settings;

import java.nio.file.Path;
import java.util.Objects;

import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.journal.Journal;
import io.nowornever.common.settings.InvalidSettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.NestedExceptionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keys that an application has for itself under prefixes that the library has no name of
 * its own for, and the same keys in the pair.
 */
class SharedPrefixTests {

	private final ApplicationContextRunner application = new ApplicationContextRunner()
		.withPropertyValues("nats.servers=nats://127.0.0.1:1")
		.withUserConfiguration(Application.class);

	private final ApplicationContextRunner service = new ApplicationContextRunner().withUserConfiguration(Service.class)
		.withPropertyValues("nats.servers=nats://127.0.0.1:1");

	@Test
	void whatAnApplicationHasForItselfIsItsOwnAffair() {
		this.application
			.withPropertyValues("clock.zone=UTC", "clock.display.format=HH:mm", "journal.retention=30d",
					"journal.accounts[0]=sales", "delivery=express", "delivery.days=3")
			.run((context) -> assertThat(context).hasSingleBean(NatsLink.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "clock.ofset=1s", "journal.fiel=a", "journal.file.name=a" })
	void aKeyThatDoesNotExistIsAMistakeInTheService(String setting) {
		this.service.withPropertyValues(setting)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(UnboundConfigurationPropertiesException.class)
				.hasMessageContaining(setting.substring(0, setting.indexOf('='))));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			delivery=express  | delivery is "express"; allowed: core or durable
			delivery=nonsense | delivery is "nonsense"; allowed: core
			clock.offset=2d   | clock.offset is "172800s"; allowed: -86400s to 86400s
			""")
	void aBadValueIsNamedInTheService(String setting, String message) {
		this.service.withPropertyValues(setting)
			.run((context) -> assertThat(
					NestedExceptionUtils.getMostSpecificCause(Objects.requireNonNull(context.getStartupFailure())))
				.isInstanceOf(InvalidSettingException.class)
				.hasMessageContaining(message));
	}

	@Test
	void theServiceStartsWithWhatThereIs(@TempDir Path folder) {
		this.service
			.withPropertyValues("delivery=core", "clock.offset=-1s", "journal.file=" + folder.resolve("journal"))
			.run((context) -> assertThat(context.getBean(Journal.class).isOn()).isTrue());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(PairSettings.class)
	static class Service {

	}

}
