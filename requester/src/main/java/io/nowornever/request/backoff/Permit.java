package io.nowornever.request.backoff;

/**
 * The leave to send one attempt. It ends in exactly one of {@link #succeeded()},
 * {@link #failed(long)} and {@link #unknown(long)}; further ends change nothing. Safe
 * from any thread.
 */
public interface Permit {

	/**
	 * The permit of an attempt whose own has ended.
	 */
	Permit NONE = new Permit() {

		@Override
		public void succeeded() {
			// ended before
		}

		@Override
		public void failed(long now) {
			// ended before
		}

		@Override
		public void unknown(long now) {
			// ended before
		}

		@Override
		public boolean isProbe() {
			return false;
		}

	};

	/**
	 * A responder answered, with whatever.
	 */
	void succeeded();

	/**
	 * Nobody listens.
	 * @param now the time on the monotonic clock
	 */
	void failed(long now);

	/**
	 * The attempt ended in a way that says nothing about whether anybody listens.
	 * @param now the time on the monotonic clock
	 */
	void unknown(long now);

	/**
	 * Whether it is the one that finds out, after a pause, if anybody listens again.
	 * @return true for one permit at a time
	 */
	boolean isProbe();

}
