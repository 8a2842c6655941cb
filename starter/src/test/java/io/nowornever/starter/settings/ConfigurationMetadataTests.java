package io.nowornever.starter.settings;

import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an editor offers to somebody who writes settings.
 */
class ConfigurationMetadataTests {

	private static final JsonNode METADATA = read();

	/** Of these, having none is the default. */
	private static final Set<String> UNSET = Set.of("nats.user", "nats.password", "nats.token", "nats.creds",
			"nats.nkey", "nats.tls.bundle", "journal.file", "journal.max-size", "now-or-never.observations.enabled",
			"now-or-never.requester.services");

	@ParameterizedTest
	@MethodSource("properties")
	void everyKeyHasADescriptionAndADefault(JsonNode property) {
		String key = property.path("name").asString();
		assertThat(property.path("description").asString()).as(key)
			.isNotBlank()
			.doesNotContain("{@")
			.doesNotContain("\n");
		assertThat(property.has("defaultValue")).as(key).isNotEqualTo(UNSET.contains(key));
	}

	@ParameterizedTest
	@CsvSource({ "nats, 13", "now-or-never.requester, 16", "now-or-never.responder, 13", "now-or-never.observations, 1",
			"journal, 2", "clock, 1", "durable, 8" })
	void noKeyIsMissing(String prefix, int count) {
		assertThat(properties().filter((property) -> property.path("name").asString().startsWith(prefix + ".")))
			.hasSize(count);
	}

	@Test
	void whatIsUnsetIsAKey() {
		assertThat(properties().map((property) -> property.path("name").asString())).containsAll(UNSET);
	}

	static Stream<JsonNode> properties() {
		return METADATA.path("properties").valueStream();
	}

	private static JsonNode read() {
		URL classes = UnboundSettingFailureAnalyzer.class.getProtectionDomain().getCodeSource().getLocation();
		return JsonMapper.shared()
			.readTree(Path.of(URI.create(classes.toString())).resolve("META-INF/spring-configuration-metadata.json"));
	}

}
