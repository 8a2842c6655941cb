package io.nowornever.lab.dashboard;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import tools.jackson.databind.JsonNode;

/**
 * A dashboard's file.
 *
 * @param file the file
 * @param json what it holds
 */
record Dashboard(Path file, JsonNode json) {

	static List<Dashboard> all() {
		return ProjectFile.in("grafana/dashboards", ".json")
			.stream()
			.map((file) -> new Dashboard(file, ProjectFile.json(file)))
			.toList();
	}

	String title() {
		return text(this.json, "title");
	}

	/**
	 * Everything in the grid, rows included.
	 */
	Stream<JsonNode> elements() {
		return list(this.json.path("panels"));
	}

	Stream<JsonNode> panels() {
		return elements().filter((element) -> !text(element, "type").equals("row"));
	}

	Stream<JsonNode> variables() {
		return list(this.json.path("templating").path("list"));
	}

	/**
	 * The annotations that ask Prometheus.
	 */
	Stream<JsonNode> annotations() {
		return list(this.json.path("annotations").path("list")).filter((annotation) -> !annotation.has("builtIn"));
	}

	/**
	 * What the panels and the annotations ask for.
	 */
	List<Query> queries() {
		List<Query> queries = new ArrayList<>();
		panels().forEach((panel) -> list(panel.path("targets"))
			.forEach((target) -> queries.add(new Query(title(), text(panel, "title"), text(target, "expr"),
					target.path("instant").asBoolean(), text(target, "legendFormat")))));
		annotations().forEach((annotation) -> queries.add(new Query(title(), text(annotation, "name"),
				text(annotation, "expr"), false, text(annotation, "titleFormat"))));
		return queries;
	}

	static Stream<JsonNode> list(JsonNode array) {
		return StreamSupport.stream(array.spliterator(), false);
	}

	static String text(JsonNode node, String field) {
		return node.path(field).asString("");
	}

	@Override
	public String toString() {
		return title();
	}

}
