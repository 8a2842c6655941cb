package io.nowornever.playground.lesson;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;

import io.nats.client.Connection;
import io.nowornever.playground.nats.PlaygroundServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The figures of each lesson. All were given at once, on one server, each on a connection
 * of its own; so none could have it restarted.
 */
@Tag("integration")
class LessonsTests {

	private static final Map<String, Transcript> transcripts = new ConcurrentHashMap<>();

	@AutoClose
	private static final PlaygroundServer server = PlaygroundServer.own();

	@BeforeAll
	static void giveAll() {
		Executor threads = (task) -> Thread.ofPlatform().daemon().start(task);
		CompletableFuture<?>[] lessons = Lessons.all()
			.stream()
			.map((lesson) -> CompletableFuture.runAsync(() -> give(lesson), threads))
			.toArray(CompletableFuture[]::new);
		CompletableFuture.allOf(lessons).join();
	}

	static List<String> names() {
		return Lessons.all().stream().map(Lesson::name).toList();
	}

	@ParameterizedTest
	@MethodSource("names")
	void everyCheckOfALessonHolds(String name) {
		assertThat(of(name).of(LessonEvent.Check.class)).isNotEmpty().allMatch(LessonEvent.Check::passed);
	}

	@ParameterizedTest
	@MethodSource("names")
	void aLessonBeginsWithItsTitleAndEndsPassed(String name) {
		assertThat(of(name).events()).first().isInstanceOf(LessonEvent.Began.class);
		assertThat(of(name).ended()).extracting(LessonEvent.Ended::outcome, LessonEvent.Ended::reason)
			.containsExactly(LessonOutcome.PASSED, "");
	}

	@ParameterizedTest
	@MethodSource("names")
	void everyCallIsFollowedByItsResult(String name) {
		List<LessonEvent> events = of(name).events();
		assertThat(IntStream.range(1, events.size())
			.filter((index) -> events.get(index - 1) instanceof LessonEvent.Call)
			.mapToObj(events::get)).isNotEmpty().allMatch(LessonEvent.Result.class::isInstance);
	}

	@ParameterizedTest
	@MethodSource("names")
	void stepsAreNumberedFromOneAndExplained(String name) {
		assertThat(of(name).of(LessonEvent.Step.class)).extracting(LessonEvent.Step::number)
			.isSorted()
			.startsWith(1)
			.doesNotHaveDuplicates();
		assertThat(of(name).of(LessonEvent.Explanation.class)).hasSize(of(name).of(LessonEvent.Step.class).size() - 1)
			.noneMatch((explanation) -> explanation.text().contains("\n"));
	}

	@Test
	void nothingIsLeftOnTheServer() throws Exception {
		Connection connection = connect();
		assertThat(connection.jetStreamManagement().getStreamNames()).isEmpty();
		connection.close();
	}

	@Test
	void aFullStreamDropsItsOldestOrRefusesTheNewest() {
		Transcript streams = of("streams");
		assertThat(streams.actual("The oldest has the sequence")).containsExactly("6");
		assertThat(streams.actual("Messages held")).startsWith("1000", "3");
		assertThat(streams.figures("publish", "refused")).contains("maximum messages exceeded",
				"message size exceeds maximum allowed");
	}

	@Test
	void theAccountIsShownBeforeAnyStreamIsMade() {
		assertThat(of("streams").of(LessonEvent.Call.class)).extracting(LessonEvent.Call::what)
			.startsWith("getAccountStatistics", "addStream");
	}

	@Test
	void theAccountsFiguresAreChecked() {
		assertThat(of("streams").actual("It may store in files")).containsExactly("true");
		assertThat(of("streams").actual("It counts this stream")).containsExactly("true");
		assertThat(of("streams").of(LessonEvent.Check.class)).extracting(LessonEvent.Check::claim)
			.anyMatch((claim) -> claim.startsWith("Its file bytes include the "));
	}

	@Test
	void aServerThatOthersUseIsNotRestarted() {
		assertThat(of("streams").figures("stop nats-server and start it again", "skipped")).singleElement()
			.asString()
			.contains("others may use this server");
		assertThat(of("streams").actual("Messages that the file stream kept")).isEmpty();
	}

	@Test
	void aRestartKeepsWhatIsInAFileAndNotWhatIsInMemory() throws Exception {
		Transcript streams = new Transcript();
		try (PlaygroundServer own = PlaygroundServer.own()) {
			Connection connection = own.connect((options) -> options.connectionName("test"));
			Lessons.all().getFirst().run(connection, ServerRestart.of(own, "test"), streams);
			connection.close();
		}
		assertThat(streams.ended().reason()).isEmpty();
		assertThat(streams.actual("Messages that the file stream kept")).containsExactly("3");
		assertThat(streams.actual("The next message there has the sequence")).containsExactly("4");
		assertThat(streams.actual("Looking for the memory stream is refused with the code")).containsExactly("10059");
	}

	@Test
	void theStreamOfTheStreamsLessonHasTheSettingsThatWereAskedFor() {
		assertThat(of("streams").of(LessonEvent.Call.class).get(1).settings()).containsExactly(
				Map.entry("name", "DEMO_LIMITS"), Map.entry("subjects", "demo.limits.>"), Map.entry("storage", "file"),
				Map.entry("retention", "limits"), Map.entry("max messages", "1,000"), Map.entry("max age", "1 h"),
				Map.entry("discard", "old"), Map.entry("duplicate window", "120 s"));
	}

	@Test
	void ofSixEventsFourAreFetchedAndThenTheOtherTwo() {
		Transcript consumers = of("consumers");
		assertThat(consumers.actual("Fetched")).containsExactly("1 2 3 4");
		assertThat(consumers.actual("Pending")).containsExactly("2");
		assertThat(consumers.actual("Delivered stream sequence")).containsExactly("4");
		assertThat(consumers.figures("fetch, no wait", "received")).startsWith("2");
		assertThat(consumers.actual("Fetched then, of the 10 asked for")).containsExactly("5 6");
	}

	@Test
	void whatIsNotAcknowledgedComesAgainAndIsCounted() {
		assertThat(of("consumers").actual("Delivery")).containsExactly("1", "2", "2");
	}

	@Test
	void whatRedeliveryMeansIsNamed() {
		assertThat(of("consumers").of(LessonEvent.Explanation.class)).extracting(LessonEvent.Explanation::text)
			.anyMatch((text) -> text.contains("at least once"));
	}

	@Test
	void onlyTheDurableConsumerStays() {
		assertThat(of("consumers").actual("Consumers that are left")).containsExactly("reader");
	}

	@Test
	void aMessageThatWasDeliveredAsOftenAsAllowedIsGivenUp() {
		assertThat(of("consumers").actual("Delivered a third time")).containsExactly("0");
		assertThat(of("consumers").figures("an advisory came", "deliveries")).containsExactly("2");
	}

	@Test
	void ofThreeMessagesWithTwoIdsTwoAreStored() {
		assertThat(of("duplicates").actual("The second is a duplicate")).containsExactly("true");
		assertThat(of("duplicates").actual("Of 3 messages the stream holds")).containsExactly("2");
	}

	@Test
	void afterTheWindowTheSameIdIsNewAgain() {
		assertThat(of("duplicates").actual("The last is a duplicate")).containsExactly("false");
	}

	@Test
	void ofFiveTasksTwoAreLeftWhenThreeAreDone() {
		assertThat(of("work-queue").actual("Left in the stream")).containsExactly("2", "0");
	}

	@Test
	void twoWorkersShareTheRest() {
		assertThat(of("work-queue").actual("Tasks of both, by sequence")).containsExactly("4 5 6 7");
	}

	@Test
	void aSecondConsumerOfTheSameTasksIsRefusedWithTheServersReason() {
		assertThat(of("work-queue").figures("createConsumer", "refused"))
			.contains("multiple non-filtered consumers not allowed on workqueue stream");
	}

	@Test
	void ofFiftyAskedForEachDeliverPolicySeesItsPart() {
		assertThat(of("replay").of(LessonEvent.Call.class)).filteredOn((call) -> call.what().startsWith("fetch"))
			.isNotEmpty()
			.allSatisfy((call) -> assertThat(call.settings()).containsEntry("at most", "50"));
		assertThat(of("replay").actual("Events seen, by sequence")).containsExactly("1 2 3 4 5 6", "6", "4 5 6",
				"4 5 6", "3 4 5 6", "7");
	}

	@Test
	void theEarlyMessageIsLostInCoreAndKeptInJetStream() {
		assertThat(of("core").actual("The first message received")).containsExactly("late");
		assertThat(of("core").actual("Received, in order")).containsExactly("early late");
	}

	@Test
	void theCostIsShownForEachWayToPublish() {
		assertThat(of("core").of(LessonEvent.Result.class))
			.filteredOn((result) -> result.figures().containsKey("core: publish and flush"))
			.singleElement()
			.satisfies((result) -> assertThat(result.figures()).hasSize(5)
				.allSatisfy((way, rate) -> assertThat(rate).matches("[0-9,]+ a second")));
	}

	private static void give(Lesson lesson) {
		Transcript transcript = new Transcript();
		transcripts.put(lesson.name(), transcript);
		try {
			Connection connection = connect();
			lesson.run(connection, ServerRestart.of(PlaygroundServer.given(server.address()), "test"), transcript);
			connection.close();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static Transcript of(String lesson) {
		return transcripts.getOrDefault(lesson, new Transcript());
	}

	private static Connection connect() throws InterruptedException {
		return server.connect((options) -> options.connectionName("test"));
	}

}
