package io.nowornever.lab.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An object that Kubernetes is given.
 *
 * @param kind with the version of its API, such as {@code apps/v1 Deployment}
 * @param content the whole object
 */
record Manifest(String kind, Object content) {

	private static final Map<String, Class<?>> TYPES = Map.of("v1 ConfigMap", ConfigMap.class, "v1 Service",
			Service.class, "v1 PersistentVolumeClaim", PersistentVolumeClaim.class, "apps/v1 Deployment",
			Deployment.class, "apps/v1 StatefulSet", StatefulSet.class, "policy/v1 PodDisruptionBudget",
			PodDisruptionBudget.class, "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class,
			"autoscaling/v2 HorizontalPodAutoscaler", HorizontalPodAutoscaler.class);

	/** Of operators: these have no types in Java that are kept up. */
	private static final Map<String, String> SCHEMAS = Map.of("monitoring.coreos.com/v1 PodMonitor", "PodMonitor",
			"monitoring.coreos.com/v1 PrometheusRule", "PrometheusRule", "keda.sh/v1alpha1 ScaledObject",
			"ScaledObject");

	/** The types of the client would keep unknown fields; these are refused here. */
	private static final ObjectMapper STRICT = new ObjectMapper()
		.setAnnotationIntrospector(new JacksonAnnotationIntrospector() {

			private static final long serialVersionUID = 1L;

			@Override
			public Boolean hasAnySetter(Annotated annotated) {
				return false;
			}

		});

	/**
	 * All manifests of a file.
	 * @param file in YAML
	 */
	static List<Manifest> read(Path file) throws IOException {
		List<Manifest> manifests = new ArrayList<>();
		for (Object document : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(Files.readString(file))) {
			JsonNode node = JsonMapper.shared().valueToTree(document);
			manifests
				.add(new Manifest(node.path("apiVersion").asString() + " " + node.path("kind").asString(), document));
		}
		assertThat(manifests).as("%s", file).isNotEmpty();
		return manifests;
	}

	/**
	 * One of them.
	 * @param manifests where to look
	 * @param kind its kind
	 * @param name its name
	 */
	static JsonNode find(List<Manifest> manifests, String kind, String name) {
		List<JsonNode> found = manifests.stream()
			.map(Manifest::json)
			.filter((node) -> node.path("kind").asString().equals(kind)
					&& node.path("metadata").path("name").asString().equals(name))
			.toList();
		assertThat(found).as("%s %s", kind, name).hasSize(1);
		return found.getFirst();
	}

	JsonNode json() {
		return JsonMapper.shared().valueToTree(this.content);
	}

	/**
	 * Checks that Kubernetes knows each field, and that each is of its type.
	 * @throws AssertionError which names the field that is not
	 */
	void check() throws IOException {
		Class<?> type = TYPES.get(this.kind);
		if (type != null) {
			check(type);
			return;
		}
		String schema = SCHEMAS.get(this.kind);
		if (schema == null) {
			throw new AssertionError(this.kind + " has neither type nor schema here");
		}
		assertThat(JsonSchema.ofOperator(schema).complaints(json())).as(this.kind).isEmpty();
	}

	private void check(Class<?> type) {
		try {
			STRICT.convertValue(this.content, type);
		}
		catch (IllegalArgumentException ex) {
			throw new AssertionError(this.kind + ": " + ex.getMessage(), ex);
		}
	}

}
