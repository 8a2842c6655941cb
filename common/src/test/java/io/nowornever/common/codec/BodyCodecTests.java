package io.nowornever.common.codec;

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.nowornever.common.wire.MalformedBodyException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BodyCodecTests {

	private final BodyCodec codec = new BodyCodec(new NumberJson());

	@Test
	void nothingIsAnEmptyBodyThatSaysNothingOfItself() throws MalformedBodyException {
		assertThat(this.codec.write(null).bytes()).isEmpty();
		assertThat(this.codec.write(null).contentType()).isNull();
		assertThat(this.codec.read(utf8("whatever"), void.class)).isNull();
		assertThat(this.codec.read(utf8("whatever"), Void.class)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain\r\nWorker: evil", "text/plain\n", "größe", "a\u007fb" })
	void aTypeThatWouldBreakTheHeadersIsRefused(String contentType) {
		assertThatIllegalArgumentException().isThrownBy(() -> new Body(new byte[0], contentType))
			.withMessageContaining("content type '")
			.withMessageContaining("printable ASCII only");
	}

	@Test
	void bytesTravelAsTheyStand() throws MalformedBodyException {
		byte[] bytes = { 0, -1, '{', 13 };
		Body body = this.codec.write(bytes);
		assertThat(body.bytes()).isSameAs(bytes);
		assertThat(body.contentType()).isEqualTo("application/octet-stream");
		assertThat(this.codec.read(bytes, byte[].class)).isSameAs(bytes);
		assertThat(this.codec.read(new byte[0], byte[].class)).isEqualTo(new byte[0]);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "plain", "{\"no\":\"json\"", "größer \u0000 𝄞" })
	void aTextTravelsAsUtf8(String text) throws MalformedBodyException {
		Body body = this.codec.write(text);
		assertThat(body.bytes()).isEqualTo(utf8(text));
		assertThat(body.contentType()).isEqualTo("text/plain; charset=utf-8");
		assertThat(this.codec.read(body.bytes(), String.class)).isEqualTo(text);
	}

	@Test
	void whatIsNoUtf8IsNoText() {
		assertThatExceptionOfType(MalformedBodyException.class)
			.isThrownBy(() -> this.codec.read("größer".getBytes(StandardCharsets.ISO_8859_1), String.class))
			.withMessage("the body is no text in UTF-8");
	}

	@Test
	void anythingElseIsJson() throws MalformedBodyException {
		Body body = this.codec.write(17);
		assertThat(body.bytes()).isEqualTo(utf8("17"));
		assertThat(body.contentType()).isEqualTo(BodyCodec.JSON_TYPE).isEqualTo("application/json");
		assertThat(this.codec.read(utf8("17"), Integer.class)).isEqualTo(17);
		assertThat(this.codec.read(utf8("17"), int.class)).isEqualTo(17);
	}

	@Test
	void whatIsNoJsonOfThatTypeSaysWhatIsWrong() {
		assertThatExceptionOfType(MalformedBodyException.class)
			.isThrownBy(() -> this.codec.read(utf8("x"), Integer.class))
			.withMessage("this is no number");
		assertThatIllegalArgumentException().isThrownBy(() -> this.codec.write(List.of()))
			.withMessage("this is no number");
	}

	@Test
	void whereAnObjectIsWantedThereMustBeOne() {
		assertThatExceptionOfType(MalformedBodyException.class)
			.isThrownBy(() -> this.codec.read(new byte[0], Integer.class))
			.withMessage("the body is empty; JSON for java.lang.Integer is needed");
		assertThatExceptionOfType(MalformedBodyException.class)
			.isThrownBy(() -> this.codec.read(utf8("null"), Integer.class))
			.withMessage("the body is null; JSON for java.lang.Integer is needed");
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Knows whole numbers and null.
	 */
	private static final class NumberJson implements JsonCodec {

		@Override
		public byte[] write(Object value) {
			if (!(value instanceof Integer)) {
				throw new IllegalArgumentException("this is no number");
			}
			return utf8(value.toString());
		}

		@Override
		public @Nullable Object read(byte[] json, Type type) throws MalformedBodyException {
			String text = new String(json, StandardCharsets.UTF_8);
			if (!text.matches("\\d{1,9}|null")) {
				throw new MalformedBodyException("this is no number");
			}
			return text.equals("null") ? null : Integer.valueOf(text);
		}

	}

}
