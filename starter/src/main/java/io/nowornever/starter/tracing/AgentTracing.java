package io.nowornever.starter.tracing;

import java.util.function.Supplier;

import io.nowornever.common.tracing.TracedRequest;
import io.nowornever.common.tracing.Tracing;
import io.nowornever.common.wire.HeaderBlock;
import io.nowornever.common.wire.ReceivedMessage;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;

/**
 * Follows requests where the OpenTelemetry Java agent runs. The agent itself adds headers
 * to what is published and makes what came the current of the thread on which it came;
 * all that it does not know is that requests wait and change threads.
 */
final class AgentTracing implements Tracing {

	private final Tracer tracer = GlobalOpenTelemetry.getTracer("io.nowornever");

	@Override
	public TracedRequest asked(String subject) {
		return begin(RequestObservation.REQUEST, subject, Context.current());
	}

	@Override
	public Supplier<TracedRequest> arrived(String subject, ReceivedMessage request) {
		Context arrival = Context.current();
		return () -> begin(RequestObservation.HANDLE, subject, arrival);
	}

	private TracedRequest begin(RequestObservation what, String subject, Context parent) {
		Span span = this.tracer.spanBuilder(what.spanName(subject)).setParent(parent).startSpan();
		span.setAttribute(RequestObservation.Key.SUBJECT.asString(), subject);
		return new Spanned(span, parent.with(span));
	}

	/**
	 * A request as a span.
	 *
	 * @param span the span
	 * @param context that of the parent with the span in it
	 */
	private record Spanned(Span span, Context context) implements TracedRequest {

		@Override
		@SuppressWarnings("MustBeClosedChecker") // whoever enters closes it
		public Scope enter() {
			return this.context.makeCurrent()::close;
		}

		@Override
		public void addHeaders(HeaderBlock.Writer headers) {
			// The agent does.
		}

		@Override
		public void failed(Throwable problem) {
			this.span.setStatus(StatusCode.ERROR).recordException(problem);
		}

		@Override
		public void ended(String outcome) {
			this.span.setAttribute(RequestObservation.Key.OUTCOME.asString(), outcome).end();
		}

	}

}
