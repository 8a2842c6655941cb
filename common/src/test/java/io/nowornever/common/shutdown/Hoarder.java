package io.nowornever.common.shutdown;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A program of which one thread takes all memory while another waits for ever.
 */
final class Hoarder {

	private Hoarder() {
	}

	/**
	 * Starts the program.
	 * @param args {@code dies} if the thread dies of the error, {@code catches} if it
	 * catches it, wrapped, and asks
	 */
	public static void main(String[] args) {
		OutOfMemory.endsTheProcess();
		Thread.ofPlatform().start(Hoarder::waitForEver);
		Thread.ofVirtual().start(args[0].equals("dies") ? Hoarder::hoard : Hoarder::hoardAndCatch);
	}

	private static void waitForEver() {
		try {
			new CountDownLatch(1).await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void hoard() {
		List<byte[]> hoard = new ArrayList<>();
		while (!hoard.isEmpty() || Thread.currentThread().isVirtual()) {
			hoard.add(new byte[1 << 20]);
		}
	}

	private static void hoardAndCatch() {
		try {
			hoard();
		}
		catch (Throwable ex) {
			OutOfMemory.check(new IllegalStateException("a wrapper", ex));
		}
	}

}
