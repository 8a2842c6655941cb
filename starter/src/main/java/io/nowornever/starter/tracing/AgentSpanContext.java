package io.nowornever.starter.tracing;

import io.opentelemetry.api.trace.Span;
import io.prometheus.metrics.tracer.common.SpanContext;
import org.jspecify.annotations.Nullable;

/**
 * Tells the Prometheus registry to which trace of the OpenTelemetry Java agent a figure
 * belongs. It cannot reach the agent by itself.
 */
final class AgentSpanContext implements SpanContext {

	@Override
	public @Nullable String getCurrentTraceId() {
		var span = Span.current().getSpanContext();
		return span.isValid() ? span.getTraceId() : null;
	}

	@Override
	public @Nullable String getCurrentSpanId() {
		var span = Span.current().getSpanContext();
		return span.isValid() ? span.getSpanId() : null;
	}

	@Override
	public boolean isCurrentSpanSampled() {
		return Span.current().getSpanContext().isSampled();
	}

	@Override
	public void markCurrentSpanAsExemplar() {
		Span.current().setAttribute(EXEMPLAR_ATTRIBUTE_NAME, EXEMPLAR_ATTRIBUTE_VALUE);
	}

}
