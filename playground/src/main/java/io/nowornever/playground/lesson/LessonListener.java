package io.nowornever.playground.lesson;

/**
 * Is told what happens in a lesson, as it happens.
 */
@FunctionalInterface
public interface LessonListener {

	/**
	 * Takes the next event. The first of a lesson is {@link LessonEvent.Began}, the last
	 * {@link LessonEvent.Ended}. Called on the lesson's thread, which it holds up. An
	 * exception ends the lesson, which cleans up without telling and throws it on.
	 * @param event the event
	 */
	void on(LessonEvent event);

}
