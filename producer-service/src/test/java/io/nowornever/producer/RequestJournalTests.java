package io.nowornever.producer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.nowornever.request.RequestOutcome;
import io.nowornever.testbed.broker.Broker;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("integration")
@SuppressWarnings("try") // consumers that only have to be there
class RequestJournalTests {

	private static final Pattern LINE = Pattern
		.compile("\\{\"at\":\\d+,\"event\":\"(\\w+)\"(?:,\"task\":\"[^\"]+-\\d+\")?(.*)}");

	@TempDir
	private Path folder;

	@Test
	void tellsTheWayOfARequestThatWasDeclinedOnce() throws IOException {
		AtomicInteger received = new AtomicInteger();
		try (Broker broker = Broker.start();
				StandInConsumer consumer = StandInConsumer.start(broker.url(), (self, request) -> {
					if (received.incrementAndGet() == 1) {
						self.refuse(request, "503");
					}
					else {
						self.answer(request);
						self.answer(request);
					}
				});
				TestProducer producer = TestProducer.linked(broker.url(), "journal.file=" + file())) {
			assertThat(producer.outcome(17)).isEqualTo(RequestOutcome.ANSWERED);
			Awaitility.await()
				.atMost(30, TimeUnit.SECONDS)
				.until(() -> producer.counter("task.replies.duplicate") == 1);
		}
		assertThat(events())
			.satisfies((events) -> assertThat(events.getFirst()).startsWith("opened ,\"role\":\"producer\""));
		assertThat(events().subList(1, 8)).containsExactly("started ,\"user\":17", "sent ,\"attempt\":1",
				"declined ,\"attempt\":1,\"reason\":\"busy\"", "sent ,\"attempt\":2",
				"settled ,\"outcome\":\"answered\"", "extra_reply ,\"attempt\":2,\"kind\":\"duplicate\"", "closed ");
	}

	@Test
	void aRequestThatIsNotSentHasOneLine() throws IOException {
		try (Broker broker = Broker.start();
				TestProducer producer = TestProducer.linked(broker.url(), "journal.file=" + file(),
						"producer.retry.enabled=false", "producer.backoff.initial=60s", "producer.backoff.max=60s")) {
			assertThat(producer.outcome(17)).isEqualTo(RequestOutcome.NO_RESPONDERS);
			Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> producer.gauge("task.backoff.seconds") > 0);
			assertThat(producer.outcome(17)).isEqualTo(RequestOutcome.REJECTED);
		}
		assertThat(events()).contains("declined ,\"attempt\":1,\"reason\":\"no_responders\"",
				"settled ,\"outcome\":\"no_responders\"", "rejected ");
	}

	private Path file() {
		return this.folder.resolve("journal");
	}

	private List<String> events() throws IOException {
		return Files.readAllLines(file()).stream().map((line) -> {
			Matcher parts = LINE.matcher(line);
			assertThat(parts.matches()).as(line).isTrue();
			return parts.group(1) + " " + parts.group(2);
		}).toList();
	}

}
