package io.nowornever.testbed.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.nowornever.testbed.TestbedException;
import io.nowornever.testbed.process.FreePort;
import io.nowornever.testbed.program.FakeServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

@Tag("integration")
class BrokerTests {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	@Test
	void answersPingAsSoonAsItHasStarted() {
		try (Broker broker = Broker.start()) {
			assertThat(new ReadinessProbe(broker.port()).answers()).isTrue();
			assertThat(broker.isRunning()).isTrue();
			assertThat(broker.url()).isEqualTo("nats://127.0.0.1:" + broker.port());
		}
	}

	@Test
	void servesMonitoringOnAPortOfItsOwn() throws Exception {
		try (Broker broker = Broker.start()) {
			assertThat(monitoring(broker, "/varz")).contains("\"port\": " + broker.port());
		}
	}

	@Test
	void listensOnTheGivenPorts() throws Exception {
		int port = FreePort.otherThan(0);
		int monitoringPort = FreePort.otherThan(port);
		try (Broker broker = Broker.builder().port(port).monitoringPort(monitoringPort).start()) {
			assertThat(broker.port()).isEqualTo(port);
			assertThat(broker.monitoringUrl()).isEqualTo("http://127.0.0.1:" + monitoringPort);
			assertThat(monitoring(broker, "/healthz")).contains("ok");
		}
	}

	@Test
	void twoRunAtOnceOnDifferentPorts() {
		try (Broker one = Broker.start(); Broker other = Broker.start()) {
			assertThat(one.port()).isNotEqualTo(other.port());
			assertThat(one.pid()).isNotEqualTo(other.pid());
			assertThat(new ReadinessProbe(one.port()).answers()).isTrue();
			assertThat(new ReadinessProbe(other.port()).answers()).isTrue();
		}
	}

	@Test
	void aPortThatIsTakenIsNamedWithTheComplaintOfTheServer() throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
			assertThatExceptionOfType(TestbedException.class)
				.isThrownBy(() -> Broker.builder().port(taken.getLocalPort()).start())
				.withMessageContaining("127.0.0.1:" + taken.getLocalPort())
				.withMessageContaining("address already in use");
		}
	}

	@Test
	void aStrangerOnThePortIsNotTakenForTheServer() {
		try (Broker stranger = Broker.start()) {
			assertThatExceptionOfType(TestbedException.class)
				.isThrownBy(() -> Broker.builder().port(stranger.port()).start())
				.withMessageContaining("address already in use");
		}
	}

	@Test
	void killEndsTheProcessAndRestartServesOnTheSamePort() {
		try (Broker broker = Broker.start()) {
			String url = broker.url();
			String monitoringUrl = broker.monitoringUrl();
			long killed = broker.pid();
			broker.kill();
			assertThat(broker.isRunning()).isFalse();
			assertThat(exists(killed)).isFalse();
			broker.restart();
			assertThat(broker.url()).isEqualTo(url);
			assertThat(broker.monitoringUrl()).isEqualTo(monitoringUrl);
			assertThat(broker.pid()).isNotEqualTo(killed);
			assertThat(new ReadinessProbe(broker.port()).answers()).isTrue();
		}
	}

	@Test
	void stopEndsTheProcessGracefully() throws IOException {
		try (Broker broker = Broker.start()) {
			broker.stop();
			assertThat(exists(broker.pid())).isFalse();
			assertThat(Files.readString(broker.log())).contains("Initiating Shutdown", "Server Exiting");
			assertThatCode(broker::stop).doesNotThrowAnyException();
		}
	}

	@Test
	void restartReplacesARunningServer() {
		try (Broker broker = Broker.start()) {
			long before = broker.pid();
			broker.restart();
			assertThat(exists(before)).isFalse();
			assertThat(new ReadinessProbe(broker.port()).answers()).isTrue();
		}
	}

	@Test
	void restartWaitsForAPortThatIsStillHeld() throws Exception {
		try (Broker broker = Broker.start()) {
			broker.kill();
			ServerSocket holder = new ServerSocket(broker.port(), 1, InetAddress.ofLiteral("127.0.0.1"));
			Thread restart = Thread.ofVirtual().start(broker::restart);
			await().atMost(LIMIT).until(() -> Files.readString(broker.log()).contains("address already in use"));
			holder.close();
			restart.join();
			assertThat(new ReadinessProbe(broker.port()).answers()).isTrue();
		}
	}

	@Test
	void aPausedServerIsSilentUntilResumed() {
		try (Broker broker = Broker.start()) {
			ReadinessProbe probe = new ReadinessProbe(broker.port());
			broker.pause();
			assertThat(probe.answers()).isFalse();
			assertThat(broker.isRunning()).isTrue();
			broker.resume();
			await().atMost(LIMIT).until(probe::answers);
		}
	}

	@Test
	void aPausedServerCanBeRestarted() {
		try (Broker broker = Broker.start()) {
			broker.pause();
			broker.restart();
			assertThat(new ReadinessProbe(broker.port()).answers()).isTrue();
		}
	}

	@Test
	void pausingAServerThatDoesNotRunIsRefused() {
		try (Broker broker = Broker.start()) {
			broker.kill();
			assertThatExceptionOfType(TestbedException.class).isThrownBy(broker::pause)
				.withMessageContaining("not running");
		}
	}

	@Test
	void anEndWithoutBeingAskedIsSeen() {
		try (Broker broker = Broker.start()) {
			ProcessHandle.of(broker.pid()).orElseThrow().destroyForcibly();
			await().atMost(LIMIT).until(() -> !broker.isRunning());
		}
	}

	@Test
	@SuppressWarnings("try")
	void aJetStreamStoreSurvivesKillAndRestart(@TempDir Path store) throws Exception {
		try (Broker broker = Broker.builder().jetStream(store).start()) {
			try (Connection connection = Nats.connect(broker.url())) {
				connection.jetStreamManagement()
					.addStream(StreamConfiguration.builder()
						.name("KEPT")
						.subjects("kept.>")
						.storageType(StorageType.File)
						.build());
				connection.jetStream().publish("kept.one", "still here".getBytes(StandardCharsets.UTF_8));
			}
			broker.kill();
			broker.restart();
			try (Connection connection = Nats.connect(broker.url())) {
				byte[] data = connection.jetStreamManagement().getLastMessage("KEPT", "kept.one").getData();
				assertThat(data).asString(StandardCharsets.UTF_8).isEqualTo("still here");
			}
		}
		assertThat(store.resolve("jetstream")).isDirectory();
	}

	@Test
	@SuppressWarnings("try")
	void aTemporaryJetStreamStoreSurvivesARestartAndGoesWithTheBroker() throws Exception {
		Path store;
		try (Broker broker = Broker.builder().jetStream().start()) {
			try (Connection connection = Nats.connect(broker.url())) {
				connection.jetStreamManagement()
					.addStream(StreamConfiguration.builder().name("KEPT").subjects("kept.>").build());
			}
			store = broker.log().resolveSibling("store");
			assertThat(store.resolve("jetstream")).isDirectory();
			broker.restart();
			try (Connection connection = Nats.connect(broker.url())) {
				assertThat(connection.jetStreamManagement().getStreamNames()).containsExactly("KEPT");
			}
		}
		assertThat(store).doesNotExist();
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void aServerHasASessionOfItsOwn() throws Exception {
		try (Broker broker = Broker.start()) {
			String stat = Files.readString(Path.of("/proc", Long.toString(broker.pid()), "stat"));
			String session = stat.substring(stat.lastIndexOf(')')).split(" ", -1)[4];
			assertThat(session).isEqualTo(Long.toString(broker.pid()));
		}
	}

	@Test
	void withoutAStoreThereIsNoJetStream() throws Exception {
		try (Broker broker = Broker.start()) {
			assertThat(monitoring(broker, "/jsz")).contains("\"disabled\": true");
		}
	}

	@Test
	void aFrozenClientIsGivenUpAfterTwoPingsByDefault() throws Exception {
		try (Broker broker = Broker.start()) {
			String varz = monitoring(broker, "/varz");
			assertThat(varz).contains("\"ping_interval\": " + Duration.ofSeconds(2).toNanos());
			assertThat(varz).contains("\"ping_max\": 2");
			assertThat(varz).contains("\"write_deadline\": " + Duration.ofSeconds(2).toNanos());
		}
	}

	@Test
	void anInsertTakesEffectAndOverridesADefault() throws Exception {
		try (Broker broker = Broker.builder()
			.configuration("ping_interval: \"7s\"")
			.configuration("max_payload: 4096")
			.start()) {
			String varz = monitoring(broker, "/varz");
			assertThat(varz).contains("\"ping_interval\": " + Duration.ofSeconds(7).toNanos());
			assertThat(varz).contains("\"max_payload\": 4096");
			assertThat(varz).contains("\"ping_max\": 2");
		}
	}

	@Test
	void aServerThatDemandsCredentialsStarts() {
		try (Broker broker = Broker.builder()
			.configuration("authorization { user: someone, password: secret }")
			.start()) {
			assertThat(broker.isRunning()).isTrue();
		}
	}

	@Test
	void aBadConfigurationFailsAtOnceWithTheComplaintOfTheServer() {
		assertThatExceptionOfType(TestbedException.class)
			.isThrownBy(() -> Broker.builder().configuration("no_such_setting: 1").start())
			.withMessageContaining("exit code 1")
			.withMessageContaining("unknown field \"no_such_setting\"");
	}

	@Test
	void anExecutableThatIsNoServerFailsWithWhatItPrinted(@TempDir Path folder) throws IOException {
		Path executable = FakeServer.write(folder, "echo 'nats-server: v2.11.0'; echo 'no server at all' >&2");
		assertThatExceptionOfType(TestbedException.class)
			.isThrownBy(() -> Broker.builder().executable(executable).start())
			.withMessageContaining("exit code 0")
			.withMessageContaining("no server at all");
	}

	@Test
	void closeLeavesNeitherProcessNorFiles() {
		Broker broker = Broker.start();
		Path folder = folderOf(broker);
		assertThat(folder).isDirectory();
		broker.close();
		assertThat(exists(broker.pid())).isFalse();
		assertThat(folder).doesNotExist();
		assertThatCode(broker::close).doesNotThrowAnyException();
	}

	@Test
	void closeEndsAPausedServer() {
		Broker broker = Broker.start();
		broker.pause();
		broker.close();
		assertThat(exists(broker.pid())).isFalse();
	}

	@Test
	void closeByAnInterruptedThreadStillEndsTheServer() {
		Broker broker = Broker.start();
		Thread.currentThread().interrupt();
		broker.close();
		assertThat(Thread.interrupted()).isTrue();
		assertThat(exists(broker.pid())).isFalse();
	}

	@Test
	void aClosedBrokerCannotBeRestarted() {
		Broker broker = Broker.start();
		broker.close();
		assertThatExceptionOfType(TestbedException.class).isThrownBy(broker::restart).withMessageContaining("closed");
	}

	@Test
	void aPortOutOfRangeIsRefused() {
		assertThatExceptionOfType(TestbedException.class).isThrownBy(() -> Broker.builder().port(70_000))
			.withMessageContaining("70000");
	}

	private static Path folderOf(Broker broker) {
		return Objects.requireNonNull(broker.log().getParent());
	}

	private static boolean exists(long pid) {
		return ProcessHandle.of(pid).isPresent();
	}

	private static String monitoring(Broker broker, String path) throws Exception {
		try (HttpClient client = HttpClient.newHttpClient()) {
			return client
				.send(HttpRequest.newBuilder(URI.create(broker.monitoringUrl() + path)).build(),
						HttpResponse.BodyHandlers.ofString())
				.body();
		}
	}

}
