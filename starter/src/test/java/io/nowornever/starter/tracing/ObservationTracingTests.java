package io.nowornever.starter.tracing;

import java.util.Objects;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.SenderContext;
import io.nats.client.impl.NatsMessage;
import io.nowornever.common.time.NanoClock;
import io.nowornever.common.tracing.TracedRequest;
import io.nowornever.common.wire.HeaderBlock;
import io.nowornever.common.wire.ReceivedMessage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

class ObservationTracingTests {

	private final ObservationRegistry registry = ObservationRegistry.create();

	private final ObservationTracing tracing = new ObservationTracing(this.registry, NanoClock.startingNow());

	@Test
	void whereNobodyHandlesObservationsARequestIsNotFollowed() {
		assertThat(this.tracing.asked("quotes")).isNull();
	}

	@Test
	void whatAHandlerThrowsWhenARequestBeginsHarmsNone() {
		this.registry.observationConfig().observationHandler(new Failing(true));
		assertThat(this.tracing.asked("quotes")).isNull();
		assertThatNoException().isThrownBy(() -> goThrough(arrived()));
	}

	@Test
	void whatAHandlerThrowsLaterHarmsNone() {
		this.registry.observationConfig().observationHandler(new Failing(false));
		assertThatNoException().isThrownBy(() -> goThrough(Objects.requireNonNull(this.tracing.asked("quotes"))));
		assertThatNoException().isThrownBy(() -> goThrough(arrived()));
	}

	/**
	 * Headers are written unchecked.
	 */
	@Test
	void aHeaderThatWouldBreakTheBlockIsLeftOut() {
		this.registry.observationConfig().observationHandler(new Writing());
		TracedRequest request = Objects.requireNonNull(this.tracing.asked("quotes"));
		HeaderBlock.Writer headers = HeaderBlock.begin();
		request.addHeaders(headers);
		assertThat(headers.end()).hasToString("NATS/1.0\r\ngood:1\r\n\r\n");
	}

	private TracedRequest arrived() {
		return this.tracing
			.arrived("quotes", ReceivedMessage.of(NatsMessage.builder().subject("quotes").data("ACME").build()))
			.get();
	}

	private static void goThrough(TracedRequest request) {
		request.addHeaders(HeaderBlock.begin());
		try (TracedRequest.Scope _ = request.enter()) {
			request.failed(new IllegalStateException("on purpose"));
		}
		request.ended("failed");
	}

	/**
	 * Throws at the start, or at everything else.
	 */
	private record Failing(boolean atStart) implements ObservationHandler<Observation.Context> {

		@Override
		public void onStart(Observation.Context context) {
			failUnless(!this.atStart);
		}

		@Override
		public void onScopeOpened(Observation.Context context) {
			failUnless(this.atStart);
		}

		@Override
		public void onScopeClosed(Observation.Context context) {
			failUnless(this.atStart);
		}

		@Override
		public void onError(Observation.Context context) {
			failUnless(this.atStart);
		}

		@Override
		public void onStop(Observation.Context context) {
			failUnless(this.atStart);
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

		private static void failUnless(boolean fine) {
			if (!fine) {
				throw new IllegalStateException("on purpose");
			}
		}

	}

	private static final class Writing implements ObservationHandler<SenderContext<Object>> {

		@Override
		public void onStart(SenderContext<Object> context) {
			Object headers = Objects.requireNonNull(context.getCarrier());
			context.getSetter().set(headers, "good", "1");
			context.getSetter().set(headers, "bad", "1\r\nTask-Id:2");
			context.getSetter().set(headers, "bad name", "1");
			context.getSetter().set(headers, "bad:", "1");
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context instanceof SenderContext;
		}

	}

}
