package io.nowornever.lab.control;

/**
 * Is told what there is to see in a control room, each as a JSON object. Calls come one
 * after the other; none may wait.
 */
public interface Screen {

	/**
	 * So many seconds are worth showing; whoever comes later is shown them, too.
	 */
	int KEPT_SECONDS = 300;

	/**
	 * Seconds and marks of before are over: others begin.
	 */
	void clear();

	/**
	 * The room as it is now.
	 * @param json takes the place of the one before
	 */
	void room(String json);

	/**
	 * What happened in a second; they come in their order.
	 * @param json one more
	 */
	void second(String json);

	/**
	 * A fault, or one of before whose cost has changed.
	 * @param number tells it from others
	 * @param json takes the place of the one with the same number
	 */
	void mark(int number, String json);

	/**
	 * How far an experiment is that is played in the room.
	 * @param json takes the place of the one before
	 */
	void experiment(String json);

}
