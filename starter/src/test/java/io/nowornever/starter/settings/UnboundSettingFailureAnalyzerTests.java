package io.nowornever.starter.settings;

import java.time.Duration;
import java.util.Objects;

import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;

class UnboundSettingFailureAnalyzerTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withUserConfiguration(Bound.class);

	@Test
	void anEmptySettingIsNamed() {
		assertDescribed("shop.patience=", "shop.patience is empty");
	}

	@Test
	void aSettingThatDoesNotExistIsNamed() {
		assertDescribed("shop.patiense=1s", "shop.patiense is no setting of this service");
	}

	@Test
	void bootAsksIt() {
		assertThat(SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, SpringFactoriesLoader.FailureHandler.logging(LogFactory.getLog(getClass()))))
			.hasAtLeastOneElementOfType(UnboundSettingFailureAnalyzer.class)
			.hasAtLeastOneElementOfType(InvalidSettingFailureAnalyzer.class);
	}

	private void assertDescribed(String setting, String description) {
		this.runner.withPropertyValues(setting).run((context) -> {
			FailureAnalysis analysis = new UnboundSettingFailureAnalyzer()
				.analyze(Objects.requireNonNull(context.getStartupFailure()));
			assertThat(Objects.requireNonNull(analysis).getDescription()).startsWith(description)
				.doesNotContain("Bindable");
			assertThat(analysis.getAction()).contains("Give it a value");
		});
	}

	@ConfigurationProperties(prefix = "shop", ignoreUnknownFields = false)
	record Shop(@DefaultValue("1s") Duration patience) {
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(Shop.class)
	static class Bound {

	}

}
