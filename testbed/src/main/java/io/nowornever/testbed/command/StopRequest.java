package io.nowornever.testbed.command;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ctrl-C (SIGINT) and SIGTERM as a wish that a command can await and fulfil in good
 * order. Until the command says that it can, and from the second signal on, the JVM shuts
 * down at once, with its shutdown hooks.
 *
 * <p>
 * The JDK offers signals only in {@code sun.misc.Signal}, which may not be named at
 * compile time without a warning, so it is looked up; where that fails, the JVM's own
 * behaviour remains.
 */
public final class StopRequest {

	private static final Logger logger = LoggerFactory.getLogger(StopRequest.class);

	private static final int SIGNALLED = 128;

	private static final Duration SIGNAL_LATE = Duration.ofSeconds(2);

	private static final CompletableFuture<Integer> ABANDONED = new CompletableFuture<>();

	private static volatile boolean watched;

	private final CountDownLatch made = new CountDownLatch(1);

	private boolean orderly;

	private StopRequest() {
	}

	/**
	 * Watches for the signals from now on.
	 * @return the request, not made yet
	 */
	public static StopRequest watch() {
		StopRequest request = new StopRequest();
		try {
			request.watch("INT", SIGNALLED + 2);
			request.watch("TERM", SIGNALLED + 15);
			watched = true;
		}
		catch (ReflectiveOperationException | IllegalArgumentException ex) {
			logger.debug("This JVM offers no signals; Ctrl-C ends it at once", ex);
		}
		return request;
	}

	/**
	 * Says that the first signal from now on is fulfilled by the command itself.
	 */
	public synchronized void fulfilInGoodOrder() {
		this.orderly = true;
	}

	/**
	 * Waits for the request.
	 * @param nanos how long at most; not at all if it is not positive
	 * @return whether it was made
	 */
	public boolean await(long nanos) {
		try {
			return this.made.await(nanos, TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return true;
		}
	}

	/**
	 * The exit code of a command whose trouble is only the consequence of a signal that
	 * it does not fulfil, so that the JVM shuts down at once. Ctrl-C reaches a whole
	 * group of processes, and one that this program waits for may be gone before the
	 * signal is heard here; so the signal gets two seconds to come.
	 * @return the code, or nothing if no signal came
	 */
	static OptionalInt exitCodeOfTrouble() {
		if (!watched) {
			return OptionalInt.empty();
		}
		int code = ABANDONED.copy().completeOnTimeout(0, SIGNAL_LATE.toMillis(), TimeUnit.MILLISECONDS).join();
		return (code == 0) ? OptionalInt.empty() : OptionalInt.of(code);
	}

	/**
	 * Whether something failed only since this program was told to end. Waits two seconds
	 * for the signal, if need be.
	 * @return false also where nobody watches for signals
	 */
	public static boolean isReasonOfTrouble() {
		return exitCodeOfTrouble().isPresent();
	}

	private void watch(String name, int exitCode) throws ReflectiveOperationException {
		Class<?> signal = Class.forName("sun.misc.Signal");
		Class<?> signalHandler = Class.forName("sun.misc.SignalHandler");
		MethodHandle received = MethodHandles.insertArguments(MethodHandles.lookup()
			.bind(this, "received", MethodType.methodType(void.class, int.class, Object.class)), 0, exitCode);
		signal.getMethod("handle", signal, signalHandler)
			.invoke(null, signal.getConstructor(String.class).newInstance(name),
					MethodHandleProxies.asInterfaceInstance(signalHandler, received));
	}

	@SuppressWarnings("unused") // by name, in watch
	private synchronized void received(int exitCode, Object signal) {
		if (this.orderly && this.made.getCount() > 0) {
			this.made.countDown();
			return;
		}
		ABANDONED.complete(exitCode);
		Thread.ofPlatform().name("exit").start(() -> System.exit(exitCode));
	}

}
