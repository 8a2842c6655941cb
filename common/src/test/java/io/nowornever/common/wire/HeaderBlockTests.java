package io.nowornever.common.wire;

import java.nio.charset.StandardCharsets;

import io.nats.client.impl.Headers;
import io.nats.client.support.IncomingHeadersProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HeaderBlockTests {

	@Test
	void theLibraryReadsWhatIsWritten() {
		Headers block = lines().end(false);
		byte[] bytes = new byte[block.serializedLength() + 3];
		assertThat(block.serializeToArray(3, bytes)).isEqualTo(block.serializedLength());
		Headers headers = new IncomingHeadersProcessor(block.toString().getBytes(StandardCharsets.US_ASCII))
			.getHeaders();
		assertThat(headers.getFirst("Text")).isEqualTo("a b");
		assertThat(headers.getFirst("Bytes")).isEqualTo("c");
		assertThat(headers.getFirst("Number")).isEqualTo("-17");
		assertThat(headers.getFirst("Line")).isEqualTo("e");
		assertThat(new String(bytes, 3, bytes.length - 3, StandardCharsets.US_ASCII)).isEqualTo(block.toString());
	}

	/**
	 * As the OpenTelemetry Java agent does it with what is published.
	 */
	@Test
	void wherePlainHeadersAreNeededSomebodyElseCanReadAndAdd() {
		Headers headers = lines().end(true);
		assertThat(headers.isReadOnly()).isFalse();
		headers.put("traceparent", "00-1-2-01");
		Headers copy = new Headers(headers);
		assertThat(copy.keySet()).containsExactlyInAnyOrder("Text", "Bytes", "Number", "Line", "traceparent");
		assertThat(copy.getFirst("Text")).isEqualTo("a b");
		assertThat(copy.getFirst("Bytes")).isEqualTo("c");
		assertThat(copy.getFirst("Number")).isEqualTo("-17");
		assertThat(copy.getFirst("Line")).isEqualTo("e");
		assertThat(copy.getFirst("traceparent")).isEqualTo("00-1-2-01");
	}

	@Test
	void noAgentRunsHereSoBlocksAreWritten() {
		assertThat(lines().end()).isInstanceOf(HeaderBlock.class);
	}

	@Test
	void isNotCopiedWhenPublished() {
		Headers block = HeaderBlock.begin().end(false);
		assertThat(block.isReadOnly()).isTrue();
		assertThat(block.isEmpty()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 1, 9, 10, 99, 100, -1, -10, 1_795_300_000_000L, Long.MAX_VALUE, Long.MIN_VALUE,
			Long.MIN_VALUE + 1 })
	void numbersAreWrittenInDecimal(long number) {
		assertThat(new AsciiBuffer(1).append(number)).hasToString(Long.toString(number));
	}

	@Test
	void aBufferGrowsAndCanBeUsedAgain() {
		AsciiBuffer buffer = new AsciiBuffer(1);
		assertThat(buffer.append("x".repeat(1000)).append("é").toBytes()).hasSize(1001).endsWith('?');
		assertThat(buffer.clear().append("y")).hasToString("y");
	}

	private static HeaderBlock.Writer lines() {
		return HeaderBlock.begin()
			.add(HeaderBlock.name("Text"), "a b")
			.add(HeaderBlock.name("Bytes"), "c".getBytes(StandardCharsets.US_ASCII))
			.add(HeaderBlock.name("Number"), -17)
			.add(HeaderBlock.line("Line", "e"));
	}

}
