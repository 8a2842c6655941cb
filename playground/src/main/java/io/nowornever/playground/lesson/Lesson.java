package io.nowornever.playground.lesson;

import io.nats.client.Connection;

/**
 * A lesson on JetStream. It may be run any number of times, and two at once if their
 * names differ or their servers do.
 */
public final class Lesson {

	private final String name;

	private final String title;

	private final String summary;

	private final Script script;

	Lesson(String name, String title, String summary, Script script) {
		this.name = name;
		this.title = title;
		this.summary = summary;
		this.script = script;
	}

	/**
	 * The name by which a user asks for it.
	 * @return one word, in lower case
	 */
	public String name() {
		return this.name;
	}

	/**
	 * The heading.
	 * @return some words
	 */
	public String title() {
		return this.title;
	}

	/**
	 * What it is about.
	 * @return a sentence or two
	 */
	public String summary() {
		return this.summary;
	}

	/**
	 * Gives the lesson, which takes seconds. Whatever it made on the server is removed
	 * when this returns, however it ends; what it did not make is not touched. Interrupt
	 * the thread to cancel it: it stays interrupted then.
	 * @param connection to a server with JetStream; the lesson does not close it
	 * @param restart restarts that server for lessons on what outlasts that; afterwards
	 * the connection is broken
	 * @param listener is told everything, at last how it ended
	 * @return how it ended
	 */
	public LessonOutcome run(Connection connection, ServerRestart restart, LessonListener listener) {
		return new LessonRun(connection, restart, new Board(listener)).give(this, this.script);
	}

	@Override
	public String toString() {
		return "Lesson[" + this.name + "]";
	}

}
