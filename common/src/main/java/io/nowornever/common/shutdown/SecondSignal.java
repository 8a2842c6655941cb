package io.nowornever.common.shutdown;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process in good order at the first SIGTERM or SIGINT, and at once at the
 * second. The JVM alone ignores a second signal while its shutdown hooks run.
 *
 * <p>
 * The JDK offers signals only in {@code sun.misc.Signal}, which may not be named at
 * compile time without a warning, so it is looked up; where that fails, the JVM's own
 * behaviour remains.
 */
public final class SecondSignal {

	private static final Logger log = LoggerFactory.getLogger(SecondSignal.class);

	private static final int SIGNALLED = 128;

	private static final int SIGINT = 2;

	private static final int SIGTERM = 15;

	private static final AtomicInteger received = new AtomicInteger();

	private final int exitCode;

	private SecondSignal(int signal) {
		this.exitCode = SIGNALLED + signal;
	}

	/**
	 * Watches for the signals from now on. To be called once, at the start of
	 * {@code main}.
	 */
	public static void haltsAtOnce() {
		try {
			new SecondSignal(SIGTERM).watch("TERM");
			new SecondSignal(SIGINT).watch("INT");
		}
		catch (ReflectiveOperationException ex) {
			log.debug("This JVM offers no signals; a second one will not stop the process at once", ex);
		}
	}

	private void watch(String name) throws ReflectiveOperationException {
		Class<?> signal = Class.forName("sun.misc.Signal");
		Class<?> signalHandler = Class.forName("sun.misc.SignalHandler");
		Object handler = Proxy.newProxyInstance(signalHandler.getClassLoader(), new Class<?>[] { signalHandler },
				(proxy, method, arguments) -> received());
		signal.getMethod("handle", signal, signalHandler)
			.invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
	}

	private @Nullable Object received() {
		if (received.getAndIncrement() == 0) {
			Thread.ofPlatform().name("shutdown").start(() -> System.exit(this.exitCode));
		}
		else {
			log.warn("Told a second time to end: stopping at once");
			Runtime.getRuntime().halt(this.exitCode);
		}
		return null;
	}

}
