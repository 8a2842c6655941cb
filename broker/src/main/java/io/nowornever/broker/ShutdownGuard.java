package io.nowornever.broker;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Ends the server and removes its files when the JVM shuts down. Its lock is held only
 * for the moment of starting a process, so that a start in progress cannot hold the
 * shutdown up.
 */
final class ShutdownGuard {

	private final Object lock = new Object();

	private final Thread hook;

	private final TemporaryFolder folder;

	private @Nullable ServerProcess process;

	private boolean shutDown;

	ShutdownGuard(TemporaryFolder folder) {
		this.folder = folder;
		this.hook = new Thread(this::shutDown, "broker-shutdown");
		try {
			Runtime.getRuntime().addShutdownHook(this.hook);
		}
		catch (IllegalStateException ex) {
			folder.close();
			throw shuttingDown();
		}
	}

	ServerProcess launch(Supplier<ServerProcess> start) {
		synchronized (this.lock) {
			if (this.shutDown) {
				throw shuttingDown();
			}
			ServerProcess started = start.get();
			this.process = started;
			return started;
		}
	}

	/**
	 * Withdraws the guard of a broker that is closed.
	 */
	void release() {
		try {
			Runtime.getRuntime().removeShutdownHook(this.hook);
		}
		catch (IllegalStateException ex) {
			// The JVM is shutting down: the hook runs, and finds nothing left to do.
		}
	}

	private void shutDown() {
		ServerProcess last;
		synchronized (this.lock) {
			this.shutDown = true;
			last = this.process;
		}
		if (last != null) {
			last.endWithJvm();
		}
		this.folder.close();
	}

	private static BrokerException shuttingDown() {
		return new BrokerException("No nats-server is started any more: the JVM is shutting down");
	}

}
