package io.nowornever.lab.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The manifests that are kept, as files that tools/render-chart wrote.
 */
class ManifestTests {

	static final List<String> RENDERED = Chart.RENDERED;

	static Stream<Manifest> manifests() throws IOException {
		Stream.Builder<Manifest> all = Stream.builder();
		for (String values : RENDERED) {
			Chart.manifests(values).forEach(all);
		}
		return all.build();
	}

	static Stream<JsonNode> pods() throws IOException {
		return manifests().map(Manifest::json)
			.filter((manifest) -> manifest.path("kind").asString().equals("Deployment"))
			.map((deployment) -> deployment.path("spec").path("template").path("spec"));
	}

	@ParameterizedTest
	@FieldSource("RENDERED")
	void theyAreOfTheChartAsItIs(String values) throws IOException {
		assertThat(Files.readString(Chart.resource(values + ".yaml")).lines().findFirst().orElseThrow())
			.as("the chart has changed since its manifests were rendered: run tools/render-chart, with helm on the PATH")
			.endsWith(Chart.digest(values));
	}

	@ParameterizedTest
	@MethodSource("manifests")
	void kubernetesKnowsEachField(Manifest manifest) throws IOException {
		manifest.check();
	}

	@ParameterizedTest
	@MethodSource("manifests")
	void aFieldThatKubernetesDoesNotKnowIsFound(Manifest manifest) {
		JsonNode wrong = manifest.json();
		JsonNode inner = wrong.has("spec") ? wrong.get("spec") : wrong;
		((ObjectNode) inner).put("replicaz", 3);
		Manifest changed = new Manifest(manifest.kind(), JsonMapper.shared().treeToValue(wrong, TreeMap.class));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(changed::check).withMessageContaining("replicaz");
	}

	@Test
	void allKindsAreThere() throws IOException {
		assertThat(manifests().map(Manifest::kind).distinct()).containsExactlyInAnyOrder("v1 ConfigMap", "v1 Service",
				"apps/v1 Deployment", "policy/v1 PodDisruptionBudget", "networking.k8s.io/v1 NetworkPolicy",
				"autoscaling/v2 HorizontalPodAutoscaler", "monitoring.coreos.com/v1 PodMonitor",
				"keda.sh/v1alpha1 ScaledObject");
		assertThat(pods()).hasSize(7);
	}

	/**
	 * As docker-compose.yml has it.
	 */
	@ParameterizedTest
	@MethodSource("pods")
	void podsMayDoNothingThatTheyNeedNot(JsonNode pod) {
		assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
		assertThat(pod.path("securityContext").path("runAsUser").asInt()).isEqualTo(10001);
		assertThat(pod.path("securityContext").path("runAsNonRoot").asBoolean()).isTrue();
		assertThat(pod.path("securityContext").path("seccompProfile").path("type").asString())
			.isEqualTo("RuntimeDefault");
		JsonNode container = container(pod);
		assertThat(container.path("securityContext")).isEqualTo(JsonMapper.shared()
			.valueToTree(Map.of("allowPrivilegeEscalation", false, "readOnlyRootFilesystem", true, "capabilities",
					Map.of("drop", List.of("ALL")))));
		assertThat(container.path("volumeMounts")
			.valueStream()
			.filter((mount) -> !mount.path("readOnly").asBoolean(false))
			.map((mount) -> mount.path("mountPath").asString())).containsExactly("/tmp");
	}

	@ParameterizedTest
	@MethodSource("pods")
	void aBrokersOutageRestartsNobody(JsonNode pod) {
		assertThat(path(pod, "startupProbe")).isEqualTo("/actuator/health/liveness");
		assertThat(path(pod, "livenessProbe")).isEqualTo("/actuator/health/liveness");
		assertThat(path(pod, "readinessProbe")).isEqualTo("/actuator/health/readiness");
	}

	@Test
	void whoDrainsTheLastRequestsHasTheTimeThatTheyHave() throws IOException {
		JsonNode pod = pod("given-broker", "now-producer");
		int preStop = container(pod).path("lifecycle").path("preStop").path("sleep").path("seconds").asInt();
		int budget = 5;
		assertThat(pod.path("terminationGracePeriodSeconds").asInt()).isGreaterThanOrEqualTo(preStop + budget + 2);
		String phase = settings("given-broker", "producer").at("/spring/lifecycle/timeout-per-shutdown-phase")
			.asString();
		assertThat(phase).endsWith("s");
		assertThat(Integer.parseInt(phase.replace("s", ""))).isGreaterThan(budget)
			.isLessThan(pod.path("terminationGracePeriodSeconds").asInt() - preStop);
	}

	@Test
	void secretsComeAsFilesThatTheServicesLookForAndWithoutSecretsThereAreNone() throws IOException {
		JsonNode pod = pod("given-broker", "now-consumer");
		assertThat(variable(pod, "SPRING_CONFIG_IMPORT"))
			.isEqualTo("file:/etc/now-or-never/settings.yaml,configtree:/run/secrets/");
		assertThat(pod.path("volumes").valueStream().map((volume) -> volume.path("secret")).filter(JsonNode::isObject))
			.singleElement()
			.satisfies((secret) -> assertThat(
					secret.path("items").valueStream().map((item) -> item.path("path").asString()))
				.containsExactly("nats/user", "nats/password", "ca.pem"));
		assertThat(settings("given-broker", "consumer").at("/nats/tls/bundle").asString()).isEqualTo("nats");
		JsonNode open = pod("hpa", "now-consumer");
		assertThat(variable(open, "SPRING_CONFIG_IMPORT")).isEqualTo("file:/etc/now-or-never/settings.yaml");
		assertThat(settings("hpa", "consumer").at("/nats/tls").isMissingNode()).isTrue();
	}

	@Test
	void onlyTheOperatorMakesStreams() throws IOException {
		assertThat(settings("durable-keda", "operator").at("/durable/create").asBoolean(false)).isTrue();
		assertThat(settings("durable-keda", "operator").at("/consumer/role").asString()).isEqualTo("operator");
		assertThat(settings("durable-keda", "consumer").at("/durable/create").asBoolean(true)).isFalse();
		assertThat(settings("durable-keda", "producer").at("/durable/create").asBoolean(true)).isFalse();
		assertThat(Chart.manifest("durable-keda", "Deployment", "now-operator").path("spec").path("replicas").asInt())
			.isOne();
	}

	@Test
	void whoScalesConsumersIsOneOnly() throws IOException {
		assertThat(Chart.manifest("given-broker", "Deployment", "now-consumer").path("spec").path("replicas").asInt())
			.isEqualTo(3);
		for (String scaled : List.of("durable-keda", "hpa")) {
			assertThat(Chart.manifest(scaled, "Deployment", "now-consumer").path("spec").has("replicas")).isFalse();
		}
	}

	@Test
	void whoIsNotNamedReachesNobody() throws IOException {
		assertThat(Chart.manifest("hpa", "NetworkPolicy", "now-consumer").path("spec").has("ingress")).isFalse();
		JsonNode spec = Chart.manifest("given-broker", "NetworkPolicy", "now-consumer").path("spec");
		assertThat(spec.path("policyTypes").valueStream().map(JsonNode::asString)).containsExactly("Ingress", "Egress");
		assertThat(spec.path("egress").path(1).path("ports").valueStream().map((port) -> port.path("port").asInt()))
			.containsExactly(4222, 4223);
	}

	static JsonNode settings(String values, String component) throws IOException {
		String text = Chart.manifest(values, "ConfigMap", "now-" + component)
			.path("data")
			.path("settings.yaml")
			.asString();
		return Chart.yaml(text);
	}

	private static JsonNode pod(String values, String deployment) throws IOException {
		return Chart.manifest(values, "Deployment", deployment).path("spec").path("template").path("spec");
	}

	private static JsonNode container(JsonNode pod) {
		assertThat(pod.path("containers")).hasSize(1);
		return pod.path("containers").path(0);
	}

	private static String path(JsonNode pod, String probe) {
		return container(pod).path(probe).path("httpGet").path("path").asString();
	}

	private static String variable(JsonNode pod, String name) {
		return container(pod).path("env")
			.valueStream()
			.filter((variable) -> variable.path("name").asString().equals(name))
			.map((variable) -> variable.path("value").asString())
			.findFirst()
			.orElseThrow();
	}

}
