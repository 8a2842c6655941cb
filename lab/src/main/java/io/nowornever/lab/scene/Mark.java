package io.nowornever.lab.scene;

/**
 * When a step was taken, or what was counted by then.
 *
 * @param step the step
 * @param atMillis when, milliseconds since the epoch
 * @param count how many there were by then, 0 where nothing was counted
 */
public record Mark(Step step, long atMillis, long count) {

	/**
	 * Where nothing was counted.
	 * @param step the step
	 * @param atMillis when, milliseconds since the epoch
	 */
	public Mark(Step step, long atMillis) {
		this(step, atMillis, 0);
	}

}
