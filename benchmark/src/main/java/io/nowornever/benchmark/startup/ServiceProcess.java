package io.nowornever.benchmark.startup;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A service's executable jar as a process with the JVM's default flags.
 */
final class ServiceProcess implements AutoCloseable {

	private static final Duration READY_LIMIT = Duration.ofMinutes(2);

	private static final Duration STOP_GRACE = Duration.ofSeconds(20);

	private static final Duration POLL = Duration.ofMillis(20);

	private static final double KIB_PER_MIB = 1024;

	private final Process process;

	private final Path output;

	private final HttpRequest readiness;

	private final Thread guard;

	private ServiceProcess(Process process, Path output, int port) {
		this.process = process;
		this.output = output;
		this.readiness = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))
			.timeout(Duration.ofSeconds(5))
			.build();
		this.guard = new Thread(process::destroyForcibly);
	}

	static ServiceProcess start(Path jar, String brokerUrl) throws IOException {
		int port = freePort();
		Path output = Files.createTempFile("benchmark-", ".log");
		Path java = Path.of(System.getProperty("java.home"), "bin", "java");
		Process process = new ProcessBuilder(java.toString(), "-jar", jar.toString(), "--server.port=" + port,
				"--nats.servers=" + brokerUrl)
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		ServiceProcess service = new ServiceProcess(process, output, port);
		Runtime.getRuntime().addShutdownHook(service.guard);
		return service;
	}

	void awaitReady(HttpClient http) throws IOException, InterruptedException {
		long end = System.nanoTime() + READY_LIMIT.toNanos();
		while (!isReady(http)) {
			if (!this.process.isAlive() || System.nanoTime() > end) {
				throw new IOException("The service was not ready within " + READY_LIMIT.toSeconds()
						+ " s; it printed:\n" + Files.readString(this.output));
			}
			Thread.sleep(POLL);
		}
	}

	private boolean isReady(HttpClient http) throws InterruptedException {
		try {
			return http.send(this.readiness, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * How much memory the process holds.
	 * @return MiB, or NaN where the system does not tell
	 */
	double residentMebibytes() {
		Path status = Path.of("/proc", Long.toString(this.process.pid()), "status");
		if (!Files.isReadable(status)) {
			return Double.NaN;
		}
		try (Stream<String> lines = Files.lines(status)) {
			return lines.filter((line) -> line.startsWith("VmRSS:"))
				.mapToDouble((line) -> Long.parseLong(line.replaceAll("\\D", "")) / KIB_PER_MIB)
				.findFirst()
				.orElse(Double.NaN);
		}
		catch (IOException ex) {
			return Double.NaN;
		}
	}

	@Override
	public void close() throws IOException {
		this.process.destroy();
		try {
			this.process.onExit().get(STOP_GRACE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			this.process.destroyForcibly();
		}
		Runtime.getRuntime().removeShutdownHook(this.guard);
		Files.deleteIfExists(this.output);
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

}
