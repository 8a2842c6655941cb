package io.nowornever.common.load;

import java.nio.charset.StandardCharsets;
import java.util.Random;

import io.nowornever.common.wire.MalformedBodyException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LoadJsonTests {

	private static final Load LOAD = new Load("w-1", "g", 7, 1_500_000, 20_000_000, 0, 8, 5_000_000, 9_250_000, 0.125,
			false, false);

	private static final String NEEDED = "{\"instance\":\"w\",\"wait_ms\":1,\"limit_ms\":2,\"workers\":3,\"mean_ms\":4,"
			+ "\"most_ms\":5";

	private static final int LONGEST = 1_024;

	@Test
	void aLoadIsOneLineOfMilliseconds() {
		assertThat(LoadJson.bytes(LOAD)).asString()
			.isEqualTo("{\"instance\":\"w-1\",\"group\":\"g\",\"sequence\":7,\"wait_ms\":1.5,\"limit_ms\":20.0,"
					+ "\"free\":0,\"workers\":8,\"mean_ms\":5.0,\"most_ms\":9.25,\"errors\":0.125}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\"b\\c", "é", "日本", "😀", "a\r\nLoad: x", "\u0000\u001f", " ", "{}" })
	void itSurvivesTheWireInOneLineOfAsciiWhateverItsNames(String name) throws MalformedBodyException {
		Load load = new Load(name, name, Long.MAX_VALUE, 0, 0, 3, 1, 0, 0, 1, true, true);
		byte[] bytes = LoadJson.bytes(load);
		assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).matches("[ -~]+");
		assertThat(LoadJson.read(bytes)).isEqualTo(load);
		assertThat(read(new String(bytes, StandardCharsets.US_ASCII))).isEqualTo(load);
	}

	@RepeatedTest(200)
	void timesSurviveToTheMicrosecond(RepetitionInfo repetition) throws MalformedBodyException {
		Random random = new Random(repetition.getCurrentRepetition());
		Load load = new Load("w", "", random.nextLong(), micros(random), micros(random), random.nextInt(100),
				1 + random.nextInt(100), micros(random), micros(random), random.nextInt(1_001) / 1_000.0,
				random.nextBoolean(), random.nextBoolean());
		assertThat(LoadJson.read(LoadJson.bytes(load))).isEqualTo(load);
	}

	@Test
	void whatIsShorterThanAMicrosecondIsRounded() throws MalformedBodyException {
		Load load = new Load("w", "g", 1, 1_499, 1_501, 0, 1, 499, 501, 0.00049, false, false);
		assertThat(LoadJson.read(LoadJson.bytes(load)))
			.isEqualTo(new Load("w", "g", 1, 1_000, 2_000, 0, 1, 0, 1_000, 0, false, false));
	}

	@Test
	void unknownFieldsAreIgnored() throws MalformedBodyException {
		assertThat(read("{\"x\":{\"instance\":\"y\",\"workers\":[9]},\"y\":[[],{}],\"z\":null,"
				+ new String(LoadJson.bytes(LOAD), StandardCharsets.US_ASCII).substring(1)))
			.isEqualTo(LOAD);
	}

	@Test
	void whatNeedNotBeToldIsNothing() throws MalformedBodyException {
		assertThat(read(NEEDED + "}"))
			.isEqualTo(new Load("w", "", 0, 1_000_000, 2_000_000, 0, 3, 4_000_000, 5_000_000, 0, false, false));
	}

	@Test
	void whoLeavesNeedsNoMoreThanAName() throws MalformedBodyException {
		assertThat(read("{\"instance\":\"w\",\"leaving\":true}"))
			.isEqualTo(new Load("w", "", 0, 0, 0, 0, 1, 0, 0, 0, false, true));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
			''                                     | a load is a JSON object
			[]                                     | a load is a JSON object
			null                                   | a load is a JSON object
			é                                      | a load is a JSON object
			{"instance":"w"                        | a load is a JSON object: Unexpected end-of-input
			{"instance":w}                         | a load is a JSON object: Unrecognized token
			{"leaving":true,"instance":"w"}{}      | a load ends with its JSON object
			{"leaving":true,"instance":"w"} 1      | a load ends with its JSON object
			{"instance":1}                         | instance of a load must be a text
			{"instance":null}                      | instance of a load must be a text
			{"group":["g"]}                        | group of a load must be a text
			{"wait_ms":"1"}                        | wait_ms of a load must be a number
			{"wait_ms":-0.001}                     | wait_ms of a load must be a number
			{"limit_ms":-1}                        | limit_ms of a load must be a number
			{"limit_ms":31536000001}               | limit_ms of a load must be a number
			{"mean_ms":null}                       | mean_ms of a load must be a number
			{"mean_ms":1e400}                      | mean_ms of a load must be a number
			{"most_ms":true}                       | most_ms of a load must be a number
			{"most_ms":NaN}                        | a load is a JSON object: Non-standard token
			{"free":-1}                            | free of a load must be a number
			{"free":2147483648}                    | free of a load must be a number
			{"workers":{}}                         | workers of a load must be a number
			{"workers":9e99}                       | workers of a load must be a number
			{"errors":1.001}                       | errors of a load must be a number from 0 to 1
			{"errors":-0.1}                        | errors of a load must be a number from 0 to 1
			{"sequence":9223372036854775808}       | a load is a JSON object: Numeric value
			{}                                     | a load needs instance
			{"leaving":true}                       | a load needs instance
			{"instance":"","leaving":true}         | a load needs instance
			""")
	void saysWhatIsWrong(String text, String problem) {
		assertThatExceptionOfType(MalformedBodyException.class).isThrownBy(() -> read(text))
			.withMessageContaining(problem);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"instance\":\"w\"", "\"wait_ms\":1", "\"limit_ms\":2", "\"workers\":3", "\"mean_ms\":4",
			"\"most_ms\":5" })
	void whoStaysMustTellEverythingThatAChoiceNeeds(String field) {
		String without = (NEEDED + "}").replace(field, "\"x\":0");
		assertThatExceptionOfType(MalformedBodyException.class).isThrownBy(() -> read(without))
			.withMessageContaining(
					"a load needs instance, wait_ms, limit_ms, workers (1 or more), mean_ms and most_ms");
	}

	@Test
	void lessThanOneWorkerIsNone() {
		assertThatExceptionOfType(MalformedBodyException.class)
			.isThrownBy(() -> read(NEEDED.replace("\"workers\":3", "\"workers\":0.9") + "}"))
			.withMessageContaining("workers (1 or more)");
	}

	@Test
	void theLargestNumbersAreRead() throws MalformedBodyException {
		Load load = read("{\"instance\":\"w\",\"sequence\":9223372036854775807,\"wait_ms\":31536000000,"
				+ "\"limit_ms\":3.1536e10,\"free\":2147483647,\"workers\":2147483647,\"mean_ms\":0,\"most_ms\":-0.0}");
		long year = 365L * 24 * 3_600 * 1_000_000_000;
		assertThat(load).isEqualTo(new Load("w", "", Long.MAX_VALUE, year, year, Integer.MAX_VALUE, Integer.MAX_VALUE,
				0, 0, 0, false, false));
	}

	@Test
	void whatIsTooLongIsRefused() throws MalformedBodyException {
		assertThat(read(ofLength(LONGEST)).workers()).isEqualTo(3);
		assertThatExceptionOfType(MalformedBodyException.class).isThrownBy(() -> read(ofLength(LONGEST + 1)));
		assertThatExceptionOfType(MalformedBodyException.class)
			.isThrownBy(() -> LoadJson.read(ofLength(1_000_000).getBytes(StandardCharsets.US_ASCII)));
	}

	private static String ofLength(int length) {
		String begin = NEEDED + ",\"x\":\"";
		return begin + "x".repeat(length - begin.length() - 2) + "\"}";
	}

	private static long micros(Random random) {
		return random.nextLong(1L << random.nextInt(33)) * 1_000;
	}

	private static Load read(String text) throws MalformedBodyException {
		return LoadJson.read(text.getBytes(StandardCharsets.UTF_8));
	}

}
