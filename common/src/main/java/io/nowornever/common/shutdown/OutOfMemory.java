package io.nowornever.common.shutdown;

import org.jspecify.annotations.Nullable;

/**
 * Ends a process that has no memory left, at once, whichever thread met it: one that
 * lives on with some of its threads dead serves nobody and may not even end when it is
 * told to. Does in every way of starting what the JVM's own
 * {@code -XX:+ExitOnOutOfMemoryError} does where it is given, with the same exit code.
 *
 * <p>
 * An error that a thread dies of comes here by itself; whoever catches errors has to
 * {@linkplain #check ask}. Safe from any thread.
 */
public final class OutOfMemory {

	private static final int EXIT_CODE = 3;

	private static final int DEEPEST_CAUSE = 16;

	private static volatile boolean fatal;

	private OutOfMemory() {
	}

	/**
	 * Watches from now on. To be called once, at the start of {@code main}.
	 */
	public static void endsTheProcess() {
		fatal = true;
		Thread.UncaughtExceptionHandler others = Thread.getDefaultUncaughtExceptionHandler();
		Thread.setDefaultUncaughtExceptionHandler((thread, problem) -> {
			check(problem);
			if (others != null) {
				others.uncaughtException(thread, problem);
			}
			else {
				System.err.print("Exception in thread \"" + thread.getName() + "\" ");
				problem.printStackTrace();
			}
		});
	}

	/**
	 * Ends the process if a problem is, or was caused by, a lack of memory; returns
	 * otherwise, and always where {@link #endsTheProcess()} was not called.
	 * @param problem what was caught, or null for nothing
	 */
	public static void check(@Nullable Throwable problem) {
		Throwable cause = problem;
		for (int depth = 0; fatal && cause != null && depth < DEEPEST_CAUSE; depth++) {
			if (cause instanceof OutOfMemoryError) {
				end(cause);
			}
			cause = cause.getCause();
		}
	}

	private static void end(Throwable cause) {
		try {
			System.err.println("No memory is left, ending: " + cause.getMessage());
		}
		finally {
			Runtime.getRuntime().halt(EXIT_CODE);
		}
	}

}
