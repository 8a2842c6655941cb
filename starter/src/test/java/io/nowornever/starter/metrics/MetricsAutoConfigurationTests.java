package io.nowornever.starter.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class MetricsAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class));

	@Test
	void anApplicationWithoutMetricsKeepsThemInMemory() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(SimpleMeterRegistry.class));
	}

	@Test
	void theApplicationsOwnRegistryCounts() {
		SimpleMeterRegistry own = new SimpleMeterRegistry();
		this.runner.withBean("own", MeterRegistry.class, () -> own)
			.run((context) -> assertThat(context).getBean(MeterRegistry.class).isSameAs(own));
	}

}
