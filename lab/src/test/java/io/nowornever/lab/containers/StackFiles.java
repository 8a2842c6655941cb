package io.nowornever.lab.containers;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.nowornever.lab.dashboard.ProjectFile;
import tools.jackson.databind.JsonNode;

/**
 * What the stack is made of, as its files say it.
 */
final class StackFiles {

	static final String DOCKERFILE = "Dockerfile";

	static final String SETTINGS = ".env";

	static final String COMPOSE = "docker-compose.yml";

	private static final Pattern BASE_IMAGE = Pattern.compile("(?m)^FROM (\\S+:\\S+)");

	private static final Pattern LINKED = Pattern.compile("jlink --add-modules (\\S+)");

	private static final Pattern SETTING = Pattern.compile("(?m)^([A-Z_]+)=(.*)$");

	private StackFiles() {
	}

	/**
	 * The images of others that this project's images are built on.
	 */
	static List<String> baseImages() {
		return BASE_IMAGE.matcher(ProjectFile.text(DOCKERFILE)).results().map((line) -> line.group(1)).toList();
	}

	/**
	 * The modules that a linked runtime is made from, without those that they need.
	 */
	static List<String> linkedModules() {
		return LINKED.matcher(ProjectFile.text(DOCKERFILE))
			.results()
			.flatMap((line) -> Stream.of(line.group(1).split(",")))
			.toList();
	}

	/**
	 * The variables that are set for the compose file.
	 */
	static Map<String, String> settings() {
		return SETTING.matcher(ProjectFile.text(SETTINGS))
			.results()
			.collect(Collectors.toMap((line) -> line.group(1), (line) -> line.group(2)));
	}

	/**
	 * The services by name, with variables as they are written.
	 */
	static Map<String, JsonNode> services() {
		return ProjectFile.yaml(COMPOSE)
			.required("services")
			.propertyStream()
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	/**
	 * The uids of the dashboards.
	 */
	static List<String> dashboards() {
		return ProjectFile.in("grafana/dashboards", ".json")
			.stream()
			.map((file) -> ProjectFile.json(file).required("uid").asString())
			.toList();
	}

}
