package io.nowornever.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The scripts that the project is built and started with, in environments as bare as
 * those of a cron job or a container.
 */
@Tag("integration")
class ToolsTests {

	private static final Path JDK = Path.of(System.getProperty("java.home"));

	private static final String SYSTEM_PATH = "/usr/local/bin:/usr/bin:/bin";

	@TempDir
	Path folder;

	@Test
	void withoutAHomeTheJdkOnThePathIsFoundAndNothingIsComplainedAbout() throws Exception {
		assertThatJdk25IsFoundWith(JDK.resolve("bin") + ":" + SYSTEM_PATH);
	}

	@Test
	void withoutAHomeTheJdkIsFoundWhereSystemsInstallIt() throws Exception {
		Assumptions.assumeTrue(JDK.startsWith("/usr/lib/jvm"),
				"the JDK that runs the tests is not in /usr/lib/jvm, so another may be found or none");
		writeScript(this.folder.resolve("java"), "exit 1");
		assertThatJdk25IsFoundWith(this.folder + ":" + SYSTEM_PATH);
	}

	@Test
	void aShellThatLooksForFoldersElsewhereBuildsThisProjectAllTheSame() throws Exception {
		Path project = this.folder.resolve("project");
		Path script = project.resolve("tools/build");
		Files.createDirectories(script.getParent());
		Files.copy(root().resolve("tools/build"), script);
		makeBuilt(project);
		Path elsewhere = this.folder.resolve("elsewhere");
		Files.createDirectories(elsewhere.resolve("tools"));
		Path printed = this.folder.resolve("printed");
		ProcessBuilder builder = new ProcessBuilder("bash", "tools/build").directory(project.toFile())
			.redirectErrorStream(true)
			.redirectOutput(printed.toFile());
		builder.environment().put("CDPATH", elsewhere.toString());
		Process process = builder.start();
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(printed).isEmptyFile();
		assertThat(process.exitValue()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "demo, ", "demo, with a blank", "bench, ", "bench, with a blank" })
	void temporaryFilesGoWhereTheEnvironmentSays(String script, @Nullable String temporary) throws Exception {
		Path project = this.folder.resolve("project");
		Files.createDirectories(project.resolve("tools"));
		Files.createDirectories(project.resolve("jdk/bin"));
		Files.copy(root().resolve(script), project.resolve(script));
		writeScript(project.resolve("tools/java25"), "echo '" + project.resolve("jdk") + "'");
		writeScript(project.resolve("tools/build"), "");
		writeScript(project.resolve("jdk/bin/java"), "printf '<%s>\n' \"$@\"");
		ProcessBuilder builder = new ProcessBuilder("bash", script).directory(project.toFile())
			.redirectErrorStream(true);
		builder.environment().remove("TMPDIR");
		if (temporary != null) {
			builder.environment().put("TMPDIR", temporary);
		}
		Process process = builder.start();
		List<String> arguments = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines()
			.toList();
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(arguments).contains("<-jar>").doesNotContain("<>");
		if (temporary != null) {
			assertThat(arguments).contains("<-Djava.io.tmpdir=" + temporary + ">");
		}
		else {
			assertThat(arguments).noneMatch((argument) -> argument.contains("tmpdir"));
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-",
			value = { "- | - | 0 | Everything passed", "--strict | - | 1 | FAILED",
					"--strict | no browser | 0 | Everything passed", "--strict | no broker | 1 | FAILED" })
	void aSkippedTestIsCountedAndFailsTheStrictCheckUnlessItMayBe(@Nullable String strict, @Nullable String maySkip,
			int code, String verdict) throws Exception {
		List<String> options = Stream.of(strict, (maySkip != null) ? "--may-skip" : null, maySkip)
			.filter(Objects::nonNull)
			.map(Objects::requireNonNull)
			.toList();
		Checked checked = check(report(3, "no browser here"), options);
		assertThat(checked.printed()).contains("  1: no browser here");
		assertThat(checked.printed().getLast()).matches(verdict + " after [0-9]+ s: 3 tests, 1 skipped");
		assertThat(checked.code()).isEqualTo(code);
	}

	@Test
	void aClassOfWhichNoTestRanIsCountedAsASkippedOne() throws Exception {
		Checked checked = check("<testsuite name=\"lab.ATests\" time=\"0.1\" tests=\"0\" errors=\"0\">\n</testsuite>\n",
				List.of("--strict", "--may-skip", "no browser"));
		assertThat(checked.printed()).contains("  1: not one test of lab.ATests ran, and nobody says why");
		assertThat(checked.code()).isOne();
	}

	private Checked check(String newReport, List<String> options) throws Exception {
		Path project = this.folder.resolve("project");
		Files.createDirectories(project.resolve("tools"));
		Files.copy(root().resolve("check"), project.resolve("check"));
		Path reports = Files.createDirectories(project.resolve("common/target/surefire-reports"));
		Files.writeString(reports.resolve("TEST-old.xml"), report(7, "an earlier run's"));
		Files.setLastModifiedTime(reports.resolve("TEST-old.xml"), FileTime.from(Instant.EPOCH));
		Path report = Files.writeString(this.folder.resolve("report"), newReport);
		writeScript(project.resolve("tools/mvn"), "cp '" + report + "' '" + reports.resolve("TEST-new.xml") + "'");
		List<String> command = Stream.concat(Stream.of("bash", "check", "--quick"), options.stream()).toList();
		Process process = new ProcessBuilder(command).directory(project.toFile()).redirectErrorStream(true).start();
		List<String> printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines()
			.toList();
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		return new Checked(process.exitValue(), printed);
	}

	private record Checked(int code, List<String> printed) {

	}

	private static String report(int tests, String reason) {
		return """
				<testsuite name="ATests" time="0.1" tests="%d" errors="0" skipped="1" failures="0">
				  <testcase name="one" time="0.0">
				    <skipped message="%s"/>
				  </testcase>
				</testsuite>
				""".formatted(tests, reason);
	}

	private static void writeScript(Path file, String line) throws IOException {
		Files.writeString(file, "#!/bin/sh\n" + line + "\n");
		assertThat(file.toFile().setExecutable(true)).isTrue();
	}

	/**
	 * Leaves nothing to be built.
	 */
	private static void makeBuilt(Path project) throws IOException {
		Files.createFile(project.resolve("pom.xml"));
		for (String module : List.of("producer-service", "consumer-service", "lab", "benchmark")) {
			Path target = project.resolve(module).resolve("target");
			Files.createDirectories(target);
			Files.createDirectories(project.resolve(module).resolve("src/main"));
			Files.createFile(project.resolve(module).resolve("pom.xml"));
			Files.createFile(target.resolve(module + ".jar"));
		}
		for (String further : List.of("container", "nats", "target")) {
			Files.createDirectories(project.resolve(further));
		}
		Files.createFile(project.resolve("target/built"));
	}

	private void assertThatJdk25IsFoundWith(String searchPath) throws IOException, InterruptedException {
		Path complaints = this.folder.resolve("complaints");
		ProcessBuilder builder = new ProcessBuilder(root().resolve("tools/java25").toString())
			.redirectError(complaints.toFile());
		builder.environment().clear();
		builder.environment().put("PATH", searchPath);
		Process process = builder.start();
		String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(complaints).isEmptyFile();
		assertThat(process.exitValue()).isZero();
		Path home = Path.of(printed.strip());
		assertThat(home.resolve("bin/javac")).isExecutable();
		assertThat(home.resolve("release")).content().containsPattern("JAVA_VERSION=\"25[.\"]");
	}

	private static Path root() {
		return Objects.requireNonNull(Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent());
	}

}
