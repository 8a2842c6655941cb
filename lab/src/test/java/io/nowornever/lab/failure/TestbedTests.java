package io.nowornever.lab.failure;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import io.nowornever.testbed.TestbedException;
import io.nowornever.testbed.service.ServiceProcess;
import io.nowornever.testbed.service.Testbed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Tag("integration")
class TestbedTests {

	private static Testbed testbed;

	@BeforeAll
	static void start() {
		testbed = Testbed.start();
	}

	@AfterAll
	static void stop() {
		testbed.close();
	}

	@Test
	void aServiceThatCannotStartSaysWhyAtOnce() {
		ServiceProcess wrong = testbed.consumer("wrong", "--consumer.workers=0");
		assertThatExceptionOfType(TestbedException.class).isThrownBy(wrong::awaitReady)
			.withMessageContaining("wrong ended with exit code 1")
			.withMessageContaining("consumer.workers");
	}

	@Test
	void servicesStartAsTheyWereWiredByTheBuildAndAskTheirSettingsAllTheSame() throws IOException {
		ServiceProcess producer = testbed.producer("wired", "--producer.load.enabled=false").awaitReady();
		ServiceProcess idle = testbed.consumer("idle", "--consumer.role=operator", "--durable.create=true");
		assertThat(Files.readString(producer.log())).contains("Starting AOT-processed ProducerApplication");
		assertThat(producer.metrics().value("task_requests_started_total")).isZero();
		assertThat(Files.readString(idle.awaitReady().log())).contains("Starting AOT-processed ConsumerApplication");
		producer.kill();
		idle.kill();
	}

	@Test
	void aServiceStartedAgainUnderItsNameHasALogOfItsOwn() {
		ServiceProcess first = testbed.producer("again", "--producer.timeout=0s");
		ServiceProcess second = testbed.producer("again", "--producer.timeout=0s");
		assertThat(first.log()).isNotEqualTo(second.log());
		first.kill();
		second.kill();
	}

	@Test
	void aPausedServiceDoesNotTellItsMetricsUntilItGoesOn() {
		ServiceProcess sleeper = testbed.consumer("sleeper").awaitReady();
		sleeper.pause();
		assertThatExceptionOfType(TestbedException.class).isThrownBy(sleeper::metrics).withMessageContaining("sleeper");
		sleeper.resume();
		Watch.await().untilAsserted(() -> assertThat(sleeper.metrics().value("nats_connection_up")).isEqualTo(1));
		sleeper.kill();
	}

	@ParameterizedTest
	@ValueSource(strings = { "close", "terminate" })
	void nothingIsLeftBehindEvenOfPausedProcesses(String end) throws Exception {
		Process child = startChild(end);
		try (BufferedReader out = child.inputReader()) {
			long service = Long.parseLong(out.readLine());
			long broker = Long.parseLong(out.readLine());
			Path folder = Path.of(out.readLine());
			assertThat(folder).isDirectory();
			if (end.equals("terminate")) {
				child.destroy();
			}
			else {
				child.outputWriter().append('\n').close();
			}
			assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
			Watch.await().until(() -> ProcessHandle.of(service).isEmpty() && ProcessHandle.of(broker).isEmpty());
			assertThat(folder).doesNotExist();
		}
		finally {
			child.destroyForcibly();
		}
	}

	private static Process startChild(String end) throws IOException {
		return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
				TestbedInChildJvm.class.getName(), end)
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
	}

}
