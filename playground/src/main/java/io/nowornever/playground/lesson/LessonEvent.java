package io.nowornever.playground.lesson;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that happened in a lesson. Texts are plain sentences without line breaks;
 * maps keep their order.
 */
public sealed interface LessonEvent {

	/**
	 * A lesson began.
	 *
	 * @param lesson its name
	 * @param title its title
	 * @param summary what it is about
	 */
	record Began(String lesson, String title, String summary) implements LessonEvent {
	}

	/**
	 * A step began; the one before it is done.
	 *
	 * @param number from 1
	 * @param title what it shows
	 */
	record Step(int number, String title) implements LessonEvent {
	}

	/**
	 * What there is to understand.
	 *
	 * @param text some sentences
	 */
	record Explanation(String text) implements LessonEvent {
	}

	/**
	 * Something is asked of the server.
	 *
	 * @param what the call, as the Java client names it
	 * @param settings its settings by name
	 */
	record Call(String what, Map<String, String> settings) implements LessonEvent {

		/**
		 * Makes the settings unmodifiable.
		 */
		public Call {
			settings = ordered(settings);
		}

	}

	/**
	 * What the call before it led to.
	 *
	 * @param figures what came back, by name
	 */
	record Result(Map<String, String> figures) implements LessonEvent {

		/**
		 * Makes the figures unmodifiable.
		 */
		public Result {
			figures = ordered(figures);
		}

	}

	/**
	 * A claim was checked. One that does not hold ends the lesson.
	 *
	 * @param claim what is looked at
	 * @param expected what it should be
	 * @param actual what it is
	 * @param passed whether the two are equal
	 */
	record Check(String claim, String expected, String actual, boolean passed) implements LessonEvent {
	}

	/**
	 * The lesson ended, with everything of it removed unless the reason says otherwise.
	 *
	 * @param outcome how
	 * @param reason why it did not pass, and what to do; empty if it passed
	 * @param tookMillis how long it took, in milliseconds
	 */
	record Ended(LessonOutcome outcome, String reason, long tookMillis) implements LessonEvent {
	}

	private static Map<String, String> ordered(Map<String, String> map) {
		return Collections.unmodifiableMap(new LinkedHashMap<>(map));
	}

}
