package io.nowornever.lab.security;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.nowornever.testbed.process.Children;
import io.nowornever.testbed.process.FreePort;
import io.nowornever.testbed.process.ProcessLog;
import io.nowornever.testbed.program.Program;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The broker's files as the stack mounts them. Only ports and folders differ.
 */
@Tag("integration")
class StackConfigurationTests {

	private static final Duration LIMIT = Duration.ofMinutes(1);

	private static final List<String> NODES = List.of("nats", "nats-2", "nats-3");

	private final Path server = Program.NATS_SERVER.locate();

	@TempDir
	Path folder;

	@BeforeEach
	void copy() throws IOException {
		Path copies = Files.createDirectory(this.folder.resolve("nats-configuration"));
		try (Stream<Path> files = Files.list(SecretsScript.ROOT.resolve("nats"))) {
			for (Path file : files.filter((each) -> each.toString().endsWith(".conf")).toList()) {
				Files.writeString(copies.resolve(file.getFileName()), Files.readString(file)
					.replace("/etc/nats-secrets", this.folder.resolve("nats-secrets").toString()));
			}
		}
	}

	@Test
	void withoutSecretsTheBrokerSaysWhichFileIsMissingAndDoesNotStart() throws Exception {
		assertThat(check("nats-server.conf", 1)).contains("passwords.conf");
		assertThat(check("cluster.conf", 1)).contains("passwords.conf");
	}

	@Test
	void withThemItTakesBothConfigurations() throws Exception {
		handOut(SecretsScript.madeIn(this.folder.resolve("secrets")));
		assertThat(check("nats-server.conf", 0)).contains("is valid");
		assertThat(check("cluster.conf", 0)).contains("is valid");
	}

	@Test
	void nodesLinkAndAStrangerIsNotLetIn() throws Exception {
		handOut(SecretsScript.madeIn(this.folder.resolve("secrets")));
		Path routes = this.folder.resolve("nats-secrets/routes.conf");
		int[] clusterPorts = NODES.stream().mapToInt((_) -> FreePort.otherThan(0)).toArray();
		for (int node = 0; node < NODES.size(); node++) {
			Files.writeString(routes, Files.readString(routes)
				.replace("@" + NODES.get(node) + ":6222", "@127.0.0.1:" + clusterPorts[node]));
		}
		int monitoring = FreePort.otherThan(0);
		try (Children children = new Children(Duration.ZERO)) {
			for (int node = 0; node < NODES.size(); node++) {
				start(children, NODES.get(node), clusterPorts[node], (node == 0) ? monitoring : FreePort.otherThan(0));
			}
			Awaitility.await()
				.atMost(LIMIT)
				.until(() -> linked(monitoring),
						(text) -> NODES.stream()
							.skip(1)
							.allMatch((node) -> text.contains("\"remote_name\": \"" + node + "\"")));
			Files.writeString(routes, Files.readString(routes).replaceAll("cluster:[0-9a-f]+@", "cluster:wrong@"));
			ProcessLog log = start(children, "stranger", FreePort.otherThan(0), FreePort.otherThan(0));
			Awaitility.await()
				.atMost(LIMIT)
				.until(() -> Files.readString(log.file()).contains("Authorization Violation"));
			assertThat(linked(monitoring)).doesNotContain("stranger");
		}
	}

	private void handOut(SecretsScript secrets) throws IOException {
		Path target = Files.createDirectory(this.folder.resolve("nats-secrets"));
		try (Stream<Path> files = Files.list(secrets.folder().resolve("nats"))) {
			for (Path file : files.toList()) {
				Files.copy(file, target.resolve(file.getFileName()));
			}
		}
	}

	private ProcessLog start(Children children, String name, int clusterPort, int monitoring) throws IOException {
		Path own = Files.createDirectory(this.folder.resolve("nats-configuration-" + name));
		for (String file : List.of("cluster.conf", "nats-server.conf", "security.conf")) {
			Files.writeString(own.resolve(file),
					Files.readString(this.folder.resolve("nats-configuration").resolve(file))
						.replace("port: 4222", "port: " + FreePort.otherThan(0))
						.replace("monitor_port: 8222", "http: \"127.0.0.1:" + monitoring + "\"")
						.replace("port: 6222", "port: " + clusterPort)
						.replace("/data", this.folder.resolve("data-" + name).toString()));
		}
		ProcessLog log = new ProcessLog(this.folder.resolve(name + ".log"));
		children.start(name, List.of("/usr/bin/env", "NODE=" + name, this.server.toString(), "-c",
				own.resolve("cluster.conf").toString()), log, null);
		return log;
	}

	private static String linked(int monitoring) {
		try (HttpClient http = HttpClient.newHttpClient()) {
			return http
				.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + monitoring + "/routez"))
					.timeout(LIMIT)
					.build(), HttpResponse.BodyHandlers.ofString())
				.body();
		}
		catch (IOException ex) {
			return "";
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return "";
		}
	}

	private String check(String file, int exitCode) throws IOException, InterruptedException {
		ProcessBuilder builder = new ProcessBuilder(this.server.toString(), "-t", "-c",
				this.folder.resolve("nats-configuration").resolve(file).toString())
			.redirectErrorStream(true);
		builder.environment().put("NODE", "nats");
		Process process = builder.start();
		String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).as(printed).isEqualTo(exitCode);
		return printed;
	}

}
