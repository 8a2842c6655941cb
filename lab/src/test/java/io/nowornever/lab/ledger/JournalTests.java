package io.nowornever.lab.ledger;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JournalTests {

	private static final String STARTED = "{\"at\":1,\"event\":\"started\",\"task\":\"größe\",\"user\":17}";

	@TempDir
	Path folder;

	@Test
	void aLastLineThatAKillCutShortIsIgnoredWhereverItWasCut() {
		for (int length = 0; length < STARTED.length(); length++) {
			assertThat(events(JournalText.producer("p").torn(STARTED.substring(0, length)))).hasSize(1);
		}
	}

	@Test
	void aWholeLastLineCountsWithoutItsLineEnd() {
		assertThat(events(JournalText.producer("p").torn(STARTED))).hasSize(2)
			.last()
			.isEqualTo(new Event.Started("größe", Criticality.NORMAL));
	}

	@Test
	void anEmptyFileTellsNothing() {
		assertThat(events(new JournalText())).isEmpty();
	}

	@Test
	void whatIsUnknownIsPassedOver() {
		JournalText journal = JournalText.producer("p")
			.line("{\"event\":\"paused\",\"task\":\"t\"}")
			.line("{\"event\":\"started\",\"more\":{\"task\":[1,{\"event\":2}]},\"task\":\"t\",\"outcome\":null}");
		assertThat(events(journal)).hasSize(2).last().isEqualTo(new Event.Started("t", Criticality.NORMAL));
	}

	@Test
	void anAttemptThatIsNotStatedIsTheFirst() {
		assertThat(events(JournalText.consumer("c").line("{\"event\":\"received\"}"))).last()
			.isEqualTo(new Event.Received(null, 1, 0));
	}

	@Test
	void howMuchDependsOnARequestAndWhoWasChosenIsRead() {
		JournalText journal = JournalText.producer("p")
			.line("{\"event\":\"started\",\"task\":\"t\",\"criticality\":\"sheddable\"}")
			.line("{\"event\":\"sent\",\"task\":\"t\",\"attempt\":1,\"to\":\"c\"}")
			.line("{\"event\":\"sent\",\"task\":\"t\",\"attempt\":2}");
		assertThat(events(journal)).endsWith(new Event.Started("t", Criticality.SHEDDABLE), new Event.Sent("t", 1, "c"),
				new Event.Sent("t", 2, null));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\'', value = { "{\"event\":\"star | not JSON",
			"'' | not a JSON object", "7 | not a JSON object", "{\"event\":\"closed\"}{} | more than one JSON value",
			"{} | event is missing", "{\"event\":\"started\"} | task is missing",
			"{\"event\":\"started\",\"task\":7} | task is not a string",
			"{\"task\":7,\"event\":\"started\",\"at\":1} | task is not a string",
			"{\"event\":\"sent\",\"task\":\"t\",\"attempt\":\"1\"} | attempt is not a whole number",
			"{\"event\":\"sent\",\"task\":\"t\",\"attempt\":0} | attempt 0 is not within 1 to 10000",
			"{\"event\":\"closed\",\"attempt\":9223372036854775808} | attempt 9223372036854775808 is out of range",
			"{\"event\":\"settled\",\"task\":\"t\",\"outcome\":\"lost\"} | unknown outcome: lost",
			"{\"event\":\"started\",\"task\":\"t\",\"criticality\":7} | criticality is not a string",
			"{\"event\":\"started\",\"task\":\"t\",\"criticality\":\"vital\"} | unknown criticality: vital",
			"{\"event\":\"sent\",\"task\":\"t\",\"to\":[]} | to is not a string",
			"{\"event\":\"received\",\"task\":\"t\"} | a producer has no such event" })
	void aLineThatCannotBeReadIsNamedWithItsFile(String line, String problem) {
		JournalText journal = JournalText.producer("p").line(STARTED).line(line).line(STARTED);
		assertThatExceptionOfType(JournalException.class).isThrownBy(() -> events(journal))
			.withMessageStartingWith(this.folder.resolve("journal") + ", line 3: ")
			.withMessageContaining(problem);
	}

	@Test
	void nothingComesBeforeTheOpening() {
		assertThatExceptionOfType(JournalException.class).isThrownBy(() -> events(new JournalText().line(STARTED)))
			.withMessageEndingWith(", line 1: nothing was opened before it");
	}

	@Test
	void aFileThatIsNotThereIsNamed() {
		Path missing = this.folder.resolve("missing");
		assertThatExceptionOfType(JournalException.class).isThrownBy(() -> Journal.read(missing, (at, event) -> {
		})).withMessageContaining(missing.toString());
	}

	@ParameterizedTest
	@ValueSource(ints = { 65_535, 65_536, 65_537, 200_000 })
	void aLineMayBeLongerThanTheFirstBuffer(int length) {
		String line = "{\"event\":\"started\",\"more\":\"" + "x".repeat(length) + "\",\"task\":\"t\"}";
		assertThat(events(JournalText.producer("p").line(line).line(line))).hasSize(3);
	}

	@Test
	void aLineThatDoesNotEndIsRejectedBeforeItFillsTheMemory() {
		JournalText journal = JournalText.producer("p").torn("x".repeat(Lines.MAX_BYTES + 1));
		assertThatExceptionOfType(JournalException.class).isThrownBy(() -> events(journal))
			.withMessageEndingWith(", line 2: longer than 1048576 bytes");
	}

	private List<Event> events(JournalText journal) {
		List<Event> events = new ArrayList<>();
		Journal.read(JournalText.write(this.folder, "journal", journal.lines()), (at, event) -> events.add(event));
		return events;
	}

}
