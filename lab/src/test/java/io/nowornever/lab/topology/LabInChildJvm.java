package io.nowornever.lab.topology;

import java.io.IOException;

/**
 * A program that starts a lab with a paused consumer, prints the process ids of consumer
 * and broker and the folder, and waits for a line. Then it closes the lab; terminated
 * before, it does not.
 */
final class LabInChildJvm {

	private LabInChildJvm() {
	}

	/**
	 * Runs the program.
	 * @param args not used
	 */
	public static void main(String[] args) throws IOException {
		Lab lab = Lab.start();
		ServiceProcess consumer = lab.consumer("paused").awaitListening();
		consumer.pause();
		System.out.println(consumer.pid());
		System.out.println(lab.broker().pid());
		System.out.println(lab.folder());
		if (System.in.read() != -1) {
			lab.close();
		}
	}

}
