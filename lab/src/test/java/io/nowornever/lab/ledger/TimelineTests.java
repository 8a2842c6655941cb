package io.nowornever.lab.ledger;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.nowornever.lab.ledger.Timeline.Asked;
import io.nowornever.lab.ledger.Timeline.Held;
import io.nowornever.lab.ledger.Timeline.Received;
import io.nowornever.lab.ledger.Timeline.Worked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TimelineTests {

	@TempDir
	private Path folder;

	@Test
	void aRequestIsToldWithItsAttemptsAndRests() {
		Timeline timeline = read("""
				{"at":1,"event":"opened","role":"producer","who":"p"}
				{"at":10,"event":"started","task":"a"}
				{"at":10,"event":"sent","task":"a","attempt":1}
				{"at":12,"event":"declined","task":"a","attempt":1,"reason":"busy"}
				{"at":20,"event":"sent","task":"a","attempt":2}
				{"at":25,"event":"settled","task":"a","outcome":"answered"}
				""");
		assertThat(timeline.asked())
			.containsExactly(new Asked("a", "p", 10, 25, Outcome.ANSWERED, 2, 8, Criticality.NORMAL, List.of()));
	}

	@Test
	void aRequestIsToldWithHowMuchDependsOnItAndWhoWasChosen() {
		Timeline timeline = read("""
				{"at":1,"event":"opened","role":"producer","who":"p"}
				{"at":10,"event":"started","task":"a","criticality":"critical"}
				{"at":10,"event":"sent","task":"a","attempt":1,"to":"c-1"}
				{"at":11,"event":"declined","task":"a","attempt":1,"reason":"busy"}
				{"at":12,"event":"sent","task":"a","attempt":2}
				{"at":12,"event":"declined","task":"a","attempt":2,"reason":"busy"}
				{"at":13,"event":"sent","task":"a","attempt":3,"to":"c-2"}
				""");
		assertThat(timeline.asked()).containsExactly(
				new Asked("a", "p", 10, Timeline.NEVER, null, 3, 2, Criticality.CRITICAL, List.of("c-1", "c-2")));
	}

	@ParameterizedTest
	@CsvSource({ "c-1, 1, true", "c-2, 1, false", "c-2, 2, true" })
	void whereNobodyWasChosenTheQueueGroupMayHaveGivenItToAnyone(String consumer, int attempts, boolean may) {
		Asked asked = new Asked("a", "p", 10, 25, Outcome.TIMED_OUT, attempts, 0, Criticality.NORMAL, List.of("c-1"));
		assertThat(asked.mayHaveGoneTo(consumer)).isEqualTo(may);
	}

	@Test
	void aRequestWithoutAnOutcomeIsNeverSettled() {
		Timeline timeline = read("""
				{"at":1,"event":"opened","role":"producer","who":"p"}
				{"at":10,"event":"started","task":"a"}
				""");
		assertThat(timeline.asked())
			.containsExactly(new Asked("a", "p", 10, Timeline.NEVER, null, 0, 0, Criticality.NORMAL, List.of()));
	}

	@Test
	void aRejectedRequestIsSettledWhenItIsStarted() {
		Timeline timeline = read("""
				{"at":1,"event":"opened","role":"producer","who":"p"}
				{"at":10,"event":"rejected"}
				""");
		assertThat(timeline.asked())
			.containsExactly(new Asked(null, "p", 10, 10, Outcome.REJECTED, 0, 0, Criticality.NORMAL, List.of()));
	}

	@Test
	void whatAConsumerHoldsAndWorksOnIsTold() {
		Timeline timeline = read("""
				{"at":1,"event":"opened","role":"consumer","who":"c"}
				{"at":10,"event":"received","task":"a","attempt":1}
				{"at":11,"event":"received","task":"b","attempt":1}
				{"at":12,"event":"taken","task":"a","attempt":1}
				{"at":32,"event":"ended","task":"a","attempt":1,"outcome":"late"}
				{"at":33,"event":"taken","task":"b","attempt":1}
				{"at":34,"event":"ended","task":"b","attempt":1,"outcome":"stale"}
				""");
		assertThat(timeline.worked()).containsExactly(new Worked("a", "c", 12, 32, Handling.LATE));
		assertThat(timeline.worked().getFirst().tookMillis()).isEqualTo(20);
		assertThat(timeline.held()).containsExactly(new Held("c", 10, 1), new Held("c", 11, 1), new Held("c", 32, -1),
				new Held("c", 34, -1));
	}

	@Test
	void deliveriesOfAStreamAreToldApart() {
		Timeline timeline = read("""
				{"at":1,"event":"opened","role":"consumer","who":"c"}
				{"at":10,"event":"received","task":"a","attempt":1,"deliveries":1}
				{"at":11,"event":"taken","task":"a","attempt":1,"deliveries":1}
				{"at":20,"event":"received","task":"a","attempt":1,"deliveries":2}
				{"at":21,"event":"taken","task":"a","attempt":1,"deliveries":2}
				{"at":30,"event":"ended","task":"a","attempt":1,"deliveries":1,"outcome":"answered"}
				""");
		assertThat(timeline.received()).containsExactly(new Received("a", "c", 10, 1), new Received("a", "c", 20, 2));
		assertThat(timeline.worked()).containsExactly(new Worked("a", "c", 11, 30, Handling.ANSWERED));
	}

	@Test
	void aProducerThatWasStartedAgainIsStillTheSame() {
		Timeline timeline = read("""
				{"at":1,"event":"opened","role":"producer","who":"host-17"}
				{"at":10,"event":"started","task":"a"}
				{"at":20,"event":"opened","role":"producer","who":"host-18"}
				{"at":21,"event":"started","task":"b"}
				""");
		assertThat(timeline.asked()).extracting(Asked::producer).containsExactly("p", "p");
	}

	@Test
	void whatWasAskedBeforeTheFirstLinkCanBeLeftOut() {
		Timeline timeline = read("""
				{"at":1,"event":"opened","role":"producer","who":"p"}
				{"at":10,"event":"started","task":"early"}
				{"at":10,"event":"settled","task":"early","outcome":"disconnected"}
				{"at":11,"event":"rejected"}
				{"at":20,"event":"started","task":"linked"}
				{"at":20,"event":"sent","task":"linked","attempt":1}
				{"at":30,"event":"started","task":"broken"}
				{"at":30,"event":"settled","task":"broken","outcome":"disconnected"}
				""");
		assertThat(timeline.sinceLinked().asked()).containsExactlyElementsOf(
				timeline.asked().stream().filter((each) -> !"early".equals(each.task())).toList());
		assertThat(timeline.asked()).hasSize(4);
	}

	private Timeline read(String journal) {
		return Timeline.read(Map.of("p", JournalText.write(this.folder, "journal", List.of(journal))));
	}

}
