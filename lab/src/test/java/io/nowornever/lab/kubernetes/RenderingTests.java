package io.nowornever.lab.kubernetes;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The chart, rendered by helm where it is.
 */
@Tag("integration")
class RenderingTests {

	@TempDir
	Path folder;

	@BeforeEach
	void needHelm() {
		assumeTrue(
				Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
					.anyMatch((folder) -> Files.isExecutable(Path.of(folder, "helm"))),
				"helm is not on the PATH: the chart's manifests are checked as they were rendered last");
	}

	@Test
	void theManifestsThatAreKeptAreTheChartsOwn() throws Exception {
		assertThat(render()).isEqualTo(0);
		for (String values : Chart.RENDERED) {
			assertThat(Manifest.read(this.folder.resolve(values + ".yaml"))).as(values)
				.containsExactlyInAnyOrderElementsOf(Chart.manifests(values));
		}
	}

	@Test
	void dashboardsAlertsAndTheBrokersUsersAreTheFilesOfTheStack() throws Exception {
		assertThat(render("--set", "dashboards.enabled=true,alerts.enabled=true,broker.enabled=true,nats.servers="))
			.isEqualTo(0);
		List<Manifest> manifests = Manifest.read(this.folder.resolve("durable-keda.yaml"));
		for (Manifest manifest : manifests) {
			manifest.check();
		}
		try (Stream<Path> dashboards = Files.list(Chart.root().resolve("grafana/dashboards"))) {
			for (Path file : dashboards.toList()) {
				String name = file.getFileName().toString();
				JsonNode map = Manifest.find(manifests, "ConfigMap", "now-dashboard-" + name.replace(".json", ""));
				assertThat(map.path("data").path(name).asString()).isEqualToIgnoringNewLines(Files.readString(file));
			}
		}
		ArrayNode groups = JsonMapper.shared().createArrayNode();
		for (String file : List.of("alerts.yml", "recording.yml")) {
			Chart.yaml(Chart.root().resolve("prometheus/rules").resolve(file)).path("groups").forEach(groups::add);
		}
		assertThat(Manifest.find(manifests, "PrometheusRule", "now").at("/spec/groups")).isEqualTo(groups);
		assertThat(
				Manifest.find(manifests, "ConfigMap", "now-broker-users").path("data").path("security.conf").asString())
			.isEqualToIgnoringNewLines(Files.readString(Chart.root().resolve("nats/security.conf")));
		assertThat(Manifest.find(manifests, "ConfigMap", "now-consumer").path("data").path("settings.yaml").asString())
			.contains("servers: nats://now-broker:4222");
	}

	/**
	 * A port that the broker's pods do not have must not be named: a network plugin was
	 * seen to take that for all ports.
	 */
	@Test
	void withoutTheBrokersExporterNobodyIsLetInForIt() throws Exception {
		String broker = "podMonitors.enabled=true,broker.enabled=true,nats.servers=,broker.promExporter.enabled=";
		assertThat(render("--set", broker + "true")).isEqualTo(0);
		assertThat(whoAsksTheExporter()).isEqualTo(2);
		assertThat(render("--set", broker + "false")).isEqualTo(0);
		assertThat(whoAsksTheExporter()).isEqualTo(0);
	}

	private long whoAsksTheExporter() throws IOException {
		return Files.readAllLines(this.folder.resolve("durable-keda.yaml"))
			.stream()
			.filter((line) -> line.endsWith("port: prom-metrics"))
			.count();
	}

	@Test
	void whatCannotBeIsRefusedAndNamed() throws Exception {
		assertThat(render("--set", "consumer.replicas=-1")).isPositive();
		assertThat(printed()).contains("/consumer/replicas");
		assertThat(render("--set", "settings.producer.timeout=30s")).isPositive();
		assertThat(printed()).contains("stopGraceSeconds is 20, and must be at least 37");
		assertThat(render("--set", "nats.servers=")).isPositive();
		assertThat(printed()).contains("nats.servers is empty");
	}

	private int render(String... options) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(
				List.of("bash", Chart.root().resolve("tools/render-chart").toString(), this.folder.toString()));
		command.addAll(List.of(options));
		Process process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(this.folder.resolve("printed").toFile())
			.start();
		assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
		return process.exitValue();
	}

	private String printed() throws IOException {
		return Files.readString(this.folder.resolve("printed"), StandardCharsets.UTF_8);
	}

}
