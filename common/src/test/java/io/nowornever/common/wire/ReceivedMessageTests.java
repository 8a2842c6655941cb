package io.nowornever.common.wire;

import java.nio.charset.StandardCharsets;
import java.util.Random;

import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import io.nats.client.support.IncomingHeadersProcessor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReceivedMessageTests {

	private static final long NOW_MILLIS = 1_800_000_000_000L;

	@Test
	void aMessageWithoutHeadersIsAllBody() {
		ReceivedMessage message = ReceivedMessage.of(message(null, ascii("body")));
		assertThat(message.hasHeaders()).isFalse();
		assertThat(message.header(HeaderBlock.name("A"))).isNull();
		assertThat(message.body()).isEqualTo(ascii("body"));
		assertThat(message.replyTo()).isEqualTo("reply");
	}

	@Test
	void headersAreReadWhereTheyWereLiftedTo() {
		ReceivedMessage message = ReceivedMessage
			.of(lifted("A: first\r\nAB:\tsecond \r\nEmpty:\r\nA: again\r\n", "body"));
		assertThat(message.hasHeaders()).isTrue();
		assertThat(message.header(HeaderBlock.name("A"))).isEqualTo("first");
		assertThat(message.header(HeaderBlock.name("AB"))).isEqualTo("second");
		assertThat(message.header(HeaderBlock.name("Empty"))).isEmpty();
		assertThat(message.header(HeaderBlock.name("a"))).isNull();
		assertThat(message.header(HeaderBlock.name("B"))).isNull();
		assertThat(message.body()).isEqualTo(ascii("body"));
	}

	@Test
	void headersThatTheLibraryReadAreReadAlike() {
		Headers headers = new Headers().add("A", "first", "again").add("AB", "second");
		ReceivedMessage message = ReceivedMessage.of(message(headers, ascii("body")));
		assertThat(message.hasHeaders()).isTrue();
		assertThat(message.header(HeaderBlock.name("A"))).isEqualTo("first");
		assertThat(message.header(HeaderBlock.name("AB"))).isEqualTo("second");
		assertThat(message.body()).isEqualTo(ascii("body"));
	}

	@Test
	void aBodyThatLooksLikeHeadersIsABody() {
		byte[] body = ascii("NATS/1.0\r\nSent-At:1800000000000\r\n\r\n{}");
		ReceivedMessage message = ReceivedMessage.of(message(null, body));
		assertThat(message.hasHeaders()).isFalse();
		assertThat(message.body()).isEqualTo(body);
	}

	/**
	 * Whatever the link could not lift comes by the library's own parser: both ways must
	 * lead to one judgement, word for word.
	 */
	@RepeatedTest(500)
	void aRequestIsJudgedAlikeHoweverItsHeadersCame(RepetitionInfo repetition) {
		Random random = new Random(repetition.getCurrentRepetition());
		StringBuilder lines = new StringBuilder();
		for (int i = 1 + random.nextInt(5); i > 0; i--) {
			lines
				.append(one(random, "Task-Id", "Sent-At", "Timeout-Ms", "Sent-A", "sent-at", "X", "Nats-Service-Error"))
				.append(one(random, ":", ": ", ":   ", ":\t"))
				.append(one(random, "1800000000000", "1800000000000", "5000", "5000", "task-1", "", "-1", "1.8e12",
						"1800000000", "9999999999999", "1234567890123456789", "a\u0001b"))
				.append(one(random, "\r\n", "\r\n", "\r\n", " \r\n"));
		}
		byte[] block = ascii("NATS/1.0\r\n" + lines + "\r\n");
		RequestHeaders lifted = RequestHeaders.read(ReceivedMessage.of(lifted(lines.toString(), "{}")), NOW_MILLIS);
		Headers headers = new IncomingHeadersProcessor(block).getHeaders();
		RequestHeaders parsed = RequestHeaders.read(ReceivedMessage.of(message(headers, ascii("{}"))), NOW_MILLIS);
		assertThat(lifted).as(lines.toString()).isEqualTo(parsed);
	}

	private static String one(Random random, String... choices) {
		return choices[random.nextInt(choices.length)];
	}

	private static Message lifted(String lines, String body) {
		byte[] bytes = ascii("NATS/1.0\r\n" + lines + "\r\n" + body);
		LiftedHeaders.mark(bytes, 0, bytes.length - body.length());
		return message(null, bytes);
	}

	private static Message message(@Nullable Headers headers, byte[] data) {
		return NatsMessage.builder().subject("tasks.now").replyTo("reply").headers(headers).data(data).build();
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
