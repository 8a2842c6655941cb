package io.nowornever.benchmark.throughput;

import java.io.IOException;

import io.nowornever.testbed.TestbedException;

/**
 * Something that floods subscribers.
 */
@FunctionalInterface
interface Flooding {

	/**
	 * Sends everything and waits until everything has come.
	 * @return what it came to
	 * @throws IOException when a program cannot be started
	 * @throws TestbedException when a program fails, as where messages are missing
	 * @throws InterruptedException when the calling thread was told to end
	 */
	Rates flood() throws IOException, InterruptedException;

}
