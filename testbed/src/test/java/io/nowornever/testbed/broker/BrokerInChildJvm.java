package io.nowornever.testbed.broker;

import java.util.concurrent.CountDownLatch;

/**
 * A program that starts a broker, prints its process id and its log, and then ends or
 * waits for ever without closing it.
 */
final class BrokerInChildJvm {

	private BrokerInChildJvm() {
	}

	/**
	 * Runs the program.
	 * @param args {@code pause} to pause the broker, {@code exit} to end by itself
	 */
	public static void main(String[] args) throws InterruptedException {
		Broker broker = Broker.start();
		if (args[0].equals("pause")) {
			broker.pause();
		}
		System.out.println(broker.pid());
		System.out.println(broker.log());
		if (!args[0].equals("exit")) {
			new CountDownLatch(1).await();
		}
	}

}
