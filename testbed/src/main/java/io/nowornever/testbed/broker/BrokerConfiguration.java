package io.nowornever.testbed.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import io.nowornever.testbed.TestbedException;
import org.jspecify.annotations.Nullable;

/**
 * The server's configuration file: what {@link Broker} must decide itself, defaults that
 * make a frozen client leave its queue group within seconds, and the caller's inserts.
 *
 * @param port the client port
 * @param monitoringPort the port of the monitoring endpoints
 * @param jetStream whether JetStream is on
 * @param storeFolder where JetStream keeps its streams, or {@code null} for a temporary
 * store
 * @param inserts the caller's lines, in order
 */
record BrokerConfiguration(int port, int monitoringPort, boolean jetStream, @Nullable Path storeFolder,
		List<String> inserts) {

	static final String HOST = "127.0.0.1";

	private static final Map<String, String> OWN_KEYS = Map.of("host", "the broker binds to 127.0.0.1 only", "net",
			"the broker binds to 127.0.0.1 only", "listen", "use port(int)", "port", "use port(int)", "http",
			"use monitoringPort(int)", "http_port", "use monitoringPort(int)", "monitor_port",
			"use monitoringPort(int)", "ports_file_dir", "the broker needs it to see the server listen");

	BrokerConfiguration {
		inserts = List.copyOf(inserts);
		Set<String> keys = insertedKeys(inserts);
		for (String key : keys) {
			String reason = OWN_KEYS.get(key);
			if (reason != null) {
				throw new TestbedException("The configuration insert must not set '" + key + "': " + reason);
			}
		}
		if (jetStream && keys.contains("jetstream")) {
			throw new TestbedException(
					"JetStream is set twice: by jetStream(...) and by 'jetstream' in a configuration insert");
		}
	}

	String url() {
		return "nats://" + HOST + ":" + this.port;
	}

	void write(Path file, Path portsFolder, Path temporaryStore) throws IOException {
		Files.writeString(file, text(portsFolder, temporaryStore));
	}

	String text(Path portsFolder, Path temporaryStore) {
		StringBuilder text = new StringBuilder();
		settings(portsFolder, temporaryStore)
			.forEach((key, value) -> text.append(key).append(": ").append(value).append('\n'));
		this.inserts.forEach((lines) -> text.append(lines).append('\n'));
		return text.toString();
	}

	private Map<String, String> settings(Path portsFolder, Path temporaryStore) {
		Map<String, String> settings = new LinkedHashMap<>();
		settings.put("ping_interval", quoted("2s"));
		settings.put("ping_max", "2");
		settings.put("write_deadline", quoted("2s"));
		settings.keySet().removeAll(insertedKeys(this.inserts));
		settings.put("host", quoted(HOST));
		settings.put("port", Integer.toString(this.port));
		settings.put("http", quoted(HOST + ":" + this.monitoringPort));
		settings.put("ports_file_dir", quoted(portsFolder.toString()));
		if (this.jetStream) {
			Path store = Objects.requireNonNullElse(this.storeFolder, temporaryStore).toAbsolutePath();
			settings.put("jetstream", "{ store_dir: " + quoted(store.toString()) + " }");
		}
		return settings;
	}

	private static Set<String> insertedKeys(List<String> inserts) {
		Set<String> keys = new TreeSet<>();
		inserts.forEach((lines) -> keys.addAll(TopLevelKeys.of(lines)));
		return keys;
	}

	private static String quoted(String value) {
		return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
	}

}
