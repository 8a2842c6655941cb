package io.nowornever.playground.lesson;

import java.util.List;
import java.util.Optional;

/**
 * All lessons.
 */
public final class Lessons {

	private static final List<Lesson> ALL = List.of(StreamsScript.lesson(), ConsumersScript.lesson(),
			DuplicatesScript.lesson(), WorkQueueScript.lesson(), ReplayScript.lesson(), CoreScript.lesson());

	private Lessons() {
	}

	/**
	 * The lessons in the order in which to take them.
	 * @return all of them
	 */
	public static List<Lesson> all() {
		return ALL;
	}

	/**
	 * Looks a lesson up.
	 * @param name its name
	 * @return the lesson, if there is one of that name
	 */
	public static Optional<Lesson> named(String name) {
		return ALL.stream().filter((lesson) -> lesson.name().equals(name)).findFirst();
	}

}
