package io.nowornever.lab.experiment.run;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import io.nowornever.lab.LabProcess;
import io.nowornever.lab.experiment.Experiment;
import io.nowornever.lab.ledger.Ledger;
import io.nowornever.lab.scene.RepeatedRuns;
import io.nowornever.lab.scene.Scenario;
import io.nowornever.lab.scene.Speed;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("integration")
class ExperimentCommandTests {

	private final StringWriter out = new StringWriter();

	private final StringWriter err = new StringWriter();

	@TempDir
	private Path folder;

	@Test
	void withoutANameTheExperimentsAreListed() {
		assertThat(run()).isZero();
		assertThat(this.out.toString().lines()).contains("nobody-listens", "slow-consumer", "pending-limit",
				"slow-and-fast", "many-workers", "criticality", "burst", "slow-consumer-stops", "two-groups",
				"two-producers", "kill-consumer", "kill-producer", "kill-broker", "restart-broker", "pause-consumer",
				"pause-chosen", "pause-broker", "rolling-restart", "clock-skew", "cut-consumer", "cut-producer",
				"slow-link", "reset-link", "split-cluster", "two-regions", "cut-regions", "kill-region",
				"durable-kill-consumer", "durable-kill-broker");
	}

	@Test
	void anUnknownExperimentIsNamedTogetherWithThoseThatThereAre() {
		assertThat(run("kill-everything")).isEqualTo(2);
		assertThat(this.err.toString()).contains("There is no experiment kill-everything", "kill-consumer", "or all");
	}

	@ParameterizedTest
	@CsvSource({ "0.5,0.5 is not allowed: 1 to 10", "11,11 is not allowed: 1 to 10", "NaN,NaN is not allowed: 1 to 10",
			"fast,fast" })
	void aSpeedThatIsNotAllowedIsNamedTogetherWithWhatIs(String speed, String message) {
		assertThat(run("two-groups", "--speed", speed)).isEqualTo(2);
		assertThat(this.err.toString()).contains("--speed").contains(message);
	}

	@Test
	void aNumberOfKillsThatIsNotAllowedIsNamedTogetherWithWhatIs() {
		assertThat(run("durable-kill-consumer", "--kills", "0")).isEqualTo(2);
		assertThat(this.err.toString()).contains("--kills 0 is not allowed: 1 to 100000");
	}

	@Test
	void aSceneThatThereIsNotIsNamedTogetherWithThoseThatThereAre() {
		assertThat(run("slow-consumer", "--scenes", "durable")).isEqualTo(2);
		assertThat(this.err.toString()).contains("There is no scene durable: choose from \"none\", \"skip\", \"gate\"");
	}

	@ParameterizedTest
	@CsvSource({ "slow-and-fast,prequal,others take the place of the services", "split-cluster,'',brokers are joined",
			"two-regions,'',brokers are joined" })
	void whatCannotBeSecuredIsRefusedBeforeAnythingIsDone(String name, String scene, String reason) {
		assertThat(run(name, "--scenes", scene, "--secured")).isEqualTo(2);
		assertThat(this.err.toString()).contains("--secured is not allowed for " + name).contains(reason);
		assertThat(this.out.toString()).isEmpty();
	}

	@Test
	void ofAllExperimentsThoseAreSecuredInWhichTheServicesTakePartAtOneBroker() {
		List<Scenario> secured = Catalogue.at(new Speed(1), 1)
			.stream()
			.map(Experiment::safely)
			.flatMap((experiment) -> experiment.scenarios().stream())
			.toList();
		assertThat(secured).allMatch(Scenario::secured)
			.extracting(Scenario::name)
			.contains("two groups", "slow and fast, durable, 2.0")
			.noneMatch((name) -> name.contains("prequal") || name.contains("brokers") || name.contains("regions"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "--out", "--keep-journals" })
	void aFolderThatCannotBeMadeIsNamedBeforeAnythingIsDone(String option) throws Exception {
		Path file = Files.createFile(this.folder.resolve("file"));
		assertThat(run("two-groups", option, file.toString())).isEqualTo(2);
		assertThat(this.err.toString()).contains(option + " " + file + " is not allowed: a folder");
		assertThat(this.out.toString()).isEmpty();
	}

	@Test
	void anExperimentSaysWhatItExpectsAndWritesWhatItSaw() throws Exception {
		assertThat(RepeatedRuns.of(this::runTwoGroups, Function.identity())).isEmpty();
		String report = Files.readString(this.folder.resolve("two-groups.md"));
		assertThat(this.out.toString()).containsSubsequence("Expected:", "Each group gets every request", "Seen:",
				"Each group gets every request", "The report is in");
		assertThat(report).contains("experiment two-groups --speed 10 --seed 1", "| two groups |", "| held |")
			.doesNotContain("**failed**");
		try (Stream<Path> charts = Files.list(this.folder.resolve("two-groups"))) {
			List<String> names = charts.map((chart) -> chart.getFileName().toString()).sorted().toList();
			assertThat(names).containsExactly("two-groups-1-held.svg", "two-groups-1-outcomes.svg")
				.allMatch((name) -> report.contains("two-groups/" + name));
		}
	}

	@Test
	void ctrlCEndsEveryProcessOfAnExperiment() throws Exception {
		try (LabProcess experiment = LabProcess.start(this.folder, "experiment", "two-groups")) {
			experiment.readTo("Expected:");
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> experiment.look() >= 3);
			experiment.interrupt();
			assertThat(experiment.exitCode()).isEqualTo(130);
			experiment.assertNothingIsLeft();
		}
	}

	/**
	 * In each run each request is accounted for, and the exit code agrees with what was
	 * seen.
	 * @return the expectations that failed
	 */
	private List<JsonNode> runTwoGroups() {
		int exitCode = run("two-groups", "--speed", "10", "--out", this.folder.toString(), "--keep-journals",
				this.folder.toString());
		JsonNode seen = JsonMapper.shared()
			.readTree(this.folder.resolve("two-groups.json").toFile())
			.at("/experiments/0");
		JsonNode account = seen.at("/scenes/0/account");
		assertThat(account.get("started").asLong()).isPositive();
		assertThat(account.get("unaccounted")).isEmpty();
		assertThat(startedByTheKeptJournals()).isEqualTo(account.get("started").asLong());
		assertThat(seen.get("expectations")).isNotEmpty();
		List<JsonNode> failed = seen.get("expectations")
			.valueStream()
			.filter((expectation) -> !expectation.get("held").asBoolean())
			.toList();
		assertThat(exitCode).isEqualTo(failed.isEmpty() ? 0 : 1);
		return failed;
	}

	private long startedByTheKeptJournals() {
		Ledger ledger = new Ledger();
		for (File journal : this.folder.resolve("two-groups-1").toFile().listFiles()) {
			ledger.read(journal.toPath());
		}
		return ledger.account().started();
	}

	private int run(String... args) {
		return new CommandLine(new ExperimentCommand()).setOut(new PrintWriter(this.out, true))
			.setErr(new PrintWriter(this.err, true))
			.execute(args);
	}

}
