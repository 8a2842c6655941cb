package io.nowornever.producer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;

/**
 * The contract on the nats image, where a Docker engine answers and has the image or can
 * pull it; skipped with the reason elsewhere.
 */
class ContractOnContainerTests extends ContractTests {

	private static final String IMAGE = "nats:2.15.1";

	private static final String HOST_OVERRIDE = "TESTCONTAINERS_HOST_OVERRIDE";

	private static final int CLIENT_PORT = 4222;

	private static @Nullable GenericContainer<?> nats;

	@BeforeAll
	static void start() {
		Assumptions.assumeFalse(Files.exists(Path.of("/.dockerenv")) && System.getenv(HOST_OVERRIDE) == null,
				"inside a container Testcontainers needs " + HOST_OVERRIDE);
		Assumptions.assumeTrue(DockerClientFactory.instance().isDockerAvailable(), "no Docker engine answers");
		Assumptions.assumeTrue(hasImage() || canPullImage(),
				() -> "the Docker engine neither has " + IMAGE + " nor can pull it");
		nats = new GenericContainer<>(IMAGE).withExposedPorts(CLIENT_PORT);
		nats.start();
	}

	private static boolean hasImage() {
		try {
			docker().inspectImageCmd(IMAGE).exec();
			return true;
		}
		catch (NotFoundException ex) {
			return false;
		}
	}

	private static boolean canPullImage() {
		try {
			return docker().pullImageCmd(IMAGE).start().awaitCompletion(60, TimeUnit.SECONDS);
		}
		catch (DockerException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private static DockerClient docker() {
		return DockerClientFactory.lazyClient();
	}

	@AfterAll
	static void stop() {
		if (nats != null) {
			nats.stop();
		}
	}

	@Override
	String url() {
		GenericContainer<?> running = Objects.requireNonNull(nats);
		return "nats://" + running.getHost() + ":" + running.getMappedPort(CLIENT_PORT);
	}

}
