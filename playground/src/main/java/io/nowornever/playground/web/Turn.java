package io.nowornever.playground.web;

import org.jspecify.annotations.Nullable;

/**
 * Lets one thing of a kind happen at a time. Whoever has seen that the one before has
 * ended can take it: while an end is being told, takers wait. Safe from any thread.
 */
final class Turn {

	private final String what;

	private @Nullable Runnable stop;

	private boolean ending;

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
	 * @throws InterruptedException if the thread is interrupted while an end is told
	 */
	synchronized void take() throws InterruptedException {
		while (this.ending) {
			wait();
		}
		if (this.stop != null) {
			throw new BusyException(this.what + " is under way; wait for its end or stop it");
		}
		this.stop = () -> {
		};
	}

	/**
	 * Says how to stop what has taken it.
	 */
	synchronized void stopBy(Runnable stop) {
		this.stop = stop;
	}

	/**
	 * Stops what has taken it, if something has.
	 */
	void stop() {
		Runnable current = current();
		if (current != null) {
			current.run();
		}
	}

	/**
	 * What has taken it is over; its end is about to be told, and then it is given back.
	 */
	synchronized void ends() {
		this.ending = true;
	}

	synchronized void giveBack() {
		this.stop = null;
		this.ending = false;
		notifyAll();
	}

	private synchronized @Nullable Runnable current() {
		return this.stop;
	}

}
