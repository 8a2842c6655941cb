package io.nowornever.lab.demo;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.nowornever.lab.LabProcess;
import io.nowornever.testbed.service.ProjectJars;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Tag("integration")
class DemoTests {

	private static final List<String> SERVICES = List.of("producer-service", "consumer-service");

	private static final Pattern ACCOUNT = Pattern
		.compile("Every request is accounted for: (\\d+) started = (.*) \\+ (\\d+) in flight\\.");

	/**
	 * Whichever second it is: a busy machine may skip one.
	 */
	private static final String A_SECONDS_LINE = "  0:";

	@TempDir
	private Path temporary;

	@Test
	void aDemoOfSomeSecondsPrintsALineForEachAndASummaryWhoseFiguresAddUp() throws Exception {
		try (LabProcess demo = LabProcess.start(this.temporary, "demo", "--seconds", "3", "--rate", "4", "--slow-work",
				"400ms-600ms", "--fast-work", "40ms-60ms", "--timeout", "1s")) {
			demo.readTo("nats://127.0.0.1:");
			demo.look();
			List<String> lines = demo.readToEnd();
			assertThat(demo.exitCode()).isZero();
			assertThat(lines).filteredOn((line) -> line.contains("/actuator/prometheus"))
				.extracting((line) -> line.strip().replaceFirst(" .*", ""))
				.containsExactly("slow-1", "fast-1", "producer-1", "producer-2");
			assertThat(lines).filteredOn((line) -> line.matches(" +0:\\d\\d +\\d+ +\\d+ .*")).hasSize(3);
			assertThat(lines).filteredOn((line) -> line.matches(" +0:.*")).allMatch((line) -> line.length() <= 100);
			assertThat(String.join("\n", lines)).doesNotContain("\u001B");
			assertAccountsAddUp(lines);
			demo.assertNothingIsLeft();
		}
	}

	@Test
	void aDurableDemoAddsUpToo() throws Exception {
		try (LabProcess demo = LabProcess.start(this.temporary, "demo", "--durable", "--seconds", "3", "--rate", "4",
				"--slow-work", "400ms-600ms", "--fast-work", "40ms-60ms")) {
			demo.readTo("nats://127.0.0.1:");
			demo.look();
			List<String> lines = demo.readToEnd();
			assertThat(demo.exitCode()).isZero();
			assertAccountsAddUp(lines);
			assertThat(String.join("\n", lines)).contains(" answered");
			demo.assertNothingIsLeft();
		}
	}

	@Test
	void ctrlCEndsADemoWithItsSummary() throws Exception {
		try (LabProcess demo = LabProcess.start(this.temporary, "demo", "--producers", "1", "--rate", "10", "--slow",
				"0", "--fast-work", "10ms-20ms")) {
			demo.readTo(A_SECONDS_LINE);
			demo.interrupt();
			List<String> lines = demo.readToEnd();
			assertThat(demo.exitCode()).isZero();
			assertAccountsAddUp(lines);
			assertThat(lines).as("the signal did not reach the services").noneMatch((line) -> line.contains("silent"));
			demo.assertNothingIsLeft();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "producer-service", "consumer-service", "benchmark" })
	void aBuildNeverWritesIntoAJarThatRuns(String module) {
		Path jar = ProjectJars.find().of(module);
		assertThat(jar.resolveSibling("plain").resolve(jar.getFileName()))
			.as("what the build packs before it makes the executable jar anew")
			.isRegularFile();
	}

	@Test
	void ctrlCWhileADemoStartsEndsItAtOnce() throws Exception {
		try (LabProcess demo = LabProcess.start(this.temporary, "demo")) {
			await().atMost(Duration.ofSeconds(60)).until(() -> demo.look() >= 2);
			demo.interrupt();
			List<String> lines = demo.readToEnd();
			assertThat(demo.exitCode()).isEqualTo(130);
			assertThat(lines).as("no complaints").hasSizeLessThanOrEqualTo(2);
			demo.assertNothingIsLeft();
		}
	}

	@Test
	void ctrlCThatIsHeardLastWhileQuickStartsAreMadeEndsADemoAsQuietly(@TempDir Path root) throws Exception {
		for (String service : SERVICES) {
			Path jar = root.resolve(service).resolve("target").resolve(service + ".jar");
			Files.createDirectories(jar.getParent());
			Files.copy(ProjectJars.find().of(service), jar);
		}
		try (LabProcess demo = LabProcess.startIn(root, this.temporary, "demo")) {
			await().atMost(Duration.ofMinutes(2)).until(() -> isTraining(root));
			demo.interruptLast();
			List<String> lines = demo.readToEnd();
			assertThat(demo.exitCode()).isEqualTo(130);
			assertThat(lines).as("no complaints").hasSizeLessThanOrEqualTo(2);
			demo.assertNothingIsLeft();
		}
	}

	private static boolean isTraining(Path root) {
		return SERVICES.stream()
			.map((service) -> root.resolve(service).resolve("target/quick-start").toFile().listFiles())
			.filter(Objects::nonNull)
			.flatMap(Stream::of)
			.anyMatch((made) -> new File(made, "temporary").exists());
	}

	@Test
	void ctrlCThatIsHeardLastEndsADemoAsQuietly() throws Exception {
		try (LabProcess demo = LabProcess.start(this.temporary, "demo")) {
			await().atMost(Duration.ofSeconds(60)).until(() -> demo.look() >= 2);
			demo.interruptLast();
			List<String> lines = demo.readToEnd();
			assertThat(demo.exitCode()).isEqualTo(130);
			assertThat(lines).as("no complaints").hasSizeLessThanOrEqualTo(2);
			demo.assertNothingIsLeft();
		}
	}

	@Test
	void aDemoThatNobodyReadsAnyMoreEnds() throws Exception {
		try (LabProcess demo = LabProcess.start(this.temporary, "demo", "--producers", "1", "--slow", "0", "--fast",
				"0")) {
			demo.readTo(A_SECONDS_LINE);
			demo.look();
			demo.stopReading();
			assertThat(demo.exitCode()).isZero();
			demo.assertNothingIsLeft();
		}
	}

	@Test
	void whoHasNobodyToListenIsToldAtOnce() throws Exception {
		try (LabProcess demo = LabProcess.start(this.temporary, "demo", "--seconds", "2", "--producers", "1", "--rate",
				"10", "--slow", "0", "--fast", "0", "--timeout", "500ms")) {
			demo.readTo("nats://127.0.0.1:");
			demo.look();
			List<String> lines = demo.readToEnd();
			assertThat(demo.exitCode()).isZero();
			assertThat(lines).anyMatch((line) -> line.startsWith("Nobody listened"));
			assertAccountsAddUp(lines);
			demo.assertNothingIsLeft();
		}
	}

	private static void assertAccountsAddUp(List<String> lines) {
		Matcher account = lines.stream().map(ACCOUNT::matcher).filter(Matcher::matches).findFirst().orElseThrow();
		long settled = Pattern.compile("\\d+")
			.matcher(account.group(2))
			.results()
			.mapToLong((number) -> Long.parseLong(number.group()))
			.sum();
		assertThat(settled).isPositive();
		assertThat(Long.parseLong(account.group(1))).isEqualTo(settled + Long.parseLong(account.group(3)));
	}

}
