package io.nowornever.playground.lesson;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.nowornever.playground.nats.PlaygroundServer;
import io.nowornever.testbed.broker.Broker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * How a lesson ends, and that it leaves the server as it was.
 */
@Tag("integration")
class LessonRunTests {

	private static final String STREAM = "DEMO_TEST";

	@AutoClose
	private static final PlaygroundServer server = PlaygroundServer.own();

	private static final ServerRestart RESTART = ServerRestart.of(server, "test-renewed");

	private final Transcript transcript = new Transcript();

	private Connection connection;

	private JetStreamManagement management;

	@BeforeEach
	void connect() throws Exception {
		this.connection = server.connect((options) -> options.connectionName("test"));
		this.management = this.connection.jetStreamManagement();
	}

	@AfterEach
	void close() throws Exception {
		for (String name : this.management.getStreamNames()) {
			this.management.deleteStream(name);
		}
		this.connection.close();
	}

	@Test
	void aCheckThatDoesNotHoldFailsTheLessonAndNamesBothValues() {
		assertThat(run((board, calls) -> board.check("Messages held", 2, 3))).isEqualTo(LessonOutcome.FAILED);
		assertThat(this.transcript.ended().reason()).isEqualTo("Messages held: expected 2, but it is 3");
	}

	@Test
	void aStreamIsRemovedAfterAFailureInTheMiddle() throws Exception {
		assertThat(run((board, calls) -> {
			calls.createStream(stream());
			board.check("Messages held", 1, 0);
		})).isEqualTo(LessonOutcome.FAILED);
		assertThat(this.management.getStreamNames()).isEmpty();
	}

	@Test
	void aRefusalByTheServerFailsTheLessonWithItsReason() {
		run((board, calls) -> calls.management().getStreamInfo("NO_SUCH_STREAM"));
		assertThat(this.transcript.ended().reason()).isEqualTo("The server refused: stream not found");
	}

	@Test
	void anInterruptedLessonIsCancelledAndRemovesItsStream() throws Exception {
		LessonOutcome outcome = run((board, calls) -> {
			calls.createStream(stream());
			Thread.currentThread().interrupt();
			calls.state(STREAM);
		});
		boolean stillInterrupted = Thread.interrupted();
		assertThat(outcome).isEqualTo(LessonOutcome.CANCELLED);
		assertThat(stillInterrupted).isTrue();
		assertThat(this.management.getStreamNames()).isEmpty();
	}

	@Test
	void aListenerThatThrowsEndsTheLessonWhichRemovesItsStream() throws Exception {
		assertThatIllegalStateException().isThrownBy(() -> lesson((board, calls) -> {
			calls.createStream(stream());
			board.explain("This is too much for the listener.");
		}).run(this.connection, RESTART, (event) -> {
			if (event instanceof LessonEvent.Explanation) {
				throw new IllegalStateException("full");
			}
		})).withMessage("full");
		assertThat(this.management.getStreamNames()).isEmpty();
	}

	@Test
	void aListenerThatThrowsAtTheEndDoesNotKeepAStreamFromBeingRemoved() throws Exception {
		assertThatIllegalStateException().isThrownBy(
				() -> lesson((board, calls) -> calls.createStream(stream())).run(this.connection, RESTART, (event) -> {
					if (event instanceof LessonEvent.Step) {
						throw new IllegalStateException("full");
					}
				}));
		assertThat(this.management.getStreamNames()).isEmpty();
	}

	@Test
	void aStreamThatTheLessonDidNotMakeIsLeftUntouched() throws Exception {
		this.management.addStream(stream().build());
		this.connection.jetStream().publish("demo.test", "keep me".getBytes(StandardCharsets.UTF_8));
		assertThat(run((board, calls) -> calls.createStream(stream()))).isEqualTo(LessonOutcome.REFUSED);
		assertThat(this.transcript.ended().reason()).contains(STREAM, "did not make", "left untouched");
		assertThat(this.management.getStreamInfo(STREAM).getStreamState().getMsgCount()).isOne();
	}

	@Test
	void aStreamOfOthersThatTakesTheSameMessagesIsLeftUntouched() throws Exception {
		this.management.addStream(stream().name("THEIRS").build());
		assertThat(run((board, calls) -> calls.createStream(stream()))).isEqualTo(LessonOutcome.REFUSED);
		assertThat(this.transcript.ended().reason()).contains("demo.test", "left untouched");
		assertThat(this.management.getStreamNames()).containsExactly("THEIRS");
	}

	@Test
	void aStreamThatOthersMadeInItsPlaceMeanwhileIsLeftUntouched() throws Exception {
		run((board, calls) -> {
			calls.createStream(stream());
			calls.management().deleteStream(STREAM);
			calls.management().addStream(stream().build());
		});
		assertThat(this.management.getStreamNames()).containsExactly(STREAM);
	}

	@Test
	void whatAKilledRunLeftIsReplaced() throws Exception {
		this.management
			.addStream(stream().metadata(Map.of(OwnStreams.RUN, UUID.randomUUID().toString())).maxMessages(7).build());
		assertThat(run((board, calls) -> calls.createStream(stream()))).isEqualTo(LessonOutcome.PASSED);
		assertThat(this.management.getStreamNames()).isEmpty();
	}

	@Test
	void aStreamOfARunThatIsUnderWayIsNotTaken() {
		AtomicReference<LessonOutcome> second = new AtomicReference<>();
		Transcript other = new Transcript();
		LessonOutcome first = run((board, calls) -> {
			calls.createStream(stream());
			second.set(lesson((itsBoard, itsCalls) -> itsCalls.createStream(stream())).run(this.connection, RESTART,
					other));
			calls.state(STREAM);
		});
		assertThat(second).hasValue(LessonOutcome.REFUSED);
		assertThat(other.ended().reason()).contains("in use");
		assertThat(first).isEqualTo(LessonOutcome.PASSED);
	}

	@Test
	void aLessonThatHasItsServerRestartedGoesOnAndRemovesItsStreams() throws Exception {
		LessonOutcome outcome = run((board, calls) -> {
			calls.createStream(stream());
			calls.publish("demo.test", "kept");
			board.check("Restarted", true, calls.restartServer());
			board.check("Messages held", 1, calls.state(STREAM).getMsgCount());
			calls.createStream(stream().name("DEMO_TEST_LATER").subjects("demo.test-later"));
		});
		assertThat(this.transcript.ended().reason()).isEmpty();
		assertThat(outcome).isEqualTo(LessonOutcome.PASSED);
		reconnect();
		assertThat(this.management.getStreamNames()).isEmpty();
	}

	@Test
	void afterARestartALessonIsStillSeenToBeUnderWay() throws Exception {
		AtomicReference<LessonOutcome> second = new AtomicReference<>();
		LessonOutcome first = run((board, calls) -> {
			calls.createStream(stream());
			calls.restartServer();
			second.set(lesson((itsBoard, itsCalls) -> itsCalls.createStream(stream())).run(calls.connection(), RESTART,
					new Transcript()));
			calls.state(STREAM);
		});
		assertThat(second).hasValue(LessonOutcome.REFUSED);
		assertThat(first).isEqualTo(LessonOutcome.PASSED);
		reconnect();
	}

	@Test
	void aServerThatMayNotBeRestartedIsLeftAsItIsAndTheLessonSaysSo() {
		ServerRestart notHere = ServerRestart.of(PlaygroundServer.given(server.address()), "test");
		LessonOutcome outcome = lesson((board, calls) -> {
			calls.createStream(stream());
			board.check("Restarted", false, calls.restartServer());
			calls.state(STREAM);
		}).run(this.connection, notHere, this.transcript);
		assertThat(outcome).isEqualTo(LessonOutcome.PASSED);
		assertThat(this.transcript.figures("stop nats-server and start it again", "skipped")).singleElement()
			.asString()
			.contains("others may use this server", "--nats.servers");
	}

	@Test
	void aStreamThatWentWithTheServerIsNotSaidToBeLeft() throws Exception {
		assertThat(run((board, calls) -> {
			calls.createStream(stream().storageType(StorageType.Memory));
			calls.restartServer();
		})).isEqualTo(LessonOutcome.PASSED);
		assertThat(this.transcript.figures("deleteStream", "removed")).containsExactly("it was gone already");
		reconnect();
	}

	@Test
	void aServerWithoutJetStreamIsRefusedWithWhatToDo() throws Exception {
		try (Broker plain = Broker.start()) {
			Connection toPlain = PlaygroundServer.given(plain.url())
				.connect((options) -> options.connectionName("test"));
			assertThat(Lessons.all().getFirst().run(toPlain, RESTART, this.transcript))
				.isEqualTo(LessonOutcome.REFUSED);
			toPlain.close();
		}
		assertThat(this.transcript.ended().reason()).contains("no JetStream", "nats-server -js");
	}

	@Test
	void aServerThatEndsInTheMiddleFailsTheLessonWhichTellsWhatIsLeft() throws Exception {
		runOnAServerThatEndsInTheMiddle((connection, event) -> {
		});
		assertThat(this.transcript.ended().outcome()).isEqualTo(LessonOutcome.FAILED);
		assertThat(this.transcript.ended().reason()).contains("link to the server broke", "Not removed: " + STREAM);
	}

	@Test
	void aBrokenLinkIsToldAlsoIfItsEventComesAfterTheFailureOfTheCall() throws Exception {
		CompletableFuture<Boolean> over = new CompletableFuture<>();
		try {
			runOnAServerThatEndsInTheMiddle((connection, event) -> over.join());
		}
		finally {
			over.complete(true);
		}
		assertThat(this.transcript.ended().reason()).contains("link to the server broke", "Not removed: " + STREAM);
	}

	/**
	 * Runs a lesson whose server is killed.
	 * @param first hears each event of the connection before anybody else
	 */
	private void runOnAServerThatEndsInTheMiddle(ConnectionListener first) throws Exception {
		try (Broker broker = Broker.builder().jetStream().start()) {
			Connection toBroker = PlaygroundServer.given(broker.url())
				.connect((options) -> options.connectionName("test").connectionListener(first));
			lesson((board, calls) -> {
				calls.createStream(stream());
				broker.kill();
				calls.state(STREAM);
			}).run(toBroker, RESTART, this.transcript);
			toBroker.close();
		}
	}

	private void reconnect() throws Exception {
		this.connection.close();
		connect();
	}

	private LessonOutcome run(Script script) {
		return lesson(script).run(this.connection, RESTART, this.transcript);
	}

	private static Lesson lesson(Script script) {
		return new Lesson("test", "A test", "What a test needs.", script);
	}

	private static StreamConfiguration.Builder stream() {
		return StreamConfiguration.builder().name(STREAM).subjects("demo.test");
	}

}
