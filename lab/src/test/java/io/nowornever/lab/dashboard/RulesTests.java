package io.nowornever.lab.dashboard;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.nowornever.testbed.program.Program;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Prometheus' own tool says of its configuration and the rules.
 */
@Tag("integration")
@ExtendWith(NeedsPrometheus.class)
class RulesTests {

	private static Path promtool;

	@BeforeAll
	static void find() {
		promtool = Program.PROMTOOL.locate();
	}

	@Test
	void theConfigurationIsValid() throws Exception {
		passes("check", "config", ProjectFile.of("prometheus/prometheus.yml"));
	}

	@Test
	void theRulesAreValidAndNoneIsDoubled() throws Exception {
		for (Path rules : ProjectFile.in("prometheus/rules", ".yml")) {
			passes("check", "rules", "--lint=all", "--lint-fatal", rules);
		}
	}

	static List<Path> ruleTests() {
		return ProjectFile.in("prometheus/tests", ".yml");
	}

	@ParameterizedTest
	@MethodSource("ruleTests")
	void theRulesDoWhatTheirTestsSay(Path file) throws Exception {
		passes("test", "rules", file);
	}

	/**
	 * A file of such tests, whose expressions are those of the panels that it names.
	 */
	@Test
	void thePanelsShowWhatTheirTestsSay(@TempDir Path folder) throws Exception {
		JsonNode tests = ProjectFile.yaml("grafana/tests/panels.yml");
		ArrayNode rules = ((ObjectNode) tests).putArray("rule_files");
		ProjectFile.in("prometheus/rules", ".yml").forEach((file) -> rules.add(file.toString()));
		Dashboard.list(tests.path("tests"))
			.flatMap((test) -> Dashboard.list(test.path("promql_expr_test")))
			.forEach((expectation) -> ask((ObjectNode) expectation));
		passes("test", "rules", Files.writeString(folder.resolve("panels.json"), tests.toString()));
	}

	private static void ask(ObjectNode expectation) {
		String panel = expectation.remove("panel").asString();
		JsonNode instance = expectation.remove("instance");
		List<Query> asked = Dashboard.all()
			.stream()
			.flatMap((dashboard) -> dashboard.queries().stream())
			.filter((query) -> (query.dashboard() + ": " + query.asker()).equals(panel))
			.toList();
		assertThat(asked).as(panel).hasSize(1);
		expectation.put("expr",
				asked.getFirst()
					.interpolated(Map.of("instance", (instance != null) ? instance.asString() : ".*", "delivery", ".*",
							"subject", ".*"), Duration.ofSeconds(5), Duration.ofMinutes(5)));
	}

	@Test
	void everyAlertHasATestInWhichItComesAndOneInWhichItDoesNot() {
		Set<String> coming = new TreeSet<>();
		Set<String> staying = new TreeSet<>();
		Dashboard.list(ProjectFile.yaml("prometheus/tests/alerts_test.yml").path("tests"))
			.flatMap((test) -> Dashboard.list(test.path("alert_rule_test")))
			.forEach((expectation) -> (expectation.path("exp_alerts").isEmpty() ? staying : coming)
				.add(Dashboard.text(expectation, "alertname")));
		assertThat(coming).isEqualTo(alerts()).isEqualTo(staying);
	}

	@Test
	void everyAlertSaysWhatToDo() {
		assertThat(rules("alerts.yml")).allSatisfy((rule) -> {
			assertThat(Dashboard.text(rule.path("annotations"), "summary")).isNotBlank();
			assertThat(Dashboard.text(rule.path("annotations"), "description")).hasSizeGreaterThan(100);
			assertThat(Dashboard.text(rule.path("labels"), "severity")).isIn("warning", "critical");
		});
	}

	@Test
	void recordedNamesTellLevelMetricAndOperation() {
		assertThat(rules("recording.yml")).isNotEmpty()
			.allSatisfy((rule) -> assertThat(Dashboard.text(rule, "record")).matches("[a-z_]+:[a-z_]+:[a-z0-9_]+"));
	}

	static List<JsonNode> rules(String file) {
		return Dashboard.list(ProjectFile.yaml("prometheus/rules/" + file).path("groups"))
			.flatMap((group) -> Dashboard.list(group.path("rules")))
			.toList();
	}

	private static Set<String> alerts() {
		Set<String> alerts = new TreeSet<>();
		rules("alerts.yml").forEach((rule) -> alerts.add(Dashboard.text(rule, "alert")));
		return alerts;
	}

	private static void passes(Object... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of(promtool.toString()));
		for (Object argument : arguments) {
			command.add(argument.toString());
		}
		Process process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
			.start();
		try {
			String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(process.waitFor()).as(printed).isZero();
		}
		finally {
			process.destroyForcibly();
		}
	}

}
