package io.nowornever.testbed.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import io.nowornever.testbed.TestbedException;
import io.nowornever.testbed.process.ChildProcess;
import io.nowornever.testbed.process.Children;
import io.nowornever.testbed.process.ProcessLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real nats-server as a child process on 127.0.0.1, that can be stopped, killed, paused
 * and started again on the same port. It ends with this JVM, unless the JVM itself is
 * killed (SIGKILL).
 * <p>
 * Every method may be called from any thread; those that change the process wait for one
 * another. All of them throw {@link TestbedException}.
 */
public final class Broker implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Broker.class);

	private static final Duration STOP_GRACE = Duration.ofSeconds(10);

	private static final Duration END_WITH_JVM_GRACE = Duration.ofSeconds(2);

	private static final Duration PORT_LINGER_LIMIT = Duration.ofSeconds(10);

	private static final long PORT_RETRY_MILLIS = 100;

	private final ReentrantLock lifecycle = new ReentrantLock();

	private final BrokerConfiguration configuration;

	private final ProcessLog log;

	private final Children children;

	private final BrokerLaunch launch;

	private volatile @Nullable ChildProcess process;

	private boolean closed;

	Broker(Path executable, BrokerConfiguration configuration) {
		this.configuration = configuration;
		this.children = new Children(END_WITH_JVM_GRACE);
		Path folder = this.children.folder("now-or-never-broker-").path();
		this.log = new ProcessLog(folder.resolve("nats-server.log"));
		this.launch = new BrokerLaunch(executable, configuration, folder, this.log, this.children);
	}

	/**
	 * Begins a broker with settings of its own.
	 * @return a builder with the defaults
	 */
	public static BrokerBuilder builder() {
		return new BrokerBuilder();
	}

	/**
	 * Starts a broker with the defaults: free ports, no JetStream.
	 * @return the broker, once it answers
	 */
	public static Broker start() {
		return builder().start();
	}

	/**
	 * The address clients connect to; the same over every restart.
	 * @return {@code nats://127.0.0.1:PORT}
	 */
	public String url() {
		return this.configuration.url();
	}

	/**
	 * The client port; the same over every restart.
	 * @return the port
	 */
	public int port() {
		return this.configuration.port();
	}

	/**
	 * The base address of the monitoring endpoints such as {@code /varz}.
	 * @return {@code http://127.0.0.1:PORT}
	 */
	public String monitoringUrl() {
		return "http://" + BrokerConfiguration.HOST + ":" + this.configuration.monitoringPort();
	}

	/**
	 * The process id of the server started last, whether it still runs or not.
	 * @return the process id
	 */
	public long pid() {
		ChildProcess current = this.process;
		if (current == null) {
			throw new TestbedException("nats-server was never started");
		}
		return current.pid();
	}

	/**
	 * How much memory the server holds.
	 * @return MiB, or NaN where the system does not tell or it was never started
	 */
	public double residentMebibytes() {
		ChildProcess current = this.process;
		return (current != null) ? current.residentMebibytes() : Double.NaN;
	}

	/**
	 * Whether the process exists; a paused one does.
	 * @return {@code true} until it was stopped or killed, or ended by itself
	 */
	public boolean isRunning() {
		ChildProcess current = this.process;
		return current != null && current.isAlive();
	}

	/**
	 * What the server printed, over all its restarts. The file is removed by
	 * {@link #close()}.
	 * @return the log file
	 */
	public Path log() {
		return this.log.file();
	}

	/**
	 * Ends the server gracefully (SIGTERM, by force after 10 s) and waits for its end. A
	 * paused server is resumed first. Does nothing if it does not run.
	 */
	public void stop() {
		exclusively(() -> {
			ChildProcess current = this.process;
			if (current != null) {
				current.stop(STOP_GRACE);
			}
		});
	}

	/**
	 * Ends the server as a crash would (SIGKILL) and waits for its end. Does nothing if
	 * it does not run.
	 */
	public void kill() {
		exclusively(() -> {
			ChildProcess current = this.process;
			if (current != null) {
				current.kill();
			}
		});
	}

	/**
	 * Freezes the server (SIGSTOP): its connections stay open and nothing answers.
	 * Returns when all its threads stand still.
	 */
	public void pause() {
		exclusively(() -> running().pause());
	}

	/**
	 * Lets a paused server go on (SIGCONT).
	 */
	public void resume() {
		exclusively(() -> running().resume());
	}

	/**
	 * Starts the server again on the same ports, with the same JetStream store, and
	 * returns once it answers. Stops it first if it runs. Waits up to 10 s for the ports
	 * if something else holds them meanwhile.
	 */
	public void restart() {
		exclusively(() -> {
			stop();
			long deadlineNanos = System.nanoTime() + PORT_LINGER_LIMIT.toNanos();
			while (true) {
				try {
					launch();
					return;
				}
				catch (PortInUseException ex) {
					if (System.nanoTime() - deadlineNanos > 0) {
						throw ex;
					}
					pauseBeforeRetry(ex);
				}
			}
		});
	}

	/**
	 * Stops the server and removes the temporary files made for it, never a JetStream
	 * store folder that was given. Further calls do nothing.
	 */
	@Override
	public void close() {
		this.lifecycle.lock();
		try {
			if (!this.closed) {
				stop();
			}
		}
		finally {
			this.closed = true;
			this.children.close();
			this.lifecycle.unlock();
		}
	}

	@Override
	public String toString() {
		return "Broker[" + url() + ", " + (isRunning() ? "pid " + pid() : "not running") + "]";
	}

	private void exclusively(Runnable change) {
		this.lifecycle.lock();
		try {
			if (this.closed) {
				throw new TestbedException("The broker at " + url() + " is closed");
			}
			change.run();
		}
		finally {
			this.lifecycle.unlock();
		}
	}

	private ChildProcess running() {
		ChildProcess current = this.process;
		if (current == null || !current.isAlive()) {
			throw new TestbedException("nats-server at " + url() + " is not running" + this.log.lastLinesAsNote());
		}
		return current;
	}

	void launch() {
		ChildProcess started = this.launch.start();
		this.process = started;
		boolean ready = false;
		try {
			this.launch.awaitReady(started);
			ready = true;
		}
		finally {
			if (!ready) {
				started.kill();
			}
		}
		logger.debug("nats-server {} answers at {}", started.pid(), url());
	}

	private static void pauseBeforeRetry(PortInUseException reason) {
		try {
			TimeUnit.MILLISECONDS.sleep(PORT_RETRY_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw reason;
		}
	}

}
