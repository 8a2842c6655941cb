package io.nowornever.playground.lesson;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Where a lesson writes what happens. A listener that throws is told nothing more.
 */
final class Board {

	private final LessonListener listener;

	private int steps;

	private boolean deaf;

	Board(LessonListener listener) {
		this.listener = listener;
	}

	void began(Lesson lesson) {
		tell(new LessonEvent.Began(lesson.name(), lesson.title(), lesson.summary()));
	}

	void step(String title) {
		this.steps++;
		tell(new LessonEvent.Step(this.steps, title));
	}

	void explain(String text) {
		tell(new LessonEvent.Explanation(text.replaceAll("\\s+", " ").strip()));
	}

	/**
	 * Shows a call.
	 * @param settings names and values in turns
	 */
	void call(String what, @Nullable Object... settings) {
		tell(new LessonEvent.Call(what, pairs(settings)));
	}

	void call(String what, Map<String, String> settings) {
		tell(new LessonEvent.Call(what, settings));
	}

	/**
	 * Shows what a call led to.
	 * @param figures names and values in turns
	 */
	void result(@Nullable Object... figures) {
		tell(new LessonEvent.Result(pairs(figures)));
	}

	void result(Map<String, String> figures) {
		tell(new LessonEvent.Result(figures));
	}

	/**
	 * Checks a claim by the texts of both values.
	 * @throws CheckFailedException if it does not hold
	 */
	void check(String claim, Object expected, @Nullable Object actual) {
		String wanted = expected.toString();
		String found = String.valueOf(actual);
		boolean passed = wanted.equals(found);
		tell(new LessonEvent.Check(claim, wanted, found, passed));
		if (!passed) {
			throw new CheckFailedException(claim + ": expected " + wanted + ", but it is " + found);
		}
	}

	void ended(LessonOutcome outcome, String reason, long tookMillis) {
		tell(new LessonEvent.Ended(outcome, reason, tookMillis));
	}

	/**
	 * Whether the listener threw.
	 */
	boolean isDeaf() {
		return this.deaf;
	}

	private void tell(LessonEvent event) {
		if (this.deaf) {
			return;
		}
		this.deaf = true;
		this.listener.on(event);
		this.deaf = false;
	}

	private static Map<String, String> pairs(@Nullable Object... namesAndValues) {
		Map<String, String> pairs = new LinkedHashMap<>();
		for (int index = 0; index < namesAndValues.length; index += 2) {
			pairs.put(String.valueOf(namesAndValues[index]), String.valueOf(namesAndValues[index + 1]));
		}
		return pairs;
	}

}
