package io.nowornever.respond.stream;

/**
 * Whether this process leaves requests to others, since it is slow and they will have
 * done them sooner. Nobody is slow who is alone. Safe from any thread.
 */
public final class Deference {

	private volatile long leastWaiting;

	private volatile long waiting;

	/**
	 * Starts as one that takes what comes.
	 */
	public Deference() {
	}

	/**
	 * Others were looked at.
	 * @param least how many have to wait until it is right to take one; 0 where nobody is
	 * faster
	 */
	void others(long least) {
		this.leastWaiting = least;
	}

	/**
	 * The stream was looked at.
	 * @param pending how many requests wait there
	 */
	public void waiting(long pending) {
		this.waiting = pending;
	}

	/**
	 * How many requests wait in the stream, as far as is known here.
	 * @return the number
	 */
	public long waiting() {
		return this.waiting;
	}

	/**
	 * Whether there are faster ones.
	 * @return true if so; then nothing is asked for that is not there already
	 */
	boolean isSlow() {
		return this.leastWaiting > 0;
	}

	/**
	 * How many requests it may ask for.
	 * @return 0 while they are for others
	 */
	long mostToTake() {
		long least = this.leastWaiting;
		return (least == 0) ? Long.MAX_VALUE : Math.max(this.waiting - least + 1, 0);
	}

}
