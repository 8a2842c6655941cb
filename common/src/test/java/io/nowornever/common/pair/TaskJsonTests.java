package io.nowornever.common.pair;

import java.nio.charset.StandardCharsets;

import io.nowornever.common.wire.AsciiBuffer;
import io.nowornever.common.wire.MalformedBodyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TaskJsonTests {

	@Test
	void aRequestSurvivesTheWire() throws MalformedBodyException {
		byte[] body = TaskJson.request(utf8("task-1"), -17, new AsciiBuffer(1));
		assertThat(body).asString().isEqualTo("{\"task_id\":\"task-1\",\"user_id\":-17}");
		assertThat(TaskJson.readRequest(body)).isEqualTo(new TaskRequest("task-1", -17));
	}

	@Test
	void aReplySurvivesTheWireWhateverItsTexts() throws MalformedBodyException {
		TaskReply reply = new TaskReply("a\"b\\c\u0007é", 17, true, "w\n");
		assertThat(TaskJson.readReply(TaskJson.bytes(reply))).isEqualTo(reply);
		TaskReply bare = new TaskReply(null, 17, false, null);
		assertThat(TaskJson.readReply(TaskJson.bytes(bare))).isEqualTo(bare);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"task_id\":\"a b\",\"user_id\":0}", "{ \"task_id\":\"a b\",\"user_id\":0}",
			"{\"user_id\":0,\"task_id\":\"a b\"}", "{\"task_id\":\"a b\",\"user_id\":0 }",
			"{\"task_id\":\"a\\u0020b\",\"user_id\":0}", "{\"task_id\":\"a b\",\"user_id\":-0}",
			"{\"task_id\":\"a b\",\"user_id\":0,\"x\":1}" })
	void theUsualShapeAndOthersMeanTheSame(String body) throws MalformedBodyException {
		assertThat(TaskJson.readRequest(utf8(body))).isEqualTo(new TaskRequest("a b", 0));
	}

	@ParameterizedTest
	@ValueSource(
			longs = { 1, -1, 999_999_999_999_999_999L, 1_000_000_000_000_000_000L, Long.MAX_VALUE, Long.MIN_VALUE })
	void everyWholeNumberIsRead(long userId) throws MalformedBodyException {
		assertThat(TaskJson.readRequest(utf8("{\"task_id\":\"a\",\"user_id\":" + userId + "}")).userId())
			.isEqualTo(userId);
	}

	@Test
	void unknownFieldsAreIgnored() throws MalformedBodyException {
		assertThat(
				TaskJson.readRequest(utf8("{\"x\":{\"user_id\":1},\"user_id\":17,\"y\":[[],{}],\"z\":null}")).userId())
			.isEqualTo(17);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
			''                              | the body is empty
			[]                              | the body is no JSON object
			{}                              | user_id is missing; a whole number is needed
			{"user_id":"17"}                | user_id must be a whole number, found VALUE_STRING
			{"task_id":"a","user_id":01}    | the body is no JSON
			{"task_id":"a","user_id":}      | the body is no JSON
			{"task_id":"a","user_id":1x}    | the body is no JSON
			{"user_id":1.0}                 | user_id must be a whole number
			{"user_id":9223372036854775808} | user_id must be a whole number of at most 64 bits
			{"task_id":1,"user_id":17}      | task_id must be a text
			{"user_id":17}{}                | goes on after its JSON object
			{"user_id":17                   | the body is no JSON: Unexpected end-of-input
			""")
	void saysWhatIsWrong(String body, String problem) {
		assertThatExceptionOfType(MalformedBodyException.class).isThrownBy(() -> TaskJson.readRequest(utf8(body)))
			.withMessageContaining(problem)
			.satisfies((ex) -> assertThat(ex.problem()).doesNotContain("REDACTED"));
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
