package io.nowornever.starter.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;

/**
 * The run of a service in which the JVM records what its ahead-of-time cache is to hold:
 * the start, and what a health check and a scrape need. It needs no broker and ends by
 * itself. Asked for with {@code -Dnow-or-never.training-run=true} beside
 * {@code -XX:AOTCacheOutput=FILE} and the flags of the runs that use the cache.
 */
public final class TrainingRun {

	private static final Logger log = LoggerFactory.getLogger(TrainingRun.class);

	private static final String KEY = "now-or-never.training-run";

	private static final List<String> DOORS = List.of("/actuator/health/liveness", "/actuator/health/readiness",
			"/actuator/prometheus");

	private static final int TIMES = 3;

	private TrainingRun() {
	}

	/**
	 * Goes on, unless this is a training run: then the service is asked what it will be
	 * asked, and the process ends. To be called at the end of {@code main}.
	 * @param service a service that has started its web server
	 */
	public static void endsHere(ApplicationContext service) {
		if (Boolean.getBoolean(KEY)) {
			try {
				train(service);
			}
			catch (RuntimeException ex) {
				log.error("No training without an answer", ex);
				System.exit(1);
			}
			System.exit(SpringApplication.exit(service));
		}
	}

	private static void train(ApplicationContext service) {
		int port = service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
		for (int i = 0; i < TIMES; i++) {
			DOORS.forEach((door) -> ask(port, door));
		}
	}

	/**
	 * By hand: an HTTP client would be in the cache, and no service has one.
	 */
	private static void ask(int port, String path) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.getOutputStream()
				.write(("GET " + path + " HTTP/1.0\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
			socket.getInputStream().readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
