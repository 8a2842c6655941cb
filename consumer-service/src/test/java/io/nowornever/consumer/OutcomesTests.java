package io.nowornever.consumer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import io.nats.client.impl.Headers;
import io.nowornever.respond.outcome.TaskOutcome;
import io.nowornever.testbed.broker.Broker;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("integration")
class OutcomesTests {

	@TempDir
	private Path folder;

	@Test
	void theJournalTellsTheWayOfEachRequest() throws IOException {
		try (Broker broker = Broker.start();
				StandInProducer producer = StandInProducer.connect(broker.url());
				TestConsumer consumer = TestConsumer.start(broker.url(), "journal.file=" + file())) {
			producer.ask();
			// The answer may be here before the consumer has noted that it is given.
			await(() -> events().size() == 4);
			producer.publish("_INBOX.nobody", producer.staleHeaders(), new byte[0]);
			Headers broken = producer.headers().put("Sent-At", "now");
			producer.ask(broken, new byte[0]);
			producer.ask(null, new byte[0]);
			producer.publish("$JS.API.STREAM.PURGE.TASKS", producer.headers(), new byte[0]);
			consumer.awaitHandled(TaskOutcome.MALFORMED, 3);
		}
		assertThat(events().getFirst()).startsWith("\"event\":\"opened\",\"role\":\"consumer\",\"who\":\"consumer-1\"");
		assertThat(events().stream().skip(1)).containsExactly(
				"\"event\":\"received\",\"task\":\"task-1\",\"attempt\":1",
				"\"event\":\"taken\",\"task\":\"task-1\",\"attempt\":1",
				"\"event\":\"ended\",\"task\":\"task-1\",\"attempt\":1,\"outcome\":\"answered\"",
				"\"event\":\"received\",\"task\":\"task-2\",\"attempt\":1",
				"\"event\":\"ended\",\"task\":\"task-2\",\"attempt\":1,\"outcome\":\"stale\"",
				"\"event\":\"received\",\"task\":\"task-3\",\"attempt\":1",
				"\"event\":\"ended\",\"task\":\"task-3\",\"attempt\":1,\"outcome\":\"malformed\"",
				"\"event\":\"received\"", "\"event\":\"ended\",\"outcome\":\"malformed\"",
				"\"event\":\"received\",\"task\":\"task-4\",\"attempt\":1",
				"\"event\":\"ended\",\"task\":\"task-4\",\"attempt\":1,\"outcome\":\"malformed\"",
				"\"event\":\"closed\"");
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(30, TimeUnit.SECONDS).until(condition);
	}

	private Path file() {
		return this.folder.resolve("journal");
	}

	private List<String> events() throws IOException {
		return Files.readAllLines(file())
			.stream()
			.map((line) -> line.replaceFirst("^\\{\"at\":\\d+,(.*)}$", "$1"))
			.toList();
	}

}
