package io.nowornever.starter.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nats.client.Connection;
import io.nats.client.NKey;
import io.nowornever.common.connection.LinkListener;
import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.time.NanoClock;
import io.nowornever.testbed.broker.Broker;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The link against a real broker, wired as in the services.
 */
@Tag("integration")
@ExtendWith(OutputCaptureExtension.class)
class NatsLinkTests {

	/**
	 * A busy machine must not break a link by itself; one that is broken is soon mended.
	 */
	private static final String[] PATIENCE = { "nats.ping-interval=60s", "nats.connect-timeout=30s",
			"nats.reconnect.delay=50ms", "nats.reconnect.jitter=50ms" };

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withBean(NanoClock.class, NanoClock::startingNow)
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NatsLinkAutoConfiguration.class));

	@TempDir
	private Path folder;

	@Test
	void startsWithoutABrokerAndLinksWhenItComes() {
		try (Broker broker = Broker.start()) {
			broker.stop();
			with(broker).run((context) -> {
				NatsLink link = context.getBean(NatsLink.class);
				HealthIndicator health = context.getBean(HealthIndicator.class);
				assertThat(link.connection()).isNull();
				assertThat(link.roundTripSeconds()).isNaN();
				assertThat(health.health()).extracting(Health::getStatus).isEqualTo(Status.DOWN);
				broker.restart();
				awaitUp(link);
				assertThat(health.health()).extracting(Health::getStatus).isEqualTo(Status.UP);
				await(() -> link.roundTripSeconds() > 0);
				assertThat(link.reconnects()).isZero();
			});
		}
	}

	@Test
	void tellsListenersOnceOfEachConnectionAndOfItsEnd() {
		List<Connection> connected = new CopyOnWriteArrayList<>();
		List<Connection> lost = new CopyOnWriteArrayList<>();
		try (Broker broker = Broker.start()) {
			with(broker).withInitializer(listening(new Recorder(connected, lost))).run((context) -> {
				NatsLink link = context.getBean(NatsLink.class);
				awaitUp(link);
				for (int i = 1; i <= 3; i++) {
					int expected = i;
					broker.kill();
					await(() -> lost.size() == expected);
					assertThat(link.connection()).isNull();
					assertThat(link.stands(connected.getLast())).isFalse();
					broker.restart();
					await(() -> connected.size() == expected + 1);
					awaitUp(link);
				}
				assertThat(lost).isEqualTo(connected.subList(0, 3));
				assertThat(link.reconnects()).isEqualTo(3);
				SimpleMeterRegistry registry = new SimpleMeterRegistry();
				context.getBean(MeterBinder.class).bindTo(registry);
				assertThat(registry.get("nats.connection.up").gauge().value()).isEqualTo(1);
				assertThat(registry.get("nats.connection.reconnects").functionCounter().count()).isEqualTo(3);
			});
		}
	}

	@Test
	@ResourceLock(Resources.SYSTEM_OUT)
	void aListenerThatFailsIsToldOfAndHarmsNoOther(CapturedOutput output) {
		List<Connection> connected = new CopyOnWriteArrayList<>();
		List<Connection> lost = new CopyOnWriteArrayList<>();
		try (Broker broker = Broker.start()) {
			with(broker).withInitializer(listening(new Failing(), new Recorder(connected, lost))).run((context) -> {
				NatsLink link = context.getBean(NatsLink.class);
				awaitUp(link);
				broker.kill();
				await(() -> lost.size() == 1);
				broker.restart();
				awaitUp(link);
				assertThat(connected).hasSize(2);
				assertThat(output).contains("a bug at the beginning", "a bug at the end");
			});
		}
	}

	@Test
	@ResourceLock(Resources.SYSTEM_OUT)
	void tellsOfAReceiverThatFailsAndBringsItTheNextMessage(CapturedOutput output) {
		try (Broker broker = Broker.start()) {
			with(broker).run((context) -> {
				NatsLink link = context.getBean(NatsLink.class);
				awaitUp(link);
				List<String> received = new CopyOnWriteArrayList<>();
				Connection connection = Objects.requireNonNull(link.connection());
				connection.createDispatcher((message) -> {
					received.add(message.getSubject());
					throw new IllegalStateException("a bug of the receiver");
				}).subscribe("for.whom");
				connection.publish("for.whom", new byte[0]);
				connection.publish("for.whom", new byte[0]);
				await(() -> received.size() == 2);
				await(() -> output.getAll().contains("IllegalStateException: a bug of the receiver"));
				assertThat(link.stands(connection)).isTrue();
			});
		}
	}

	@Test
	void noticesABrokerThatHangs() {
		try (Broker broker = Broker.start()) {
			with(broker, "nats.ping-interval=200ms").run((context) -> {
				NatsLink link = context.getBean(NatsLink.class);
				awaitUp(link);
				broker.pause();
				await(() -> link.connection() == null);
				broker.resume();
				awaitUp(link);
			});
		}
	}

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
	@ResourceLock(Resources.SYSTEM_OUT)
	void whatTheBrokerDoesNotAllowIsToldAFewTimesASecond(CapturedOutput output) {
		try (Broker broker = Broker.builder()
			.configuration(
					"authorization { users: [ { user: u, password: p, permissions: { publish: { deny: \">\" } } } ] }")
			.start()) {
			with(broker, "nats.user=u", "nats.password=p").run((context) -> {
				NatsLink link = context.getBean(NatsLink.class);
				awaitUp(link);
				Connection connection = Objects.requireNonNull(link.connection());
				long begin = System.nanoTime();
				for (int i = 0; i < 10_000; i++) {
					connection.publish("denied", new byte[0]);
				}
				connection.flush(Duration.ofSeconds(60));
				await(() -> output.getAll().contains("The broker complains"));
				long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin) + 2;
				assertThat(output.getAll().split("The broker complains", -1).length - 1).isBetween(1,
						(int) (5 * seconds));
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

	private ApplicationContextRunner with(Broker broker, String... settings) {
		return this.runner.withPropertyValues("nats.servers=" + broker.url())
			.withPropertyValues(PATIENCE)
			.withPropertyValues(settings);
	}

	private static ApplicationContextInitializer<ConfigurableApplicationContext> listening(LinkListener... listeners) {
		return (context) -> context.addBeanFactoryPostProcessor(
				(factory) -> factory.addBeanPostProcessor(new ListenerAdder(List.of(listeners))));
	}

	private static void awaitUp(NatsLink link) {
		await(() -> link.connection() != null);
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(30, TimeUnit.SECONDS).until(condition);
	}

	private static String log(Broker broker) throws IOException {
		return Files.readString(broker.log());
	}

	private record ListenerAdder(List<LinkListener> listeners) implements BeanPostProcessor {

		@Override
		public Object postProcessAfterInitialization(Object bean, String name) {
			if (bean instanceof NatsLink link) {
				this.listeners.forEach(link::addListener);
			}
			return bean;
		}

	}

	private static final class Failing implements LinkListener {

		@Override
		public void connected(Connection connection) {
			throw new IllegalArgumentException("a bug at the beginning");
		}

		@Override
		public void lost(Connection connection) {
			throw new IllegalArgumentException("a bug at the end");
		}

	}

	private record Recorder(List<Connection> made, List<Connection> gone) implements LinkListener {

		@Override
		public void connected(Connection connection) {
			this.made.add(connection);
		}

		@Override
		public void lost(Connection connection) {
			this.gone.add(connection);
		}

	}

}
