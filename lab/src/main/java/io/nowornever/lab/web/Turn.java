package io.nowornever.lab.web;

import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * Lets one thing of a kind happen at a time.
 */
final class Turn {

	private final AtomicReference<@Nullable Runnable> stop = new AtomicReference<>();

	private final String what;

	/**
	 * Creates a turn that is free.
	 * @param what what takes it, to be named to those that come in between
	 */
	Turn(String what) {
		this.what = what;
	}

	/**
	 * Takes it.
	 * @throws BusyException if it is taken
	 */
	void take() {
		if (!this.stop.compareAndSet(null, () -> {
		})) {
			throw new BusyException(this.what + " is under way; wait for its end or stop it");
		}
	}

	/**
	 * Says how to stop what has taken it.
	 */
	void stopBy(Runnable stop) {
		this.stop.set(stop);
	}

	/**
	 * Stops what has taken it, if something has.
	 */
	void stop() {
		Runnable current = this.stop.get();
		if (current != null) {
			current.run();
		}
	}

	void giveBack() {
		this.stop.set(null);
	}

}
