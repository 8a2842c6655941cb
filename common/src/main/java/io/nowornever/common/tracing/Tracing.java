package io.nowornever.common.tracing;

import java.util.function.Supplier;

import io.nowornever.common.wire.ReceivedMessage;
import org.jspecify.annotations.Nullable;

/**
 * Follows requests for those who want to see their way: where one was asked for, which
 * threads it went through, and what it led to elsewhere. Safe from any thread; never
 * throws.
 */
public interface Tracing {

	/**
	 * Follows none, and costs nothing.
	 */
	Tracing NONE = new Tracing() {

		@Override
		public @Nullable TracedRequest asked(String subject) {
			return null;
		}

		@Override
		public @Nullable Supplier<TracedRequest> arrived(String subject, ReceivedMessage request) {
			return null;
		}

	};

	/**
	 * A request begins, asked for by the calling thread.
	 * @param subject where it goes
	 * @return the request, to be ended, or null if it is not followed
	 */
	@Nullable TracedRequest asked(String subject);

	/**
	 * A request has come, on the calling thread.
	 * @param subject where it came
	 * @param request the request
	 * @return begins its handling, on whatever thread its turn comes; or null if it is
	 * not followed
	 */
	@Nullable Supplier<TracedRequest> arrived(String subject, ReceivedMessage request);

}
