package io.nowornever.common.shutdown;

/**
 * The heap below which a service does not start. With less the JVM does little but
 * collect garbage for minutes, or ends somewhere with a stack trace that names no cause.
 */
public final class LeastHeap {

	private static final int MEBIBYTE = 1024 * 1024;

	private static final int LEAST = 32;

	/** Some collectors leave a part out that they cannot use at the same time. */
	private static final int TOLERATED = 4;

	private static final int EXIT_CODE = 3;

	private LeastHeap() {
	}

	/**
	 * Ends the process with a line that says why, unless its heap may grow large enough.
	 * To be called once, at the start of {@code main}.
	 */
	public static void require() {
		long most = Runtime.getRuntime().maxMemory() / MEBIBYTE;
		if (most < LEAST - TOLERATED) {
			System.err.println("The heap may have " + most + " MiB at the most, ending: at least " + LEAST
					+ " are needed (-Xmx" + LEAST + "m; in a container, half of its memory is heap)");
			Runtime.getRuntime().halt(EXIT_CODE);
		}
	}

}
