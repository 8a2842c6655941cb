package io.nowornever.playground.lesson;

import java.io.IOException;

import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamStatusCheckedException;

/**
 * What a lesson does, step by step.
 */
@FunctionalInterface
interface Script {

	/**
	 * Gives the lesson.
	 * @param board to write on
	 * @param calls to talk to the server
	 * @throws InterruptedException if the lesson is cancelled
	 * @throws IOException if the server does not answer
	 * @throws JetStreamApiException if the server refuses what should have gone well
	 * @throws JetStreamStatusCheckedException if the server ends a pull with an error
	 */
	void give(Board board, JetStreamCalls calls)
			throws InterruptedException, IOException, JetStreamApiException, JetStreamStatusCheckedException;

}
