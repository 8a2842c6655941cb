package io.nowornever.lab.kubernetes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What helm lets into the chart.
 */
class ValuesTests {

	static final List<String> RENDERED = Chart.RENDERED;

	/** Set by the chart itself, or by Secrets. */
	private static final Set<String> CHARTS_OWN = Set.of("nats.servers", "nats.user", "nats.password", "nats.token",
			"nats.creds", "nats.nkey", "nats.tls.enabled", "nats.tls.bundle", "consumer.role", "consumer.name",
			"durable.create");

	private final JsonNode schema = JsonMapper.shared().readTree(Chart.file("values.schema.json").toFile());

	@Test
	void theDefaultsAreAllowed() throws IOException {
		assertThat(JsonSchema.of(this.schema).complaints(Chart.yaml(Chart.file("values.yaml")))).isEmpty();
	}

	@ParameterizedTest
	@FieldSource("RENDERED")
	void soAreThoseOfTheManifests(String values) throws IOException {
		JsonNode merged = Chart.yaml(Chart.file("values.yaml"));
		merge((ObjectNode) merged, Chart.yaml(Chart.resource(values + ".values.yaml")));
		assertThat(JsonSchema.of(this.schema).complaints(merged)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "/consumer | replicas | -1", "/consumer | replica | 3", "/autoscaling | by | \"vpa\"",
					"/autoscaling | targetUtilisation | 25", "/settings | delivery | \"maybe\"",
					"/settings/producer | timeout | 5", "/settings/producer | timeout | \"5 seconds\"",
					"/settings/consumer | worker | 2", "/nats | servers | \"nats://a, nats://b\"",
					"/secrets | producer | \"Not a name\"", "/networkPolicies | enabled | \"yes\"",
					"/broker/promExporter | enabled | \"no\"" })
	void aWrongValueIsRefusedAndNamed(String where, String name, String value) throws IOException {
		JsonNode values = Chart.yaml(Chart.file("values.yaml"));
		((ObjectNode) values.at(where)).set(name, JsonMapper.shared().readTree(value));
		assertThat(JsonSchema.of(this.schema).complaints(values)).isNotEmpty()
			.allSatisfy((complaint) -> assertThat(complaint).contains(name));
	}

	/**
	 * By what the services tell of their settings; tools/build has compiled them. Of a
	 * group such as {@code producer.load} they tell the name only.
	 */
	@Test
	@Tag("integration")
	void eachSettingOfTheServicesCanBeSetAndNoOther() {
		Set<String> known = new TreeSet<>(Set.of("delivery"));
		for (String module : List.of("producer-service", "consumer-service", "starter")) {
			Path metadata = Chart.root()
				.resolve(module + "/target/classes/META-INF/spring-configuration-metadata.json");
			JsonMapper.shared()
				.readTree(metadata.toFile())
				.path("properties")
				.valueStream()
				.map((property) -> property.path("name").asString())
				.filter((name) -> name.matches("(nats|producer|consumer|durable)\\..*"))
				.filter((name) -> !CHARTS_OWN.contains(name))
				.forEach(known::add);
		}
		Set<String> allowed = new TreeSet<>();
		JsonNode settings = this.schema.at("/properties/settings/properties");
		for (String name : List.of("nats", "producer", "consumer", "delivery", "durable")) {
			collect(name, settings.path(name), allowed);
		}
		assertThat(known).isNotEmpty()
			.allSatisfy((name) -> assertThat(allowed).anyMatch((each) -> (each + ".").startsWith(name + ".")));
		assertThat(allowed)
			.allSatisfy((each) -> assertThat(known).anyMatch((name) -> (each + ".").startsWith(name + ".")));
	}

	private static void collect(String name, JsonNode schema, Set<String> names) {
		if (!schema.has("properties")) {
			names.add(name);
		}
		schema.path("properties").forEachEntry((key, inner) -> collect(name + "." + key, inner, names));
	}

	/** As helm does it. */
	private static void merge(ObjectNode into, JsonNode from) {
		from.forEachEntry((key, value) -> {
			if (value.isObject() && into.path(key).isObject()) {
				merge((ObjectNode) into.path(key), value);
			}
			else {
				into.set(key, value);
			}
		});
	}

}
