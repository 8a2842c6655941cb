package io.nowornever.respond.intake;

import io.nowornever.common.connection.LinkListener;

/**
 * Where requests come from, and how they come no more.
 */
public interface Intake extends LinkListener {

	/**
	 * Begins to look after what comes.
	 */
	void start();

	/**
	 * Takes no more requests, and waits until everything that was taken has come to its
	 * end.
	 * @throws InterruptedException when the calling thread was told to end
	 */
	void leave() throws InterruptedException;

	/**
	 * How many requests wait in this process.
	 * @return the number, those at work not included
	 */
	long waiting();

	/**
	 * Tells where this responder is.
	 * @param linked whether a connection stands
	 * @return its place
	 */
	GroupPlace place(boolean linked);

}
