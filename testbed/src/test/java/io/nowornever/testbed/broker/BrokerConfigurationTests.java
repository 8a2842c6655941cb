package io.nowornever.testbed.broker;

import java.nio.file.Path;
import java.util.List;

import io.nowornever.testbed.TestbedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BrokerConfigurationTests {

	private static final Path PORTS = Path.of("/somewhere/ports");

	private static final Path STORE = Path.of("/somewhere/store");

	@Test
	void anInsertedKeyTakesThePlaceOfTheDefault() {
		String text = text("PING_MAX = 9", "write_deadline: 1s");
		assertThat(text).doesNotContain("ping_max: 2", "write_deadline: \"2s\"");
		assertThat(text).contains("PING_MAX = 9", "write_deadline: 1s", "ping_interval: \"2s\"");
	}

	@Test
	void aKeyInsideABlockLeavesTheDefaultAlone() {
		assertThat(text("cluster {\n ping_max: 5\n}")).contains("ping_max: 2");
	}

	@Test
	void bindsToTheLoopbackAddressOnly() {
		assertThat(text()).contains("host: \"127.0.0.1\"", "port: 4001", "http: \"127.0.0.1:4002\"");
	}

	@Test
	void theStoreFolderIsQuoted() {
		BrokerConfiguration configuration = new BrokerConfiguration(4001, 4002, true, Path.of("/with \"quotes\""),
				List.of());
		assertThat(configuration.text(PORTS, STORE)).contains("jetstream: { store_dir: \"/with \\\"quotes\\\"\" }");
	}

	@ParameterizedTest
	@ValueSource(strings = { "port: 4222", "listen: 0.0.0.0:4222", "host: 0.0.0.0", "http_port: 8222",
			"ping_max: 3\nMonitor_Port 8222" })
	void addressesCannotBeInserted(String insert) {
		assertThatExceptionOfType(TestbedException.class).isThrownBy(() -> text(insert))
			.withMessageContaining("must not set");
	}

	@Test
	void jetStreamCannotBeSetTwice() {
		assertThatExceptionOfType(TestbedException.class)
			.isThrownBy(() -> new BrokerConfiguration(4001, 4002, true, STORE, List.of("jetstream {}")))
			.withMessageContaining("set twice");
	}

	private static String text(String... inserts) {
		return new BrokerConfiguration(4001, 4002, false, null, List.of(inserts)).text(PORTS, STORE);
	}

}
