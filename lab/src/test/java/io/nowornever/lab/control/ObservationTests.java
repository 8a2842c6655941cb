package io.nowornever.lab.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import io.nowornever.lab.control.Fault.Effect;
import io.nowornever.lab.control.Fault.Target;
import io.nowornever.lab.ledger.Cause;
import io.nowornever.lab.ledger.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is told of journals written by hand, at times set by hand.
 */
class ObservationTests {

	@TempDir
	Path folder;

	private final Observation observation = new Observation();

	@BeforeEach
	void open() {
		follow("producer-1", "producer");
		follow("fast-1", "consumer");
		follow("slow-1", "consumer");
	}

	@AfterEach
	void close() {
		this.observation.close();
	}

	@Test
	void aKilledConsumersMarkTellsWhatItHeldAndWhatOfThatWasLost() {
		start(100, "t-1").send(100, "t-1", "fast-1").start(110, "t-2").send(110, "t-2", "fast-1");
		start(120, "t-3").send(120, "t-3", "slow-1");
		received("fast-1", 101, "t-1").received("fast-1", 111, "t-2").received("slow-1", 121, "t-3");
		mark(kill("fast-1", Target.CONSUMER), 200);
		assertThat(this.observation.party("fast-1").held()).isEmpty();
		settle(300, "t-2", "answered").settle(5_100, "t-1", "timed_out").settle(5_120, "t-3", "timed_out");
		assertThat(lastMark(6_000).text()).isEqualTo("killed fast-1: held 2, lost 1");
	}

	@Test
	void whatNobodyWaitsForAnyMoreIsNotHeld() {
		start(100, "t-1").send(100, "t-1", "slow-1").received("slow-1", 101, "t-1");
		start(3_000, "t-2").send(3_000, "t-2", "slow-1").received("slow-1", 3_001, "t-2");
		settle(5_100, "t-1", "timed_out");
		mark(kill("slow-1", Target.CONSUMER), 5_200);
		settle(8_000, "t-2", "timed_out");
		assertThat(lastMark(9_000).text()).isEqualTo("killed slow-1: held 1, lost 1");
	}

	@Test
	void whatIsSentToADeadConsumerIsLostByItsDeath() {
		mark(kill("fast-1", Target.CONSUMER), 200);
		start(210, "t-1").send(210, "t-1", "fast-1").settle(5_210, "t-1", "timed_out");
		assertThat(lastMark(6_000).text()).isEqualTo("killed fast-1: held 0, lost 1");
	}

	@Test
	void whatNobodyReceivedWhileAConsumerWasFrozenIsLostByThat() {
		mark(new Fault("freeze slow-1", "froze slow-1", "slow-1", Target.CONSUMER, Effect.SEVERED), 200);
		start(210, "t-1").send(210, "t-1", null).settle(5_210, "t-1", "timed_out");
		read(6_000);
		this.observation.endFaults("slow-1", 6_000);
		start(6_100, "t-2").send(6_100, "t-2", null).settle(11_100, "t-2", "timed_out");
		assertThat(lastMark(12_000).text()).isEqualTo("froze slow-1: held 0, lost 1");
	}

	@Test
	void whatAKilledProducerWaitedForIsLostAtOnce() {
		start(100, "t-1").send(100, "t-1", "fast-1").start(110, "t-2").send(110, "t-2", "fast-1");
		settle(150, "t-2", "answered");
		read(200);
		assertThat(this.observation.inFlight()).isEqualTo(1);
		mark(kill("producer-1", Target.PRODUCER), 200);
		assertThat(lastMark(300).text()).isEqualTo("killed producer-1: held 1, lost 1");
		assertThat(this.observation.inFlight()).isZero();
		assertThat(this.observation.account().producerDied()).isEqualTo(1);
	}

	@Test
	void allThatEndsUnansweredWhileTheBrokerIsAwayIsLostByThat() {
		start(100, "t-1").send(100, "t-1", "fast-1");
		mark(kill(Stage.BROKER, Target.BROKER), 200);
		settle(201, "t-1", "disconnected").start(300, "t-2").settle(300, "t-2", "disconnected");
		start(310, "t-3").settle(310, "t-3", "refused");
		assertThat(lastMark(400).text()).isEqualTo("killed nats-server: lost 2");
	}

	@Test
	void whatCouldNotBeDoneIsToldWithItsReasonAndCostsNothing() {
		start(100, "t-1").send(100, "t-1", "fast-1").received("fast-1", 101, "t-1");
		mark(Fault.failed("stop fast-1", "fast-1", "It has not ended within 90 s"), 200);
		settle(5_100, "t-1", "timed_out");
		Mark.View told = lastMark(6_000);
		assertThat(told.text()).isEqualTo("stop fast-1: not done. It has not ended within 90 s");
		assertThat(told.failed()).isTrue();
		assertThat(told.lost()).isNull();
	}

	@Test
	void theLatestFaultThatCanBeIsBlamed() {
		start(100, "t-1").send(100, "t-1", "fast-1").received("fast-1", 101, "t-1");
		mark(kill(Stage.BROKER, Target.BROKER), 200);
		read(210);
		this.observation.changedMarks();
		mark(kill("fast-1", Target.CONSUMER), 220);
		settle(5_100, "t-1", "timed_out");
		read(6_000);
		assertThat(this.observation.changedMarks()).extracting(Mark.View::text)
			.containsExactly("killed fast-1: held 1, lost 1");
	}

	@Test
	void aSecondTellsWhatHappenedInIt() {
		read(1_000);
		this.observation.finishedSeconds(1_000);
		start(1_100, "t-1").send(1_100, "t-1", null).received("slow-1", 1_101, "t-1").settle(1_400, "t-1", "answered");
		start(1_200, "t-2").settle(1_210, "t-2", "refused");
		read(2_700);
		Second second = this.observation.finishedSeconds(2_700).getLast();
		assertThat(second.at()).isEqualTo(1_000);
		assertThat(second.started()).isEqualTo(2);
		assertThat(second.outcomes()).containsEntry(Outcome.ANSWERED, 1L).containsEntry(Outcome.REFUSED, 1L).hasSize(2);
		assertThat(second.p50()).isEqualTo(300);
		assertThat(second.waiting()).containsEntry("slow-1", 1L).containsEntry("fast-1", 0L);
	}

	@Test
	void whatAPartyHasIsKnown() {
		start(1_000, "t-1").send(1_000, "t-1", null).received("slow-1", 1_001, "t-1");
		start(1_010, "t-2").send(1_010, "t-2", null).received("slow-1", 1_011, "t-2");
		write("slow-1", "{\"at\":1002,\"event\":\"taken\",\"task\":\"t-1\",\"attempt\":1}");
		read(1_100);
		PartyTally slow = this.observation.party("slow-1");
		assertThat(slow.waiting()).isEqualTo(1);
		assertThat(slow.atWork()).isEqualTo(1);
		assertThat(slow.rate(1_100)).isEqualTo(2.0 / PartyTally.RATE_SECONDS);
		assertThat(this.observation.party("producer-1").inFlight()).isEqualTo(2);
	}

	@Test
	void whatAPartyHasStaysItsOwnInTheNextPartOfItsJournal() {
		start(1_000, "t-1").send(1_000, "t-1", null).received("slow-1", 1_001, "t-1");
		write("producer-1",
				"{\"at\":1002,\"event\":\"opened\",\"role\":\"producer\",\"who\":\"p\",\"run\":\"r\",\"part\":2}");
		write("slow-1",
				"{\"at\":1002,\"event\":\"opened\",\"role\":\"consumer\",\"who\":\"s\",\"run\":\"s\",\"part\":2}");
		read(1_100);
		assertThat(this.observation.party("slow-1").held()).containsExactly("t-1");
		assertThat(this.observation.party("producer-1").inFlight()).isEqualTo(1);
	}

	@Test
	void whatWasBegunInAPartThatIsGoneIsHeldAsFarAsItIsKnown() {
		write("slow-1", "{\"at\":1002,\"event\":\"taken\",\"task\":\"t-1\",\"attempt\":1}");
		write("producer-1", "{\"at\":1002,\"event\":\"settled\",\"task\":\"t-2\",\"outcome\":\"answered\"}");
		read(1_100);
		assertThat(this.observation.party("slow-1").held()).containsExactly("t-1");
		assertThat(this.observation.party("slow-1").waiting()).isZero();
		assertThat(this.observation.party("producer-1").inFlight()).isZero();
	}

	@Test
	void theWayOfALostRequestIsKept() {
		start(100, "t-1").send(100, "t-1", "fast-1").received("fast-1", 101, "t-1").settle(5_100, "t-1", "timed_out");
		read(60_000);
		assertThat(this.observation.unanswered()).extracting(Way::task).containsExactly("t-1");
		assertThat(this.observation.cause("t-1")).isEqualTo(Cause.DIED_WAITING);
		Way way = this.observation.unanswered().getFirst();
		assertThat(way.lastSeen()).isEqualTo("fast-1: received it");
		assertThat(way.ageMillis()).isEqualTo(5_000);
		assertThat(way.events()).extracting((told) -> told.who() + " " + Sentences.of(told.event()))
			.containsExactly("producer-1 started", "producer-1 sent, to fast-1", "fast-1 received it",
					"producer-1 ended: timed out");
	}

	@Test
	void onlyTheLastUnansweredOnesAreKeptAndTheAnsweredForgotten() {
		for (int i = 0; i < Ways.MOST_UNANSWERED + 10; i++) {
			start(100, "t-" + i).settle(200, "t-" + i, "refused");
		}
		start(100, "u-1").settle(200, "u-1", "answered");
		read(300);
		assertThat(this.observation.way("u-1")).isNotNull();
		assertThat(this.observation.unanswered()).hasSize(Ways.MOST_UNANSWERED)
			.first()
			.extracting(Way::task)
			.isEqualTo("t-" + (Ways.MOST_UNANSWERED + 9));
		read(60_000);
		assertThat(this.observation.way("u-1")).isNull();
		assertThat(this.observation.account().count(Outcome.ANSWERED)).isEqualTo(1);
	}

	private static Fault kill(String party, Target target) {
		return new Fault("kill " + party, "killed " + party, party, target, Effect.DIES);
	}

	private void mark(Fault fault, long atMillis) {
		read(atMillis);
		this.observation.mark(fault, atMillis);
	}

	private Mark.View lastMark(long nowMillis) {
		read(nowMillis);
		List<Mark.View> changed = this.observation.changedMarks();
		return changed.getLast();
	}

	private void read(long nowMillis) {
		this.observation.read(nowMillis);
	}

	private void follow(String name, String role) {
		this.observation.follow(this.folder.resolve(name), name);
		write(name, "{\"at\":1,\"event\":\"opened\",\"role\":\"" + role + "\",\"who\":\"other\",\"pid\":7}");
	}

	private ObservationTests start(long at, String task) {
		return write("producer-1", event(at, "started", task, ""));
	}

	private ObservationTests send(long at, String task, @Nullable String to) {
		return write("producer-1",
				event(at, "sent", task, ",\"attempt\":1" + ((to != null) ? ",\"to\":\"" + to + "\"" : "")));
	}

	private ObservationTests settle(long at, String task, String outcome) {
		return write("producer-1", event(at, "settled", task, ",\"outcome\":\"" + outcome + "\""));
	}

	private ObservationTests received(String consumer, long at, String task) {
		return write(consumer, event(at, "received", task, ",\"attempt\":1"));
	}

	private static String event(long at, String event, String task, String more) {
		return "{\"at\":" + at + ",\"event\":\"" + event + "\",\"task\":\"" + task + "\"" + more + "}";
	}

	private ObservationTests write(String name, String line) {
		try {
			Files.writeString(this.folder.resolve(name), line + "\n", StandardOpenOption.CREATE,
					StandardOpenOption.APPEND);
			return this;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
