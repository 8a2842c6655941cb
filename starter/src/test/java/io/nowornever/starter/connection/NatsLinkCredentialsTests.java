package io.nowornever.starter.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import io.nats.client.NKey;
import io.nowornever.common.connection.NatsLink;
import io.nowornever.testbed.broker.Broker;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How a link is let in by a real broker, and what is shown of that.
 */
@Tag("integration")
@ExtendWith(OutputCaptureExtension.class)
class NatsLinkCredentialsTests extends LinkedApplication {

	@TempDir
	private Path folder;

	@Test
	void isLetInWithUserAndPassword() {
		try (Broker broker = Broker.builder()
			.configuration("authorization { user: alice, password: secret }")
			.start()) {
			assertLinks(broker, "nats.user=alice", "nats.password=secret");
		}
	}

	@Test
	@ResourceLock(Resources.SYSTEM_OUT)
	void theAddressIsShownWithoutUserAndPassword(CapturedOutput output) {
		try (Broker broker = Broker.builder()
			.configuration("authorization { user: alice, password: s3cr3t-word }")
			.start()) {
			String address = broker.url().replace("nats://", "nats://alice:s3cr3t-word@");
			with(broker, "nats.servers=" + address).run((context) -> {
				NatsLink link = context.getBean(NatsLink.class);
				awaitUp(link);
				broker.kill();
				await(() -> output.getAll().contains("No link to the broker"));
				assertThat(output).contains("nats://***@127.0.0.1").doesNotContain("s3cr3t-word");
			});
		}
	}

	@Test
	void isLetInWithAToken() {
		try (Broker broker = Broker.builder().configuration("authorization { token: s3cr3t }").start()) {
			assertLinks(broker, "nats.token=s3cr3t");
		}
	}

	@Test
	void isLetInWithAnNkey() throws IOException, GeneralSecurityException {
		NKey key = NKey.createUser(null);
		Path seed = Files.writeString(this.folder.resolve("user.nk"), new String(key.getSeed()) + "\n");
		try (Broker broker = Broker.builder()
			.configuration("authorization { users: [ { nkey: " + new String(key.getPublicKey()) + " } ] }")
			.start()) {
			assertLinks(broker, "nats.nkey=" + seed);
		}
	}

	@Test
	void goesOnTryingWithAWrongPassword() {
		try (Broker broker = Broker.builder()
			.configuration("authorization { user: alice, password: secret }")
			.start()) {
			with(broker, "nats.user=alice", "nats.password=wrong", "nats.reconnect.delay=10ms",
					"nats.reconnect.jitter=0ms", "nats.connect-timeout=500ms")
				.run((context) -> {
					await(() -> log(broker).split("authentication error", -1).length > 3);
					assertThat(context.getBean(NatsLink.class).connection()).isNull();
				});
		}
	}

	@Test
	void speaksTlsWithABundle() throws Exception {
		Path keys = this.folder.resolve("server.p12");
		keytool("-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=127.0.0.1", "-ext",
				"san=ip:127.0.0.1", "-storetype", "PKCS12", "-keystore", keys.toString(), "-storepass", "changeit");
		KeyStore store = KeyStore.getInstance(keys.toFile(), "changeit".toCharArray());
		Path certificate = Files.writeString(this.folder.resolve("server.pem"),
				pem("CERTIFICATE", store.getCertificate("server").getEncoded()));
		Path key = Files.writeString(this.folder.resolve("server-key.pem"),
				pem("PRIVATE KEY", store.getKey("server", "changeit".toCharArray()).getEncoded()));
		try (Broker broker = Broker.builder()
			.configuration("tls { cert_file: \"" + certificate + "\", key_file: \"" + key + "\" }")
			.start()) {
			assertLinks(broker, "nats.tls.bundle=broker",
					"spring.ssl.bundle.pem.broker.truststore.certificate=" + certificate.toUri());
		}
	}

	private static String pem(String what, byte[] encoded) {
		return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(encoded)
				+ "\n-----END " + what + "-----\n";
	}

	private static void keytool(String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
		command.addAll(List.of(arguments));
		assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
	}

	private void assertLinks(Broker broker, String... settings) {
		with(broker, settings).run((context) -> awaitUp(context.getBean(NatsLink.class)));
	}

	private static String log(Broker broker) throws IOException {
		return Files.readString(broker.log());
	}

}
