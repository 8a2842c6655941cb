package io.nowornever.playground.lesson;

/**
 * How a lesson ended.
 */
public enum LessonOutcome {

	/**
	 * Everything was as the lesson says.
	 */
	PASSED,

	/**
	 * A check did not hold, or the server failed meanwhile.
	 */
	FAILED,

	/**
	 * The lesson was not given: the server lacks what it needs, or has a stream of
	 * somebody else under a name of the lesson's.
	 */
	REFUSED,

	/**
	 * The thread was interrupted.
	 */
	CANCELLED

}
