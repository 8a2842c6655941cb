package io.nowornever.common.tracing;

import io.nowornever.common.wire.HeaderBlock;
import org.jspecify.annotations.Nullable;

/**
 * A request that is followed, on one of its two sides: while it is asked for, or while it
 * is handled. Safe from any thread; never throws.
 */
public interface TracedRequest {

	/**
	 * Makes a request the current one of the calling thread, so that what is logged,
	 * measured and asked there belongs to it.
	 * @param request the request, or null if it is not followed
	 * @return to be closed by the same thread; null for none
	 */
	static @Nullable Scope scopeOf(@Nullable TracedRequest request) {
		return (request != null) ? request.enter() : null;
	}

	/**
	 * Makes this request the current one of the calling thread.
	 * @return to be closed by the same thread
	 */
	Scope enter();

	/**
	 * Adds the headers by which the other side goes on following it.
	 * @param headers those of one attempt
	 */
	void addHeaders(HeaderBlock.Writer headers);

	/**
	 * Something was thrown on the way to its end.
	 * @param problem what
	 */
	void failed(Throwable problem);

	/**
	 * It has come to its end. Called once, outside of any scope.
	 * @param outcome how, as metrics have it
	 */
	void ended(String outcome);

	/**
	 * The time for which a request is the current one of a thread.
	 */
	interface Scope extends AutoCloseable {

		@Override
		void close();

	}

}
