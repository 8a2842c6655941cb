package io.nowornever.producer.task;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import io.nowornever.common.wire.ReceivedMessage;
import io.nowornever.request.RequestOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
@Isolated("whoever starts an application first sets up the logging of all")
class AnswerLogTests {

	/**
	 * Whom nobody else asks for: tests of other classes write to the same log.
	 */
	private static final long USER = 9_170_000;

	private final AtomicLong now = new AtomicLong();

	private final AnswerLog log = new AnswerLog(this.now::get);

	@Test
	void aResponseIsALineThatNamesItsUserAndHowLongItTook(CapturedOutput output) {
		this.log.settled(USER, RequestOutcome.ANSWERED, reply("3", "2312"));
		assertThat(output).contains("Got a response for user 9170000, which waited 3 ms and took 2312 ms");
	}

	@Test
	void whatAForeignConsumerDoesNotTellIsLeftOut(CapturedOutput output) {
		this.log.settled(USER, RequestOutcome.ANSWERED, reply("3", "much"));
		assertThat(lines(output)).singleElement().asString().endsWith("Got a response for user 9170000");
	}

	@Test
	void whateverEndsARequestThatWasSentIsALine(CapturedOutput output) {
		for (RequestOutcome outcome : RequestOutcome.values()) {
			this.log.settled(USER, outcome, null);
		}
		assertThat(lines(output)).hasSize(RequestOutcome.values().length - 1)
			.allMatch((line) -> line.endsWith(" for user 9170000"))
			.anyMatch((line) -> line.contains("Timed out for user"))
			.anyMatch((line) -> line.contains("Nobody listened for user"))
			.noneMatch((line) -> line.contains("Not sent"));
	}

	@Test
	void ofAFloodAFewASecondAreShownAndTheOthersCounted(CapturedOutput output) {
		for (int user = 0; user < 100; user++) {
			this.log.settled(USER + user, RequestOutcome.ANSWERED, null);
		}
		this.now.addAndGet(TimeUnit.SECONDS.toNanos(1));
		this.log.settled(USER + 100, RequestOutcome.ANSWERED, null);
		assertThat(lines(output)).hasSize(21)
			.last()
			.asString()
			.endsWith("Got a response for user 9170100 (and 80 more like it since the last line)");
	}

	@Test
	void aFloodOfAnswersHidesNoTimeout(CapturedOutput output) {
		for (int user = 0; user < 100; user++) {
			this.log.settled(USER + user, RequestOutcome.ANSWERED, null);
		}
		this.log.settled(USER + 100, RequestOutcome.TIMED_OUT, null);
		assertThat(lines(output)).last().asString().endsWith("Timed out for user 9170100");
	}

	private static List<String> lines(CapturedOutput output) {
		return output.toString().lines().filter((line) -> line.contains("for user 9170")).toList();
	}

	private static ReceivedMessage reply(String waited, String worked) {
		return ReceivedMessage.of(NatsMessage.builder()
			.subject("_INBOX.1")
			.headers(new Headers().put("Waited-Ms", waited).put("Worked-Ms", worked))
			.data("{}".getBytes(StandardCharsets.UTF_8))
			.build());
	}

}
