package io.nowornever.lab.failure;

import java.io.IOException;

import io.nowornever.testbed.service.ServiceProcess;
import io.nowornever.testbed.service.Testbed;

/**
 * A program that starts a testbed with a paused consumer, prints the process ids of
 * consumer and broker and the folder, and waits for a line. Then it closes the testbed;
 * terminated before, it does not.
 */
final class TestbedInChildJvm {

	private TestbedInChildJvm() {
	}

	/**
	 * Runs the program.
	 * @param args not used
	 */
	public static void main(String[] args) throws IOException {
		Testbed testbed = Testbed.start();
		ServiceProcess consumer = testbed.consumer("paused").awaitListening();
		consumer.pause();
		System.out.println(consumer.pid());
		System.out.println(testbed.broker().pid());
		System.out.println(testbed.folder());
		if (System.in.read() != -1) {
			testbed.close();
		}
	}

}
