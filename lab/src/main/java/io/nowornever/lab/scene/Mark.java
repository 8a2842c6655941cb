package io.nowornever.lab.scene;

/**
 * Something that was made to happen, or that was counted.
 *
 * @param label what
 * @param atMillis when, milliseconds since the epoch
 * @param count how many there were by then, 0 where nothing was counted
 */
public record Mark(String label, long atMillis, long count) {

	Mark(String label, long atMillis) {
		this(label, atMillis, 0);
	}

}
