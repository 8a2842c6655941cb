package io.nowornever.starter.metrics;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;

import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusOutputFormat;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusScrapeEndpoint;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class ScrapeAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class, ScrapeAutoConfiguration.class,
				PrometheusMetricsExportAutoConfiguration.class))
		.withPropertyValues("management.endpoints.web.exposure.include=prometheus",
				"spring.threads.virtual.enabled=true");

	@Test
	void figuresAreWrittenOnAPlatformThreadForAVirtualOne() {
		this.runner.run((context) -> {
			List<Thread> threads = new CopyOnWriteArrayList<>();
			context.getBean(MeterRegistry.class).gauge("answer", threads, (seen) -> {
				seen.add(Thread.currentThread());
				return 42;
			});
			FutureTask<WebEndpointResponse<byte[]>> scrape = new FutureTask<>(
					() -> context.getBean(PrometheusScrapeEndpoint.class)
						.scrape(PrometheusOutputFormat.CONTENT_TYPE_004, null));
			Thread.ofVirtual().start(scrape);
			assertThat(new String(scrape.get().getBody(), StandardCharsets.UTF_8)).contains("answer 42.0");
			assertThat(threads).isNotEmpty().noneMatch(Thread::isVirtual);
		});
	}

	@Test
	void bootsOwnEndpointDoesWherePlatformThreadsServe() {
		this.runner.withPropertyValues("spring.threads.virtual.enabled=false")
			.run((context) -> assertThat(context).getBean(PrometheusScrapeEndpoint.class)
				.isExactlyInstanceOf(PrometheusScrapeEndpoint.class));
	}

	@Test
	void theApplicationsOwnEndpointStays() {
		PrometheusScrapeEndpoint own = new PrometheusScrapeEndpoint(new PrometheusRegistry(), new Properties());
		this.runner.withBean("own", PrometheusScrapeEndpoint.class, () -> own)
			.run((context) -> assertThat(context).getBean(PrometheusScrapeEndpoint.class).isSameAs(own));
	}

	@Test
	void thereIsNoneWhereNothingGoesToPrometheus() {
		this.runner.withPropertyValues("management.prometheus.metrics.export.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(PrometheusScrapeEndpoint.class));
	}

	@Test
	void thereIsNoneWhereItIsNotExposed() {
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=health")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(PrometheusScrapeEndpoint.class));
	}

}
