package io.nowornever.lab;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The script that finds or fetches the JDK and Maven, on machines that have only what a
 * test gives them.
 */
@Tag("integration")
class BuildToolsScriptTests extends BareMachine {

	private static final String MAVEN_CHECKSUM = "831a8591fe20c8243b1dbe7d71e3244f31d1665b0804b2e825e38cbbe5ce0caf"
			+ "b8338851f90780735568773e0a6cd07bbec107cda0b896b008b861075358b6f6";

	@ParameterizedTest
	@CsvSource(
			textBlock = """
					Linux x86_64,  x64_linux,     dbb698396d478e7fa2b1e50f4103324b2a99b90569ee27c33f2261f9215cf41e, jdk-25.0.4.1+1
					Linux aarch64, aarch64_linux, 69df11a02cfa3ef7d7ca645e03edce6778ec090e100f6ae2b42097865730ac52, jdk-25.0.4.1+1
					Darwin x86_64, x64_mac,       e6229d9504f7922053ab31821b9e6bee8761daf7b026a3476d1a027563009880, jdk/Contents/Home
					Darwin arm64,  aarch64_mac,   61979887f7506a24a57439ff99adb8b3a7fc89977d9cfe3b8984f58a981b7b9d, jdk/Contents/Home
					""")
	void theJdkOfThisPlatformIsUnpackedWhereverItsHomeIsInTheArchiveAndNotFetchedAgain(String uname, String platform,
			String checksum, String home) throws Exception {
		write("tools/uname", "echo " + uname);
		serve("OpenJDK25U-jdk_" + platform + "_hotspot_25.0.4.1_1.tar.gz", home, "bin/javac", "echo javac 25.0.4.1");
		claimToHave(checksum);
		Result result = run("jdk");
		Path javac = cache().resolve("jdk-25.0.4.1/bin/javac");
		assertThat(result).isEqualTo(new Result(0, javac + "\n", result.err()));
		assertThat(result.err()).contains("jdk: none here of version 25 or later. It compiles and runs everything. ",
				"jdk: fetching Temurin 25.0.4.1 (about 140 MB) from https://", "jdk: fetched " + javac);
		assertThat(cache()).isDirectoryNotContaining("glob:**.fetch-*");
		assertThat(run("jdk")).isEqualTo(new Result(0, javac + "\n", ""));
	}

	@ParameterizedTest
	@CsvSource({ "jdk, OpenJDK25U-jdk_x64_linux_hotspot_25.0.4.1_1.tar.gz, 256, dbb698396d478e7f, bin/javac",
			"mvn, apache-maven-3.9.16-bin.tar.gz, 512, 831a8591fe20c824, bin/mvn" })
	void anArchiveOfAnotherChecksumIsRefusedAndNeverRun(String program, String archive, int bits, String expected,
			String file) throws Exception {
		write("tools/curl", SERVE);
		serve(archive, "home", file, "touch $TEST/run");
		Result result = run(program);
		assertThat(result.code()).isOne();
		assertThat(result.err()).containsPattern(program + ": not fetched: " + archive + " is refused: its SHA-" + bits
				+ " is [0-9a-f]+, and should be " + expected);
		assertThat(this.folder.resolve("run")).doesNotExist();
		assertThat(cache()).isDirectoryNotContaining("glob:**" + program + "*");
	}

	@Test
	void anArchiveWithoutTheFileIsRefused() throws Exception {
		serve("apache-maven-3.9.16-bin.tar.gz", "apache-maven-3.9.16", "bin/mvnDebug", "");
		claimToHave(MAVEN_CHECKSUM);
		assertThat(run("mvn").err()).contains("apache-maven-3.9.16-bin.tar.gz has no bin/mvn in it");
	}

	@Test
	void wgetDoesWhereThereIsNoCurl() throws Exception {
		serve("apache-maven-3.9.16-bin.tar.gz", "apache-maven-3.9.16", "bin/mvn", "echo Apache Maven 3.9.16");
		claimToHave(MAVEN_CHECKSUM);
		Files.delete(this.folder.resolve("tools/curl"));
		write("tools/wget", "while [ \"$1\" != -O ]; do shift; done; cat \"$TEST/served/${3##*/}\" >\"$2\"");
		assertThat(run("mvn").out()).isEqualTo(cache().resolve("mvn-3.9.16/bin/mvn") + "\n");
	}

	@Test
	void aPlatformWithoutAnArchiveIsNamed() throws Exception {
		write("tools/uname", "echo SunOS sun4v");
		assertThat(run("jdk").err())
			.contains("only those for Linux and macOS on x86_64 and arm64 are known here, and this is SunOS sun4v");
	}

	@Test
	void anInstalledMavenIsTakenWhateverTheJvmPrintsBeforeAndOneThatIsTooOldIsReplaced() throws Exception {
		Path good = write("good/mvn", "echo WARNING: jansi-2.4.0.jar >&2; echo Apache Maven 3.8.7");
		putOnPath(good);
		assertThat(run("mvn")).isEqualTo(new Result(0, good + "\n", ""));
		write("good/mvn", "echo Apache Maven 3.6.3");
		serve("apache-maven-3.9.16-bin.tar.gz", "apache-maven-3.9.16", "bin/mvn", "echo Apache Maven 3.9.16");
		claimToHave(MAVEN_CHECKSUM);
		assertThat(run("mvn").out()).isEqualTo(cache().resolve("mvn-3.9.16/bin/mvn") + "\n");
	}

	@Test
	void ifThereIsNoJdkAllThatWasTriedIsListed() throws Exception {
		Result result = run("jdk");
		assertThat(result).isEqualTo(new Result(1, "", result.err()));
		assertThat(result.err()).contains(
				"No jdk of version 25 or later was found. Install one, or set JAVA_HOME to its path."
						+ " Tried:\n  - cache: none in " + cache()
						+ "\n  - Temurin 25.0.4.1 (about 140 MB) from https://",
				": the network is down | curl failed with exit code 6\n  - Debian package openjdk-25-jdk-headless (");
	}

	/**
	 * Lets the network have an archive with one executable file.
	 */
	private void serve(String archive, String home, String file, String script) throws Exception {
		write("tools/curl", SERVE);
		write("packed/" + home + "/" + file, script.isEmpty() ? ":" : script);
		Path served = Files.createDirectories(this.folder.resolve("served")).resolve(archive);
		Result result = resultOf(start("tar", "-czf", served.toString(), "-C", "packed", "."));
		assertThat(result.code()).isZero();
	}

	/**
	 * The real archives are not here: the tool that computes checksums prints the
	 * published one.
	 */
	private void claimToHave(String checksum) throws Exception {
		write("tools/sha" + checksum.length() * 4 + "sum", "echo '" + checksum + "  -'");
	}

}
