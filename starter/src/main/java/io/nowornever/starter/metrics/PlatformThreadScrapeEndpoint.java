package io.nowornever.starter.metrics;

import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusOutputFormat;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusScrapeEndpoint;

/**
 * Writes the figures for Prometheus on a platform thread. On a virtual one the JDK's
 * {@link java.io.BufferedWriter} begins with 512 characters and copies them all for every
 * one that it has no room for, up to 8,192: over 20 MB of garbage a scrape.
 */
@WebEndpoint(id = "prometheus")
class PlatformThreadScrapeEndpoint extends PrometheusScrapeEndpoint {

	PlatformThreadScrapeEndpoint(PrometheusRegistry registry, PrometheusConfig config) {
		super(registry, Objects.requireNonNullElseGet(config.prometheusProperties(), Properties::new));
	}

	@Override
	@ReadOperation(producesFrom = PrometheusOutputFormat.class)
	public WebEndpointResponse<byte[]> scrape(PrometheusOutputFormat format, @Nullable Set<String> includedNames) {
		FutureTask<WebEndpointResponse<byte[]>> scrape = new FutureTask<>(() -> super.scrape(format, includedNames));
		Thread.ofPlatform().daemon().name("scrape").start(scrape);
		try {
			return scrape.get();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof Error error) {
				throw error;
			}
			throw new IllegalStateException("The figures could not be written", ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while the figures were written", ex);
		}
	}

}
