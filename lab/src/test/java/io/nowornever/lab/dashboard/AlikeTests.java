package io.nowornever.lab.dashboard;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The dashboards are kept as five files: what they have in common is the same in all.
 */
class AlikeTests {

	private static final Pattern LABELS = Pattern.compile("\\{[^}]*}| by \\([^)]*\\)");

	private final List<Dashboard> dashboards = Dashboard.all();

	@Test
	void allAreAlikeButForWhatTheyAreAbout() {
		assertThat(this.dashboards.stream()
			.map((dashboard) -> without(dashboard.json(), "uid", "title", "description", "panels", "templating"))
			.distinct()).hasSize(1);
		Map<String, Set<JsonNode>> variables = new HashMap<>();
		this.dashboards.stream()
			.flatMap(Dashboard::variables)
			.forEach((variable) -> variables.computeIfAbsent(Dashboard.text(variable, "name"), (_) -> new HashSet<>())
				.add(Dashboard.text(variable, "name").equals("instance")
						? without(variable, "label", "description", "definition", "query") : variable));
		assertThat(variables).containsOnlyKeys("instance", "delivery", "subject", "server")
			.allSatisfy((name, its) -> assertThat(its).as(name).hasSize(1));
		assertThat(this.dashboards.stream()
			.flatMap(Dashboard::panels)
			.map((panel) -> panel.get("pluginVersion"))
			.distinct()).hasSize(1);
	}

	@Test
	void whatIsAskedAlikeHasOneUnit() {
		Map<String, Set<String>> units = new HashMap<>();
		this.dashboards.stream()
			.flatMap(Dashboard::panels)
			.forEach((panel) -> Dashboard.list(panel.path("targets"))
				.forEach((target) -> units
					.computeIfAbsent(LABELS.matcher(Dashboard.text(target, "expr")).replaceAll(""),
							(_) -> new TreeSet<>())
					.add(Dashboard.text(panel.path("fieldConfig").path("defaults"), "unit"))));
		assertThat(units).allSatisfy((asked, its) -> assertThat(its).as(asked).hasSize(1));
	}

	@Test
	void anOutcomeHasOneColourWhereverItIsShown() {
		Map<String, Set<String>> colours = new HashMap<>();
		for (Dashboard dashboard : this.dashboards) {
			dashboard.panels()
				.flatMap((panel) -> Dashboard.list(panel.path("fieldConfig").path("overrides")))
				.filter((override) -> Dashboard.text(override.path("matcher"), "id").equals("byName"))
				.forEach((override) -> Dashboard.list(override.path("properties"))
					.filter((property) -> Dashboard.text(property, "id").equals("color"))
					.forEach((property) -> colours
						.computeIfAbsent(Dashboard.text(override.path("matcher"), "options"), (_) -> new HashSet<>())
						.add(Dashboard.text(property.path("value"), "fixedColor"))));
		}
		assertThat(colours).containsKeys("answered", "timed_out", "no_responders", "refused", "failed", "disconnected",
				"rejected", "late", "stale", "dropped", "malformed");
		assertThat(colours).allSatisfy((outcome, its) -> assertThat(its).as(outcome).hasSize(1));
	}

	@Test
	void eachLeadsToTheOthersAndKeepsTheTime() {
		Dashboard dashboard = this.dashboards.getFirst();
		assertThat(Dashboard.list(dashboard.json().path("tags")).map(JsonNode::asString)).contains("now-or-never");
		assertThat(Dashboard.list(dashboard.json().path("links"))).singleElement().satisfies((link) -> {
			assertThat(Dashboard.text(link, "type")).isEqualTo("dashboards");
			assertThat(link.path("tags").path(0).asString()).isEqualTo("now-or-never");
			assertThat(link.path("keepTime").asBoolean()).isTrue();
		});
		assertThat(dashboard.json().path("schemaVersion").asInt()).isEqualTo(42);
		assertThat(Dashboard.text(dashboard.json(), "refresh")).isEqualTo("5s");
	}

	/**
	 * Grafana's older versions read the annotation's own fields, newer ones its target.
	 */
	@Test
	void everyStartAndEveryVanishingIsMarkedInEveryVersionOfGrafana() {
		List<JsonNode> marks = this.dashboards.getFirst().annotations().toList();
		assertThat(marks).extracting((annotation) -> Dashboard.text(annotation, "name"))
			.containsExactly("Started", "Vanished");
		assertThat(marks).allSatisfy((annotation) -> {
			JsonNode target = annotation.path("target");
			assertThat(Dashboard.text(target, "expr")).isEqualTo(Dashboard.text(annotation, "expr"));
			assertThat(Dashboard.text(target, "interval")).isEqualTo(Dashboard.text(annotation, "step"))
				.isEqualTo("5s");
			assertThat(annotation.path("useValueForTime").asBoolean())
				.isEqualTo(Dashboard.text(annotation, "expr").endsWith(" * 1000"));
		});
	}

	@Test
	void theDeliveryCanBeChosenAndCoreNeedNotBeTold() {
		List<JsonNode> deliveries = this.dashboards.stream()
			.flatMap(Dashboard::variables)
			.filter((variable) -> Dashboard.text(variable, "name").equals("delivery"))
			.toList();
		assertThat(deliveries).hasSize(3).allSatisfy((variable) -> {
			assertThat(Dashboard.list(variable.path("options")).map((option) -> Dashboard.text(option, "value")))
				.containsExactly(".*", "core|", "durable");
			assertThat(Dashboard.text(variable, "query")).isEqualTo("all : .*, core : core|, durable : durable");
		});
		assertThat("").as("a missing label is an empty one").matches(".*").matches("core|").doesNotMatch("durable");
	}

	private static JsonNode without(JsonNode json, String... fields) {
		return ((ObjectNode) json.deepCopy()).remove(List.of(fields));
	}

}
