package io.nowornever.lab.dashboard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.nowornever.lab.ledger.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules of the house for dashboards, as far as files show them. Grafana itself does
 * not run here.
 */
class DashboardTests {

	private static final int WIDTH = 24;

	private static final Pattern RATE = Pattern
		.compile("\\b(?:rate|irate|increase|delta|deriv|changes|\\w+_over_time)\\(");

	private static final Pattern RATE_RANGE = Pattern.compile("\\[\\$__(?:rate_interval|range)]");

	private static final Pattern TASK_METRIC = Pattern.compile("\\btask_\\w+(\\{[^}]*})?");

	static List<Dashboard> dashboards() {
		return Dashboard.all();
	}

	@Test
	void thereAreFiveEachWithItsOwnFixedUid() {
		assertThat(dashboards()).extracting(Dashboard::title)
			.containsExactlyInAnyOrder("Now or Never", "Consumers", "Loss", "NATS", "JVM");
		assertThat(dashboards())
			.allSatisfy((dashboard) -> assertThat(dashboard.file().getFileName().toString()).as("named by its uid")
				.isEqualTo(Dashboard.text(dashboard.json(), "uid") + ".json"));
		assertThat(dashboards())
			.allSatisfy((dashboard) -> assertThat(Dashboard.text(dashboard.json(), "description")).isNotBlank());
	}

	@ParameterizedTest
	@MethodSource("dashboards")
	void everyPanelSaysWhatItShowsAndInWhichUnit(Dashboard dashboard) {
		assertThat(dashboard.panels()).allSatisfy((panel) -> {
			String title = Dashboard.text(panel, "title");
			assertThat(title).as("title").isNotBlank();
			assertThat(Dashboard.text(panel, "description")).as(title).hasSizeGreaterThan(25).endsWith(".");
			assertThat(Dashboard.text(panel.path("fieldConfig").path("defaults"), "unit")).as(title).isNotBlank();
			assertThat(Dashboard.text(panel, "type")).as(title)
				.isIn("stat", "timeseries", "heatmap", "state-timeline", "bargauge");
		});
	}

	@ParameterizedTest
	@MethodSource("dashboards")
	void titlesAndIdsAreUnique(Dashboard dashboard) {
		assertThat(dashboard.elements().map((element) -> element.path("id").asInt())).doesNotHaveDuplicates()
			.doesNotContain(0);
		assertThat(dashboard.elements().map((element) -> Dashboard.text(element, "title"))).doesNotHaveDuplicates()
			.doesNotContain("");
		assertThat(dashboard.panels()).allSatisfy((
				panel) -> assertThat(Dashboard.list(panel.path("targets")).map((each) -> Dashboard.text(each, "refId")))
					.doesNotHaveDuplicates()
					.isNotEmpty());
	}

	@ParameterizedTest
	@MethodSource("dashboards")
	void nothingOverlapsOrLeavesTheGrid(Dashboard dashboard) {
		Set<List<Integer>> taken = new HashSet<>();
		assertThat(dashboard.elements()).allSatisfy((element) -> {
			JsonNode place = element.path("gridPos");
			int left = place.path("x").asInt();
			int top = place.path("y").asInt();
			int width = place.path("w").asInt();
			assertThat(width).isPositive();
			assertThat(place.path("h").asInt()).isPositive();
			assertThat(left + width).as(Dashboard.text(element, "title")).isLessThanOrEqualTo(WIDTH);
			for (int x = left; x < left + width; x++) {
				for (int y = top; y < top + place.path("h").asInt(); y++) {
					assertThat(taken.add(List.of(x, y))).as("%s at %s, %s", Dashboard.text(element, "title"), x, y)
						.isTrue();
				}
			}
		});
	}

	@ParameterizedTest
	@MethodSource("dashboards")
	void rowsAreFullFromTheTop(Dashboard dashboard) {
		Map<Integer, Integer> widthAt = new HashMap<>();
		dashboard.elements()
			.forEach((element) -> widthAt.merge(element.path("gridPos").path("y").asInt(),
					element.path("gridPos").path("w").asInt(), Integer::sum));
		assertThat(widthAt).containsKey(0)
			.allSatisfy((y, width) -> assertThat(width).as("line %s", y).isEqualTo(WIDTH));
	}

	@ParameterizedTest
	@MethodSource("dashboards")
	void everythingAsksTheProvisionedDataSource(Dashboard dashboard) {
		String uid = ProjectFile.yaml("grafana/provisioning/datasources/prometheus.yml")
			.path("datasources")
			.path(0)
			.path("uid")
			.asString();
		Stream<JsonNode> asking = Stream
			.of(dashboard.panels(), dashboard.panels().flatMap((panel) -> Dashboard.list(panel.path("targets"))),
					dashboard.annotations(),
					dashboard.variables().filter((variable) -> Dashboard.text(variable, "type").equals("query")))
			.flatMap((each) -> each);
		assertThat(asking).isNotEmpty().allSatisfy((each) -> {
			assertThat(Dashboard.text(each.path("datasource"), "uid")).isEqualTo(uid).isEqualTo("prometheus");
			assertThat(Dashboard.text(each.path("datasource"), "type")).isEqualTo("prometheus");
		});
	}

	@ParameterizedTest
	@MethodSource("dashboards")
	void everyRateIsOverTheRateIntervalOrTheWholeRange(Dashboard dashboard) {
		assertThat(dashboard.queries()).allSatisfy((query) -> {
			String expression = query.expression();
			assertThat(expression).isNotBlank().doesNotContainPattern("\\[\\d");
			assertThat(RATE_RANGE.matcher(expression).results().count()).as(expression)
				.isEqualTo(RATE.matcher(expression).results().count());
			assertThat(expression.contains("$__range")).as("%s: the whole range only for one moment", expression)
				.isEqualTo(query.instant());
		});
	}

	@ParameterizedTest
	@MethodSource("dashboards")
	void everySeriesIsNamed(Dashboard dashboard) {
		assertThat(dashboard.queries()).allSatisfy((query) -> assertThat(query.format()).isNotBlank());
	}

	@ParameterizedTest
	@MethodSource("dashboards")
	void variablesAreDeclaredAndUsed(Dashboard dashboard) {
		Set<String> declared = dashboard.variables()
			.map((variable) -> Dashboard.text(variable, "name"))
			.collect(Collectors.toSet());
		Set<String> used = dashboard.queries()
			.stream()
			.flatMap((query) -> query.variables().stream())
			.filter((name) -> !name.startsWith("__"))
			.collect(Collectors.toSet());
		assertThat(used).isEqualTo(declared).contains("instance");
		assertThat(dashboard.variables())
			.allSatisfy((variable) -> assertThat(Dashboard.text(variable, "description")).isNotBlank());
	}

	/**
	 * Exceptions are what compares producers with consumers, neither of whom tells whose
	 * requests those are, and replies that nobody waits for, which do not tell how their
	 * requests were delivered.
	 */
	@ParameterizedTest
	@MethodSource("dashboards")
	void whatRequestsComeToCanBeNarrowed(Dashboard dashboard) {
		assertThat(dashboard.queries())
			.allSatisfy((query) -> assertThat(TASK_METRIC.matcher(query.expression()).results().map(MatchResult::group))
				.allSatisfy((metric) -> assertThat(metric.contains("instance=~\"$instance\""))
					.isNotEqualTo(query.asker().startsWith("Timed out")))
				.filteredOn((metric) -> !metric.startsWith("task_replies_"))
				.allSatisfy(
						(metric) -> assertThat(metric).contains("delivery=~\"$delivery\"", "subject=~\"$subject\"")));
	}

	@Test
	void everyDivisionOfOutcomesIsColoured() {
		assertThat(dashboards().stream().flatMap(Dashboard::panels)).allSatisfy((panel) -> {
			boolean byOutcome = Dashboard.list(panel.path("targets"))
				.anyMatch((target) -> Dashboard.text(target, "legendFormat").equals("{{outcome}}"));
			if (byOutcome) {
				assertThat(panel.path("fieldConfig").path("overrides")).as(Dashboard.text(panel, "title"))
					.hasSizeGreaterThan(2);
			}
		});
	}

	@Test
	void everyDivisionOfCausesColoursEachOfThem() {
		List<JsonNode> byCause = dashboards().stream()
			.flatMap(Dashboard::panels)
			.filter((panel) -> Dashboard.list(panel.path("targets"))
				.anyMatch((target) -> Dashboard.text(target, "legendFormat").equals("{{cause}}")))
			.toList();
		List<String> causes = Stream.of(Cause.values()).map((cause) -> cause.name().toLowerCase(Locale.ROOT)).toList();
		assertThat(byCause).hasSize(2)
			.allSatisfy((panel) -> assertThat(Dashboard.list(panel.path("fieldConfig").path("overrides"))
				.map((override) -> Dashboard.text(override.path("matcher"), "options")))
				.containsExactlyInAnyOrderElementsOf(causes));
	}

	@Test
	void theFrontPageHasWhatAVisitorAsksFirst() {
		assertThat(titles("Now or Never")).contains("Requests by outcome", "Success ratio", "Time to an answer",
				"Answers by the time they took", "In flight by producer", "Pauses", "Retries by reason",
				"Replies nobody waits for");
	}

	@Test
	void provisioningNeedsNoClick() {
		JsonNode source = ProjectFile.yaml("grafana/provisioning/datasources/prometheus.yml")
			.path("datasources")
			.path(0);
		assertThat(Dashboard.text(source, "url")).isEqualTo("http://prometheus:9090");
		assertThat(source.path("isDefault").asBoolean()).isTrue();
		assertThat(Dashboard.text(source.path("jsonData"), "timeInterval"))
			.isEqualTo(Dashboard.text(ProjectFile.yaml("prometheus/prometheus.yml").path("global"), "scrape_interval"));
		JsonNode provider = ProjectFile.yaml("grafana/provisioning/dashboards/now-or-never.yml")
			.path("providers")
			.path(0);
		assertThat(Dashboard.text(provider, "type")).isEqualTo("file");
		assertThat(Dashboard.text(provider.path("options"), "path")).isEqualTo("/var/lib/grafana/dashboards");
	}

	private static List<String> titles(String dashboard) {
		return new ArrayList<>(dashboards().stream()
			.filter((each) -> each.title().equals(dashboard))
			.flatMap(Dashboard::panels)
			.map((panel) -> Dashboard.text(panel, "title"))
			.toList());
	}

}
