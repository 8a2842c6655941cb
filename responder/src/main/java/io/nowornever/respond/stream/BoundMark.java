package io.nowornever.respond.stream;

import org.jspecify.annotations.Nullable;

/**
 * What whoever sets a stream's bound leaves with it, another one each time: who sees it
 * change knows that somebody does, without a clock. For one thread.
 */
final class BoundMark {

	private final int looks;

	private int unchanged;

	private @Nullable String last;

	/**
	 * Starts as one that was never looked at.
	 * @param looks in how many of them, one after the other, it has to be the same until
	 * nobody is thought to set the bound
	 */
	BoundMark(int looks) {
		this.looks = looks;
	}

	/**
	 * The mark was looked at.
	 * @param found the mark, or null if there is none
	 * @return whether somebody else has left it not long ago
	 */
	boolean isFresh(@Nullable String found) {
		boolean same = found != null && found.equals(this.last);
		this.unchanged = same ? Math.min(this.unchanged + 1, this.looks) : 0;
		this.last = found;
		return found != null && this.unchanged < this.looks;
	}

	/**
	 * This process has left one itself.
	 * @param own the mark
	 */
	void left(String own) {
		this.last = own;
	}

}
