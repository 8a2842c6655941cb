package io.nowornever.lab.dashboard;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.nowornever.testbed.program.Program;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every query of the dashboards, put to a real Prometheus that has watched real services.
 * None may return nothing. NATS's own figures are those that its exporter told once,
 * since it does not run here.
 */
@Tag("integration")
@ExtendWith(NeedsPrometheus.class)
class QueryTests {

	private static final String PRODUCERS = "producer-127.0.0.1 producer-choosing-127.0.0.1"
			+ " producer-durable-127.0.0.1";

	private static final String CONSUMERS = "consumer-durable-127.0.0.1 consumer-fast-127.0.0.1"
			+ " consumer-gated-127.0.0.1 consumer-second-127.0.0.1 consumer-slow-127.0.0.1";

	private static final Pattern CORE_ONLY = Pattern
		.compile("task_gate_|task_wait_|task_chosen_|task_adverts_|task_responders|outcome=\"dropped\"");

	private static final Pattern DURABLE_ONLY = Pattern
		.compile("task_stream_|task_redeliveries_|task_reply_confirm_|delivery=\"durable\"");

	private static final Set<String> KILLED = Set.of("consumer-fast-127.0.0.1", "producer-durable-127.0.0.1");

	private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), (\\w+)\\)");

	private static final Pattern FAMILY = Pattern.compile("(.+?)(?:_(?:bucket|count|sum|max|total))?");

	private static final Map<String, String> ALL = Map.of("instance", ".*", "server", ".*", "delivery", ".*", "subject",
			".*");

	@TempDir
	private static Path folder;

	private static WatchedPair pair;

	private static PrometheusServer prometheus;

	private static Instant ended;

	@BeforeAll
	static void start() throws IOException {
		pair = WatchedPair.start(Program.PROMETHEUS.locate(), folder);
		prometheus = pair.prometheus();
		pair.liveThroughEverything();
		ended = Instant.now().plus(WatchedPair.SCRAPE_INTERVAL);
	}

	@AfterAll
	static void stop() {
		if (pair != null) {
			pair.close();
		}
	}

	static Stream<Query> queries() {
		return Dashboard.all().stream().flatMap((dashboard) -> dashboard.queries().stream());
	}

	@ParameterizedTest
	@MethodSource("queries")
	void aQueryReturnsFiguresWithTheLabelsThatAreShown(Query query) {
		JsonNode result = ask(query, ALL);
		assertThat(Dashboard.list(result).flatMap(QueryTests::values)).as(query.expression())
			.anyMatch(Double::isFinite);
		assertThat(Dashboard.list(result)).as(query.expression())
			.allSatisfy((series) -> assertThat(labels(series)).containsAll(query.formattedLabels()));
	}

	@ParameterizedTest
	@MethodSource("queries")
	void aQueryNamesOnlyMetricsThatExist(Query query) {
		Set<String> named = new TreeSet<>();
		collectNames(prometheus.parsed(interpolated(query, ALL)), named);
		assertThat(named).isNotEmpty().isSubsetOf(names());
	}

	@ParameterizedTest
	@MethodSource("queries")
	void whatIsAskedOfOneDeliveryShowsNothingOfTheOther(Query query) {
		if (query.variables().contains("delivery")) {
			boolean core = !DURABLE_ONLY.matcher(query.expression()).find();
			boolean durable = !CORE_ONLY.matcher(query.expression()).find();
			assertThat(hasFigures(query, "core|")).as("core").isEqualTo(core);
			assertThat(hasFigures(query, "durable")).as("durable").isEqualTo(durable);
		}
	}

	@ParameterizedTest
	@CsvSource({ "Now or Never,instance,producers", "Consumers,instance,consumers", "Loss,instance,producers consumers",
			"Now or Never,subject,tasks.now", "Consumers,subject,tasks.now", "Loss,subject,tasks.now",
			"JVM,instance,producers consumers", "NATS,instance,producers consumers",
			"NATS,server,http://127.0.0.1:8222" })
	void aVariableOffersWhatThereIs(String dashboard, String variable, String offered) {
		String definition = Dashboard.all()
			.stream()
			.filter((each) -> each.title().equals(dashboard))
			.flatMap(Dashboard::variables)
			.filter((each) -> Dashboard.text(each, "name").equals(variable))
			.map((each) -> Dashboard.text(each.path("query"), "query"))
			.collect(Collectors.joining());
		Matcher parts = LABEL_VALUES.matcher(definition);
		assertThat(parts.matches()).as(definition).isTrue();
		JsonNode values = prometheus.get("label/" + parts.group(2) + "/values", Map.of("match[]", parts.group(1)));
		assertThat(Dashboard.list(values).map(JsonNode::asString)).containsExactlyInAnyOrder(
				offered.replace("producers", PRODUCERS).replace("consumers", CONSUMERS).split(" ", -1));
	}

	@Test
	void everyMetricOfTheServicesIsOnADashboard() {
		Set<String> shown = new TreeSet<>();
		queries().forEach((query) -> collectNames(prometheus.parsed(interpolated(query, ALL)), shown));
		Set<String> families = shown.stream().map(QueryTests::family).collect(Collectors.toSet());
		assertThat(names().stream().filter((name) -> name.startsWith("task_") || name.startsWith("nats_"))).isNotEmpty()
			.map(QueryTests::family)
			.allSatisfy((family) -> assertThat(families).contains(family));
	}

	@Test
	void everyRuleIsEvaluatedAndEveryRecordingRuleRecords() {
		WatchedPair.await().untilAsserted(() -> {
			JsonNode groups = prometheus.get("rules", Map.of()).path("groups");
			assertThat(Dashboard.list(groups).flatMap((group) -> Dashboard.list(group.path("rules")))).isNotEmpty()
				.allSatisfy((rule) -> assertThat(Dashboard.text(rule, "health")).as(rule.toString()).isEqualTo("ok"));
		});
		assertThat(RulesTests.rules("recording.yml")).map((rule) -> Dashboard.text(rule, "record"))
			.allSatisfy((recorded) -> assertThat(names()).contains(recorded));
	}

	@Test
	void whatIsScrapedIsNamedByItsServiceAndItsAddress() {
		assertThat(Dashboard.list(prometheus.instant("up{service=\"producer\"}"))).singleElement()
			.satisfies((series) -> {
				assertThat(Dashboard.text(series.path("metric"), "job")).isEqualTo("producer");
				assertThat(Dashboard.text(series.path("metric"), "instance")).isEqualTo("producer-127.0.0.1");
			});
	}

	/**
	 * A scrape may be torn by the requests that start or end meanwhile, and most are on a
	 * busy machine; but what is lost from the books never comes back to 0.
	 */
	@Test
	void throughAllOfThisEveryRequestIsAccountedFor() {
		WatchedPair.await().untilAsserted(() -> {
			JsonNode differences = prometheus.range("instance:task_requests_unaccounted:difference",
					ended.minusSeconds(15), Instant.now(), WatchedPair.SCRAPE_INTERVAL);
			assertThat(Dashboard.list(differences)).hasSize(3)
				.allSatisfy((producer) -> assertThat(values(producer)).contains(0.0));
		});
	}

	/**
	 * Also what the killed consumer and the killed producer held.
	 */
	@Test
	void theJournalsContradictNeitherThemselvesNorEachOther() {
		WatchedPair.await()
			.untilAsserted(
					() -> assertThat(prometheus.value("sum(ledger_unaccounted) + sum(ledger_violations)")).isZero());
	}

	/**
	 * On a busy machine another one may have been silent for a scrape, and then it is
	 * marked too.
	 */
	@Test
	void aReplicaThatVanishedIsMarked() {
		Query vanished = queries().filter((query) -> query.asker().equals("Vanished")).findFirst().orElseThrow();
		Set<String> gone = instances(prometheus.range("up == 0", pair.began(), ended, WatchedPair.SCRAPE_INTERVAL));
		gone.addAll(KILLED);
		assertThat(instances(ask(vanished, ALL))).containsAll(KILLED).isSubsetOf(gone);
	}

	private static Set<String> instances(JsonNode result) {
		return Dashboard.list(result)
			.map((series) -> Dashboard.text(series.path("metric"), "instance"))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static boolean hasFigures(Query query, String delivery) {
		Map<String, String> variables = new HashMap<>(ALL);
		variables.put("delivery", delivery);
		JsonNode result = ask(query, variables);
		return Dashboard.list(result).flatMap(QueryTests::values).anyMatch(Double::isFinite);
	}

	private static JsonNode ask(Query query, Map<String, String> variables) {
		String expression = interpolated(query, variables);
		return query.instant() ? prometheus.instant(expression)
				: prometheus.range(expression, pair.began(), ended, WatchedPair.SCRAPE_INTERVAL);
	}

	private static String interpolated(Query query, Map<String, String> variables) {
		return query.interpolated(variables, WatchedPair.SCRAPE_INTERVAL, Duration.between(pair.began(), ended));
	}

	private static Set<String> names() {
		return Dashboard.list(prometheus.get("label/__name__/values", Map.of()))
			.map(JsonNode::asString)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static Stream<Double> values(JsonNode series) {
		Stream<JsonNode> points = series.has("values") ? Dashboard.list(series.path("values"))
				: Stream.of(series.path("value"));
		return points.map((point) -> number(point.path(1).asString()));
	}

	private static double number(String text) {
		return switch (text) {
			case "+Inf" -> Double.POSITIVE_INFINITY;
			case "-Inf" -> Double.NEGATIVE_INFINITY;
			default -> Double.parseDouble(text);
		};
	}

	private static List<String> labels(JsonNode series) {
		return List.copyOf(series.path("metric").propertyNames());
	}

	/**
	 * The names of the metrics in the tree of a parsed expression.
	 */
	private static void collectNames(JsonNode tree, Set<String> names) {
		String type = Dashboard.text(tree, "type");
		if (type.equals("vectorSelector") || type.equals("matrixSelector")) {
			names.add(Dashboard.text(tree, "name"));
		}
		tree.forEach((child) -> collectNames(child, names));
	}

	private static String family(String name) {
		Matcher parts = FAMILY.matcher(name);
		return parts.matches() ? parts.group(1) : name;
	}

}
