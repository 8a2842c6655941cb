package io.nowornever.starter.tracing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;
import io.nowornever.common.logging.LogLimit;
import io.nowornever.common.time.NanoClock;
import io.nowornever.common.tracing.TracedRequest;
import io.nowornever.common.tracing.Tracing;
import io.nowornever.common.wire.HeaderBlock;
import io.nowornever.common.wire.ReceivedMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes observations of requests, whose handlers write headers and read them. What such a
 * handler throws is logged, since requests need the threads on which it is called.
 */
final class ObservationTracing implements Tracing {

	private static final Logger log = LoggerFactory.getLogger(ObservationTracing.class);

	private static final int LINES_PER_SECOND = 1;

	private final ObservationRegistry registry;

	private final LogLimit problemLines;

	/**
	 * Creates the tracing.
	 * @param registry knows the handlers
	 * @param clock limits log lines
	 */
	ObservationTracing(ObservationRegistry registry, NanoClock clock) {
		this.registry = registry;
		this.problemLines = new LogLimit(clock, LINES_PER_SECOND);
	}

	@Override
	public @Nullable TracedRequest asked(String subject) {
		Map<String, String> headers = new LinkedHashMap<>();
		SenderContext<Map<String, String>> context = new SenderContext<>(ObservationTracing::write, Kind.CLIENT);
		context.setCarrier(headers);
		Observation observation = start(RequestObservation.REQUEST, subject, context);
		return observation.isNoop() ? null : new Observed(observation, headers);
	}

	@Override
	public Supplier<TracedRequest> arrived(String subject, ReceivedMessage request) {
		return () -> {
			ReceiverContext<ReceivedMessage> context = new ReceiverContext<>(
					(message, name) -> message.header(HeaderBlock.name(name)), Kind.SERVER);
			context.setCarrier(request);
			return new Observed(start(RequestObservation.HANDLE, subject, context), Map.of());
		};
	}

	/**
	 * Headers are written unchecked, and not every propagator encodes what it is given.
	 */
	private static void write(@Nullable Map<String, String> headers, String name, String value) {
		if (headers != null && name.matches("[!-~&&[^:]]+") && value.matches("[ -~]*")) {
			headers.put(name, value);
		}
	}

	private Observation start(RequestObservation what, String subject, Observation.Context context) {
		try {
			return what.observation(this.registry, () -> context)
				.contextualName(what.spanName(subject))
				.lowCardinalityKeyValue(RequestObservation.Key.SUBJECT.withValue(subject))
				.start();
		}
		catch (RuntimeException ex) {
			complain(ex);
			return Observation.NOOP;
		}
	}

	private void quietly(Runnable action) {
		try {
			action.run();
		}
		catch (RuntimeException ex) {
			complain(ex);
		}
	}

	private void complain(RuntimeException problem) {
		long suppressed = this.problemLines.tryLine();
		if (suppressed != LogLimit.SUPPRESSED) {
			log.warn("A request could not be observed{}", LogLimit.more(suppressed), problem);
		}
	}

	/**
	 * A request as an observation.
	 */
	private final class Observed implements TracedRequest {

		private final Observation observation;

		private final Map<String, String> headers;

		Observed(Observation observation, Map<String, String> headers) {
			this.observation = observation;
			this.headers = headers;
		}

		@Override
		public Scope enter() {
			try {
				Observation.Scope scope = this.observation.openScope();
				return () -> quietly(scope::close);
			}
			catch (RuntimeException ex) {
				complain(ex);
				return () -> {
				};
			}
		}

		@Override
		public void addHeaders(HeaderBlock.Writer writer) {
			this.headers.forEach((name, value) -> writer.add(HeaderBlock.name(name), value));
		}

		@Override
		public void failed(Throwable problem) {
			quietly(() -> this.observation.error(problem));
		}

		@Override
		public void ended(String outcome) {
			quietly(() -> this.observation.lowCardinalityKeyValue(RequestObservation.Key.OUTCOME.withValue(outcome))
				.stop());
		}

	}

}
