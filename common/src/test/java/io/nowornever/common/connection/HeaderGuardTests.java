package io.nowornever.common.connection;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Pattern;

import io.nats.client.support.IncomingHeadersProcessor;
import io.nowornever.common.wire.LiftedHeaders;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HeaderGuardTests {

	private static final String STAND_IN = "NATS/1.0\r\nNats-Service-Error:the header block is malformed\r\n"
			+ "Nats-Service-Error-Code:400\r\n\r\n";

	private static final Pattern PLAIN = Pattern.compile("NATS/1\\.0\r\n([!-9;-~]+:[\\x00-\\x7f&&[^\r\n]]*\r\n)+\r\n");

	@Test
	void passesEverythingElseUnchanged() throws IOException {
		String stream = "INFO {\"max_payload\":1048576}\r\nPONG\r\nPING\r\n+OK\r\n-ERR 'no'\r\n"
				+ "MSG a 1 5\r\nHMSG \r\r\n" + "MSG a.b 12 reply 0\r\n\r\n"
				+ hmsg("a 1 reply", "NATS/1.0 503\r\n\r\n", "") + hmsg("a 1", "NATS/1.0\r\n\r\n", "body")
				+ hmsg("a 1", "NATS/1.0 100 Idle Heartbeat\r\nA:b\r\n\r\n", "");
		assertThat(guarded(stream, 1000)).isEqualTo(stream);
		assertThat(guarded(stream, 1)).isEqualTo(stream);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 7, 1000 })
	void makesAPlainBlockTheBeginningOfTheBody(int chunk) throws IOException {
		String block = "NATS/1.0\r\nA: b\r\nEmpty:\r\n\r\n";
		String stream = hmsg("a.b 12", block, "body") + hmsg("a 1 reply", block, "") + "PING\r\n"
				+ hmsg("a 1 reply", block, "x".repeat(1000));
		String expected = lifted("a.b 12", block, "body") + lifted("a 1 reply", block, "") + "PING\r\n"
				+ lifted("a 1 reply", block, "x".repeat(1000));
		assertThat(guarded(stream, chunk)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 7, 1000 })
	void whereSomebodyElseReadsHeadersBlocksStayAndTheMalformedAreReplacedAllTheSame(int chunk) throws IOException {
		String plain = hmsg("a.b 12", "NATS/1.0\r\nA: b\r\nEmpty:\r\n\r\n", "body") + "PING\r\n";
		String stream = plain + hmsg("a 1 reply", "NATS/1.0\r\nno colon\r\n\r\n", "the body") + plain;
		String expected = plain + hmsg("a 1 reply", STAND_IN, "the body") + plain;
		assertThat(guarded(stream, chunk, false)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "NATS/1.0\r\nno colon\r\n\r\n", "NATS/9.9\r\nA: b\r\n\r\n", "NATS/1.0\r\nA: b\r\n",
			"\r\n\r\n", "NATS/1.0\r\n: b\r\n\r\n", "NATS/1.0\r\nA: \u00e9\r\n\r\n", "x", "NATS/1.0\r\nA b: c\r\n\r\n" })
	void putsAStandInInThePlaceOfAMalformedBlock(String block) throws IOException {
		String good = "MSG a 1 reply 4\r\nbody\r\n";
		String expected = good + hmsg("a 1 reply", STAND_IN, "the body") + good;
		String stream = good + hmsg("a 1 reply", block, "the body") + good;
		assertThat(guarded(stream, 10_000)).isEqualTo(expected);
		assertThat(guarded(stream, 1)).isEqualTo(expected);
	}

	@Test
	void theStandInIsWellFormed() {
		assertThat(new IncomingHeadersProcessor(STAND_IN.getBytes(StandardCharsets.US_ASCII)).getHeaders()
			.getFirst("Nats-Service-Error-Code")).isEqualTo("400");
	}

	@Test
	void aBlockLargerThanTheBufferPasses() throws IOException {
		String stream = hmsg("a 1", "NATS/1.0\r\nA: " + "x".repeat(1_000_000) + "\r\n\r\n", "y".repeat(1_000_000))
				+ "PING\r\n";
		assertThat(guarded(stream, 65_536)).isEqualTo(stream);
	}

	@RepeatedTest(200)
	void whateverTheStreamAndHoweverItIsCutTheReaderSurvives(RepetitionInfo repetition) throws IOException {
		Random random = new Random(repetition.getCurrentRepetition());
		StringBuilder stream = new StringBuilder();
		StringBuilder expected = new StringBuilder();
		for (int i = 0; i < 30; i++) {
			String body = "\r\nHMSG x".repeat(random.nextInt(3));
			if (random.nextInt(3) == 0) {
				String message = "MSG subject 7 " + body.length() + "\r\n" + body + "\r\n";
				stream.append(message);
				expected.append(message);
			}
			else {
				String block = mutated("NATS/1.0\r\nTask-Id: 1\r\nA: b\r\n\r\n", random);
				stream.append(hmsg("subject 7 _INBOX.1", block, body));
				expected.append(expected("subject 7 _INBOX.1", block, body));
			}
		}
		assertThat(guarded(stream.toString(), 1 + random.nextInt(200))).isEqualTo(expected.toString());
	}

	private static String mutated(String block, Random random) {
		StringBuilder mutated = new StringBuilder(block);
		String alphabet = "\r\n: AN/1.\u00ff\t";
		for (int i = random.nextInt(4); i > 0 && !mutated.isEmpty(); i--) {
			int at = random.nextInt(mutated.length());
			switch (random.nextInt(3)) {
				case 0 -> mutated.deleteCharAt(at);
				case 1 -> mutated.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
				default -> mutated.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
			}
		}
		return mutated.toString();
	}

	private static String expected(String head, String block, String body) {
		if (!canBeRead(block)) {
			return hmsg(head, STAND_IN, body);
		}
		return PLAIN.matcher(block).matches() ? lifted(head, block, body) : hmsg(head, block, body);
	}

	private static boolean canBeRead(String block) {
		try {
			return new IncomingHeadersProcessor(latin(block)).getSerializedLength() > 0;
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	/**
	 * As long as it was with the block apart, so that it can be made in place.
	 */
	private static String lifted(String head, String block, String body) {
		byte[] marked = latin(block);
		LiftedHeaders.mark(marked, 0, marked.length);
		int lengthOfSizes = (block.length() + " " + (block.length() + body.length())).length() + 1;
		String size = String.format("%0" + lengthOfSizes + "d", block.length() + body.length());
		return "MSG " + head + " " + size + "\r\n" + new String(marked, StandardCharsets.ISO_8859_1) + body + "\r\n";
	}

	private static String hmsg(String head, String block, String body) {
		return "HMSG " + head + " " + block.length() + " " + (block.length() + body.length()) + "\r\n" + block + body
				+ "\r\n";
	}

	private static String guarded(String stream, int chunk) throws IOException {
		return guarded(stream, chunk, true);
	}

	private static String guarded(String stream, int chunk, boolean lifts) throws IOException {
		ByteArrayInputStream in = new ByteArrayInputStream(latin(stream));
		HeaderGuard guard = new HeaderGuard(
				(target, offset, length) -> in.read(target, offset, Math.min(length, chunk)), lifts);
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		byte[] target = new byte[100];
		for (int count = guard.read(target, 0, 100); count >= 0; count = guard.read(target, 0, 100)) {
			out.write(target, 0, count);
		}
		return out.toString(StandardCharsets.ISO_8859_1);
	}

	private static byte[] latin(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

}
