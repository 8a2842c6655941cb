package io.nowornever.starter.tracing;

import io.nowornever.common.wire.PlainHeaders;
import io.prometheus.metrics.tracer.common.SpanContext;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Gives figures for Prometheus the ids of traces, where the OpenTelemetry Java agent
 * runs. With micrometer-tracing Boot does.
 */
@AutoConfiguration(
		afterName = "org.springframework.boot.micrometer.tracing.autoconfigure.prometheus.PrometheusExemplarsAutoConfiguration",
		beforeName = "org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration")
@ConditionalOnClass(SpanContext.class)
class ExemplarAutoConfiguration {

	/**
	 * No bean without the agent: who asks for one then gets none.
	 */
	@Bean
	@ConditionalOnMissingBean
	@Nullable SpanContext agentSpanContext() {
		return PlainHeaders.areNeeded() ? new AgentSpanContext() : null;
	}

}
