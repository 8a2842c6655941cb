package io.nowornever.testbed.junit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import io.nowornever.testbed.TestbedException;
import io.nowornever.testbed.service.ProjectJars;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;

/**
 * One container of the nats image for all tests of a class, to be registered as a static
 * field. Where no Docker engine answers that has the image or can pull it, the class is
 * skipped with the reason.
 */
public final class BrokerInContainer implements ExecutionCondition, BeforeAllCallback, AfterAllCallback {

	/** The image of the Compose stack's broker, in the version that stands in .env. */
	public static final String IMAGE = "nats:" + version();

	private static final String HOST_OVERRIDE = "TESTCONTAINERS_HOST_OVERRIDE";

	private static final int CLIENT_PORT = 4222;

	private static final int PULL_SECONDS = 60;

	private @Nullable GenericContainer<?> nats;

	/**
	 * The address clients connect to.
	 * @return {@code nats://HOST:PORT}
	 */
	public String url() {
		GenericContainer<?> running = Objects.requireNonNull(this.nats, "the tests have not begun");
		return "nats://" + running.getHost() + ":" + running.getMappedPort(CLIENT_PORT);
	}

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		String missing = context.getTestMethod().isPresent() ? null : missing();
		return (missing != null) ? ConditionEvaluationResult.disabled(missing)
				: ConditionEvaluationResult.enabled("a container can be had");
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		this.nats = new GenericContainer<>(IMAGE).withExposedPorts(CLIENT_PORT);
		this.nats.start();
	}

	@Override
	public void afterAll(ExtensionContext context) {
		if (this.nats != null) {
			this.nats.stop();
		}
	}

	private static @Nullable String missing() {
		if (Files.exists(Path.of("/.dockerenv")) && System.getenv(HOST_OVERRIDE) == null) {
			return "inside a container Testcontainers needs " + HOST_OVERRIDE;
		}
		if (!DockerClientFactory.instance().isDockerAvailable()) {
			return "no Docker engine answers";
		}
		return (hasImage() || canPullImage()) ? null : "the Docker engine neither has " + IMAGE + " nor can pull it";
	}

	private static String version() {
		String variable = "NATS_VERSION=";
		Path file = ProjectJars.find().root().resolve(".env");
		try (Stream<String> lines = Files.lines(file)) {
			return lines.filter((line) -> line.startsWith(variable))
				.map((line) -> line.substring(variable.length()))
				.findFirst()
				.orElseThrow(() -> new TestbedException(file + " has no line " + variable));
		}
		catch (IOException ex) {
			throw new TestbedException(file + " cannot be read: " + ex.getMessage(), ex);
		}
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
			return docker().pullImageCmd(IMAGE).start().awaitCompletion(PULL_SECONDS, TimeUnit.SECONDS);
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

}
