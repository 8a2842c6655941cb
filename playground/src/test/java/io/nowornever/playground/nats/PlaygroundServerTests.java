package io.nowornever.playground.nats;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.nats.client.Connection;
import io.nowornever.testbed.broker.Broker;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Tag("integration")
class PlaygroundServerTests {

	private static final String USERS = "authorization { user: ada, password: secret }";

	@Test
	@SuppressWarnings("try")
	void aServerOfItsOwnHasJetStream() throws Exception {
		try (PlaygroundServer server = PlaygroundServer.own(); Connection connection = connect(server)) {
			assertThat(connection.jetStreamManagement().getStreamNames()).isEmpty();
		}
	}

	@Test
	void aServerOfItsOwnEndsWhenItIsClosed() {
		PlaygroundServer server = PlaygroundServer.own();
		server.close();
		assertThatExceptionOfType(ServerUnavailableException.class).isThrownBy(() -> connect(server))
			.withMessageContaining(server.address());
	}

	@Test
	void aGivenServerIsLeftRunning() {
		try (Broker broker = Broker.start()) {
			PlaygroundServer.given(broker.url()).close();
			assertThat(broker.isRunning()).isTrue();
		}
	}

	@Test
	void aServerOfItsOwnSaysThatItWasCreatedForThis() {
		try (PlaygroundServer server = PlaygroundServer.own()) {
			assertThat(server).hasToString("nats-server at " + server.address() + " (created for this, ends with it)");
		}
	}

	@Test
	@SuppressWarnings("try")
	void aGivenServerThatAnswersSaysThatItWasAlreadyRunning() throws Exception {
		try (Broker broker = Broker.start()) {
			PlaygroundServer server = PlaygroundServer.given(broker.url());
			assertThat(server).hasToString("nats-server at " + broker.url());
			try (Connection connection = connect(server)) {
				assertThat(server.origin()).isEqualTo(ServerOrigin.ALREADY_RUNNING);
				assertThat(server).asString().endsWith("(already running, left as it is)");
			}
		}
	}

	@Test
	@SuppressWarnings("try")
	void aServerOfItsOwnThatHasEndedIsStartedOnDemandAndOnlyThen() throws Exception {
		Broker broker = Broker.builder().jetStream().start();
		try (PlaygroundServer server = PlaygroundServer.own(broker)) {
			long pid = broker.pid();
			server.ensureRunning();
			assertThat(broker.pid()).isEqualTo(pid);
			assertThat(server.origin()).isEqualTo(ServerOrigin.CREATED);
			broker.kill();
			server.ensureRunning();
			assertThat(server.origin()).isEqualTo(ServerOrigin.STARTED);
			try (Connection connection = connect(server)) {
				assertThat(connection.jetStreamManagement().getStreamNames()).isEmpty();
			}
		}
	}

	@Test
	void whoConnectsDuringARestartWaitsForItsEnd() throws Exception {
		try (PlaygroundServer server = PlaygroundServer.own()) {
			CompletableFuture<Void> restart = CompletableFuture.runAsync(server::restart);
			do {
				connect(server).close();
			}
			while (!restart.isDone());
			restart.join();
			assertThat(server.origin()).isEqualTo(ServerOrigin.STARTED);
		}
	}

	@Test
	void aGivenServerIsNotRestarted() {
		try (Broker broker = Broker.start()) {
			long pid = broker.pid();
			PlaygroundServer server = PlaygroundServer.given(broker.url());
			assertThatIllegalStateException().isThrownBy(server::restart).withMessageContaining(broker.url());
			assertThat(broker.pid()).isEqualTo(pid);
		}
	}

	@Test
	void aGivenServerThatHasEndedIsNotStarted() {
		try (Broker broker = Broker.start()) {
			PlaygroundServer server = PlaygroundServer.given(broker.url());
			broker.kill();
			server.ensureRunning();
			assertThat(broker.isRunning()).isFalse();
		}
	}

	@Test
	@SuppressWarnings("try")
	void userAndPasswordOfTheAddressAreUsed() throws Exception {
		try (Broker broker = Broker.builder().configuration(USERS).start();
				Connection connection = connect(
						PlaygroundServer.given("nats://ada:secret@127.0.0.1:" + broker.port()))) {
			assertThat(connection.RTT()).isPositive();
		}
	}

	@Test
	void whoIsNotLetInIsToldSoWithoutTheirPassword() {
		try (Broker broker = Broker.builder().configuration(USERS).start()) {
			PlaygroundServer server = PlaygroundServer.given("nats://ada:guessed@127.0.0.1:" + broker.port());
			// The client library waits for the whole time in which it may connect.
			assertThatExceptionOfType(ServerUnavailableException.class)
				.isThrownBy(() -> server.connect((options) -> options.connectionName("test")))
				.withMessageContaining("does not let this user in")
				.withMessageContaining("nats://***@127.0.0.1:" + broker.port())
				.satisfies((problem) -> assertThat(stackTrace(problem)).doesNotContain("ada", "guessed"));
		}
	}

	@Test
	void whereNobodyAnswersItIsSaidWhatToDo() throws Exception {
		int port;
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = socket.getLocalPort();
		}
		PlaygroundServer server = PlaygroundServer.given("nats://127.0.0.1:" + port);
		assertThatExceptionOfType(ServerUnavailableException.class).isThrownBy(() -> connect(server))
			.withMessageStartingWith("No nats-server answers at nats://127.0.0.1:" + port)
			.withMessageContaining("--nats.servers=");
	}

	@Test
	void aHostAloneMeansTheUsualPort() {
		assertThat(PlaygroundServer.given("localhost").address()).isEqualTo("nats://localhost:4222");
	}

	@Test
	void severalAddressesAreSeparatedByCommas() {
		assertThat(PlaygroundServer.given("nats://a:1, nats://b:2").address()).isEqualTo("nats://a:1,nats://b:2");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ' ', value = { "nats://ada:secret@a:1 nats://***@a:1", "nats://secret@a:1 nats://***@a:1",
			"ada:secret@a nats://***@a:4222", "nats://a:1,tls://ada:secret@b:2 nats://a:1,tls://***@b:2" })
	void whoIsLetInIsNotShown(String servers, String shown) {
		assertThat(PlaygroundServer.given(servers).address()).isEqualTo(shown);
	}

	@ParameterizedTest
	@ValueSource(strings = { "nats://ada:secret@a:65536", "nats://ada:sec@ret@a:65536", "nats://ada:sec,ret@a:65536",
			"ada:sec,ret@a:65536", "nats://ada:sec/ret@a:65536", "nats://ada:sec://ret@a:65536",
			"nats://ada:sec ret@a:65536", "nats://ada:secret@b:1,a:65536", "nats://ada:secret@b:1,nats://a:65536" })
	void whoIsLetInIsNotShownInARefusalEither(String servers) {
		assertThatIllegalArgumentException().isThrownBy(() -> PlaygroundServer.given(servers))
			.withMessageContaining("a:65536' is no address")
			.satisfies((problem) -> assertThat(stackTrace(problem)).doesNotContain("ada", "sec", "ret@"));
	}

	@Test
	void whereNobodyAnswersWhoIsLetInIsNotShownEvenInAStackTrace() {
		PlaygroundServer server = PlaygroundServer.given("nats://ada:secret@127.0.0.1:1");
		assertThatExceptionOfType(ServerUnavailableException.class).isThrownBy(() -> connect(server))
			.withMessageStartingWith("No nats-server answers at nats://***@127.0.0.1:1.")
			.satisfies((problem) -> assertThat(stackTrace(problem)).contains("Caused by")
				.doesNotContain("ada:", "secret"));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "nats://", "nats://a b:1", "ftp://a:1", "nats://a:65536", "nats://a:1,,", "nats://a:x" })
	void whatIsNoAddressIsRefusedTellingWhatIsAllowed(String servers) {
		assertThatIllegalArgumentException().isThrownBy(() -> PlaygroundServer.given(servers))
			.withMessageContaining("allowed is nats://HOST:PORT");
	}

	@Test
	void aPasswordIsNotRepeatedInARefusal() {
		assertThatIllegalArgumentException().isThrownBy(() -> PlaygroundServer.given("nats://ada:secret@a:65536"))
			.withMessageContaining("'nats://***@a:65536'")
			.satisfies((problem) -> assertThat(problem.getMessage()).doesNotContain("secret"));
	}

	private static String stackTrace(Throwable problem) {
		StringWriter text = new StringWriter();
		problem.printStackTrace(new PrintWriter(text));
		return text.toString();
	}

	private static Connection connect(PlaygroundServer server) throws InterruptedException {
		return server.connect((options) -> options.connectionName("test").connectionTimeout(Duration.ofSeconds(30)));
	}

}
