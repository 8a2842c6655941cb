package io.nowornever.testbed.service;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.nowornever.testbed.TestbedException;
import io.nowornever.testbed.process.ChildProcess;
import io.nowornever.testbed.process.ProcessLog;

/**
 * A service as a process of its own, seen from outside only: its HTTP door, its log and
 * the signals it can be sent.
 * <p>
 * Every method may be called from any thread. Those that wait throw
 * {@link TestbedException} when their limit has passed, when the process ends before, or
 * when the waiting thread is interrupted, whose interrupt flag stays set.
 */
public final class ServiceProcess {

	private static final Pattern LISTENING = Pattern.compile("Tomcat started on port (\\d+)");

	private static final Duration START_LIMIT = Duration.ofSeconds(60);

	private static final Duration REQUEST_LIMIT = Duration.ofSeconds(2);

	private static final long POLL_MILLIS = 25;

	private final String name;

	private final ChildProcess process;

	private final ProcessLog log;

	private final HttpClient http;

	private volatile int port;

	ServiceProcess(String name, ChildProcess process, ProcessLog log, HttpClient http) {
		this.name = name;
		this.process = process;
		this.log = log;
		this.http = http;
	}

	/**
	 * The name the lab calls it by.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * The process id.
	 * @return the process id
	 */
	public long pid() {
		return this.process.pid();
	}

	/**
	 * What it prints.
	 * @return the file
	 */
	public Path log() {
		return this.log.file();
	}

	/**
	 * How much memory it holds.
	 * @return MiB, or NaN where the system does not tell
	 */
	public double residentMebibytes() {
		return this.process.residentMebibytes();
	}

	/**
	 * How much processor time it has taken so far.
	 * @return seconds, or NaN where the system does not tell
	 */
	public double processorSeconds() {
		return this.process.processorSeconds();
	}

	/**
	 * Whether the process exists; a paused one does.
	 * @return {@code true} until it has ended
	 */
	public boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * Where its HTTP door is. Waits until it listens, at most 60 s.
	 * @return {@code http://127.0.0.1:PORT}
	 */
	public URI address() {
		awaitListening();
		return URI.create("http://127.0.0.1:" + this.port);
	}

	/**
	 * Waits until the service listens for HTTP, at most 60 s. It may still have no link
	 * to the broker.
	 * @return this
	 */
	public ServiceProcess awaitListening() {
		if (this.port == 0) {
			await("listen", this::listens);
		}
		return this;
	}

	/**
	 * Waits until the service is ready, so that it has a link to the broker, at most 60
	 * s.
	 * @return this
	 */
	public ServiceProcess awaitReady() {
		awaitListening();
		await("become ready", this::isReady);
		return this;
	}

	/**
	 * Whether it says that it is ready.
	 * @return {@code false} also when it does not answer
	 */
	public boolean isReady() {
		try {
			return this.http.send(request("/actuator/health/readiness"), HttpResponse.BodyHandlers.discarding())
				.statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			throw interrupted("asked " + this.name + " whether it is ready");
		}
	}

	/**
	 * Reads its metrics.
	 * @return the metrics now; fails with a {@link TestbedException} when there is no
	 * whole answer within 2 s
	 */
	public CompletableFuture<Metrics> metricsLater() {
		return this.http.sendAsync(request("/actuator/prometheus"), HttpResponse.BodyHandlers.ofString())
			.orTimeout(REQUEST_LIMIT.toNanos(), TimeUnit.NANOSECONDS)
			.handle((response, failure) -> {
				if (failure != null) {
					throw new TestbedException(this.name + " does not tell its metrics: " + failure, failure);
				}
				if (response.statusCode() != 200) {
					throw new TestbedException(this.name + " answers " + response.statusCode() + " for its metrics");
				}
				return Metrics.parse(response.body());
			});
	}

	/**
	 * Reads its metrics and waits for them, at most 2 s.
	 * @return the metrics now
	 */
	public Metrics metrics() {
		try {
			return metricsLater().get();
		}
		catch (InterruptedException ex) {
			throw interrupted("read the metrics of " + this.name);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof TestbedException problem) ? problem
					: new TestbedException(ex.toString(), ex);
		}
	}

	/**
	 * Asks it to end in good order (SIGTERM). Does not wait.
	 */
	public void terminate() {
		this.process.terminate();
	}

	/**
	 * Ends it as a crash would (SIGKILL) and waits for its end.
	 */
	public void kill() {
		this.process.kill();
	}

	/**
	 * Freezes it (SIGSTOP): its connections stay open and nothing answers. Returns when
	 * all its threads stand still.
	 */
	public void pause() {
		this.process.pause();
	}

	/**
	 * Lets it go on after a pause (SIGCONT).
	 */
	public void resume() {
		this.process.resume();
	}

	/**
	 * Waits for its end.
	 * @param limit how long at most
	 * @return its exit code, 128 + the signal's number if a signal ended it
	 */
	public int awaitExit(Duration limit) {
		try {
			if (!this.process.awaitExitInterruptibly(limit)) {
				throw new TestbedException(this.process + " has not ended within " + limit.toMillis() + " ms"
						+ this.log.lastLinesAsNote());
			}
			return this.process.exitCode();
		}
		catch (InterruptedException ex) {
			throw interrupted("waited for the end of " + this.name);
		}
	}

	@Override
	public String toString() {
		return this.name + "[process " + pid() + "]";
	}

	/**
	 * Its log tells the port, which cannot come where the log cannot grow.
	 */
	private boolean listens() {
		Optional<MatchResult> found = this.log.first(LISTENING);
		found.ifPresent((line) -> this.port = Integer.parseInt(line.group(1)));
		if (found.isEmpty()) {
			this.log.complaint().ifPresent((complaint) -> {
				throw new TestbedException(
						this.name + " did not start: its log cannot grow. " + complaint + this.log.lastLinesAsNote());
			});
		}
		return found.isPresent();
	}

	private void await(String goal, BooleanSupplier reached) {
		long beganNanos = System.nanoTime();
		while (!reached.getAsBoolean()) {
			if (!isAlive()) {
				throw new TestbedException(this.name + " ended with exit code " + this.process.exitCode()
						+ " before it could " + goal + this.log.lastLinesAsNote());
			}
			if (System.nanoTime() - beganNanos > START_LIMIT.toNanos()) {
				throw new TestbedException(this.name + " did not " + goal + " within " + START_LIMIT.toSeconds() + " s"
						+ this.log.lastLinesAsNote());
			}
			try {
				TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
			}
			catch (InterruptedException ex) {
				throw interrupted("waited for " + this.name + " to " + goal);
			}
		}
	}

	private HttpRequest request(String path) {
		return HttpRequest.newBuilder(address().resolve(path)).timeout(REQUEST_LIMIT).build();
	}

	private static TestbedException interrupted(String doing) {
		Thread.currentThread().interrupt();
		return new TestbedException("Interrupted while it " + doing);
	}

}
