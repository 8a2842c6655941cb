package io.nowornever.respond.method;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.nowornever.common.codec.Body;
import io.nowornever.common.codec.BodyCodec;
import io.nowornever.common.codec.JsonCodec;
import io.nowornever.common.wire.MalformedBodyException;
import io.nowornever.respond.Deadline;
import io.nowornever.respond.RespondException;
import io.nowornever.respond.work.TaskHandler;
import io.nowornever.respond.work.Tasks;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MethodHandlerTests {

	private final Answering target = new Answering();

	@Test
	void bytesAreTakenAndGivenAsTheyStand() throws Exception {
		Body result = handle("reversed", "abc");
		assertThat(text(result)).isEqualTo("cba");
		assertThat(result.contentType()).isEqualTo("application/octet-stream");
	}

	@Test
	void aTextIsTakenAndGivenAsUtf8() throws Exception {
		Body result = handle("greeting", "wörld");
		assertThat(text(result)).isEqualTo("hello wörld");
		assertThat(result.contentType()).isEqualTo("text/plain; charset=utf-8");
	}

	@Test
	void anythingElseIsJson() throws Exception {
		Body result = handle("raised", "{\"symbol\":\"ACME\",\"price\":17}");
		assertThat(text(result)).isEqualTo("{\"symbol\":\"ACME\",\"price\":18}");
		assertThat(result.contentType()).isEqualTo("application/json");
	}

	@Test
	void theCodecLearnsTheWholeTypeThatTheMethodTakes() throws Exception {
		assertThat(text(handle("generic", "[]"))).isEqualTo("java.util.List<java.lang.String>");
	}

	@ParameterizedTest
	@ValueSource(strings = { "nothing", "nullQuote" })
	void whatReturnsNothingGivesAnEmptyResult(String method) throws Exception {
		Body result = handle(method, "\"ignored\"");
		assertThat(result.bytes()).isEmpty();
		assertThat(result.contentType()).isNull();
	}

	@Test
	void itIsCalledOnceForEachTask() throws Exception {
		TaskHandler handler = handler("counted");
		assertThat(text(handler.handle(Tasks.of("", 5_000)).body())).isEqualTo("1");
		assertThat(text(handler.handle(Tasks.of("", 5_000)).body())).isEqualTo("2");
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			deadlineAlone, PT1.5S
			deadlineFirst, a body PT1.5S
			deadlineLast,  a body PT1.5S
			neither,       neither
			""")
	void bodyAndDeadlineMayStandAnywhereOrNowhere(String method, String result) throws Exception {
		assertThat(text(handler(method).handle(Tasks.of("a body", 1_500)).body())).isEqualTo(result);
	}

	@ParameterizedTest
	@ValueSource(strings = { "twoBodies", "twoDeadlines", "bodyDeadlineAndBody" })
	void aMethodThatTakesMoreIsRefusedByName(String method) {
		assertThatIllegalArgumentException().isThrownBy(() -> handler(method))
			.withMessageContaining(Answering.class.getName() + "." + method + "(")
			.withMessageContaining("takes the body, a Deadline and a Task");
	}

	@Test
	void aBodyThatCannotBeReadDoesNotReachTheMethod() {
		assertThatExceptionOfType(MalformedBodyException.class).isThrownBy(() -> handle("raised", "no json"))
			.withMessage("this is no quote");
		assertThatExceptionOfType(MalformedBodyException.class).isThrownBy(() -> handle("raised", ""))
			.withMessageContaining("the body is empty");
		assertThat(this.target.calls).isZero();
	}

	@Test
	void whatTheMethodThrowsPassesThrough() {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> handle("checked", "")).withMessage("checked");
		assertThatExceptionOfType(RespondException.class).isThrownBy(() -> handle("told", "")).withMessage("told");
		assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> handle("error", ""));
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> handle("interrupted", ""));
	}

	@Test
	void whatIsNeitherExceptionNorErrorIsWrapped() {
		assertThatExceptionOfType(ReflectiveOperationException.class).isThrownBy(() -> handle("throwable", ""))
			.withRootCauseExactlyInstanceOf(Throwable.class);
	}

	@Test
	void aResultThatCannotBeWrittenIsAFailure() {
		assertThatIllegalArgumentException().isThrownBy(() -> handle("unwritable", "")).withMessage("this is no quote");
	}

	@ParameterizedTest
	@ValueSource(strings = { "privately", "neither", "protectedly", "statically" })
	void itNeedNotBePublic(String method) throws Exception {
		assertThat(text(handle(method, ""))).isEqualTo(method);
	}

	@Test
	void itsTypesAreTheDeclaredOnesAlsoWhereAnotherMethodIsCalled() throws Exception {
		Method declared = Quotes.class.getDeclaredMethod("raised", Object.class);
		Method bridge = Arrays.stream(QuotesOfRecords.class.getDeclaredMethods())
			.filter((method) -> method.getName().equals("raised") && !method.isBridge())
			.findAny()
			.orElseThrow();
		TaskHandler handler = MethodHandler.of(new QuotesOfRecords(), declared, bridge, codec());
		assertThat(text(handler.handle(Tasks.of("{\"symbol\":\"ACME\",\"price\":1}", 5_000)).body()))
			.isEqualTo("{\"symbol\":\"ACME\",\"price\":2}");
	}

	@Test
	void isShownAsTheMethodThatItCalls() {
		assertThat(handler("neither")).hasToString("Answering.neither");
	}

	private Body handle(String method, String body) throws Exception {
		return handler(method).handle(Tasks.of(body, 5_000)).body();
	}

	private TaskHandler handler(String name) {
		Method method = Arrays.stream(Answering.class.getDeclaredMethods())
			.filter((candidate) -> candidate.getName().equals(name))
			.findAny()
			.orElseThrow();
		return MethodHandler.of(this.target, method, method, codec());
	}

	private static BodyCodec codec() {
		return new BodyCodec(new QuoteJson());
	}

	private static String text(Body body) {
		return new String(body.bytes(), StandardCharsets.UTF_8);
	}

	/**
	 * Something that JSON is made of.
	 *
	 * @param symbol what is quoted
	 * @param price for how much
	 */
	record Quote(String symbol, long price) {

		Quote raised() {
			return new Quote(this.symbol, this.price + 1);
		}

	}

	/**
	 * Knows the JSON of quotes; of a list it says what it should be.
	 */
	private static final class QuoteJson implements JsonCodec {

		private static final Pattern QUOTE = Pattern.compile("\\{\"symbol\":\"(\\w+)\",\"price\":(\\d+)}");

		@Override
		public byte[] write(Object value) {
			if (!(value instanceof Quote quote)) {
				throw new IllegalArgumentException("this is no quote");
			}
			return ("{\"symbol\":\"" + quote.symbol() + "\",\"price\":" + quote.price() + "}")
				.getBytes(StandardCharsets.UTF_8);
		}

		@Override
		public Object read(byte[] json, Type type) throws MalformedBodyException {
			if (type != Quote.class) {
				return List.of(type.getTypeName());
			}
			Matcher quote = QUOTE.matcher(new String(json, StandardCharsets.UTF_8));
			if (!quote.matches()) {
				throw new MalformedBodyException("this is no quote");
			}
			return new Quote(quote.group(1), Long.parseLong(quote.group(2)));
		}

	}

	interface Quotes<T> {

		T raised(T quote);

	}

	static final class QuotesOfRecords implements Quotes<Quote> {

		@Override
		public Quote raised(Quote quote) {
			return quote.raised();
		}

	}

	/**
	 * Answers in all ways. Found by name.
	 */
	@SuppressWarnings({ "UnusedMethod", "UnusedVariable" })
	static class Answering {

		private int calls;

		public byte[] reversed(byte[] body) {
			byte[] reversed = new byte[body.length];
			for (int i = 0; i < body.length; i++) {
				reversed[i] = body[body.length - 1 - i];
			}
			return reversed;
		}

		public String greeting(String whom) {
			return "hello " + whom;
		}

		public Quote raised(Quote quote) {
			this.calls++;
			return quote.raised();
		}

		public String generic(List<String> list) {
			return list.getFirst();
		}

		public void nothing(String body) {
			// says nothing
		}

		public @Nullable Quote nullQuote() {
			return null;
		}

		public String counted() {
			this.calls++;
			return Integer.toString(this.calls);
		}

		public String deadlineAlone(Deadline deadline) {
			return deadline.remaining().toString();
		}

		public String deadlineFirst(Deadline deadline, String body) {
			return body + " " + deadline.remaining();
		}

		public String deadlineLast(String body, Deadline deadline) {
			return body + " " + deadline.remaining();
		}

		String neither() {
			return "neither";
		}

		private String privately() {
			return "privately";
		}

		protected String protectedly() {
			return "protectedly";
		}

		static String statically() {
			return "statically";
		}

		public String twoBodies(String one, byte[] other) {
			return one;
		}

		public String twoDeadlines(Deadline one, Deadline other) {
			return "";
		}

		public String bodyDeadlineAndBody(String one, Deadline deadline, Duration other) {
			return one;
		}

		public void checked() throws IOException {
			throw new IOException("checked");
		}

		public void told() {
			throw new RespondException(404, "told");
		}

		public void error() {
			throw new StackOverflowError();
		}

		public void interrupted() throws InterruptedException {
			throw new InterruptedException();
		}

		public void throwable() throws Throwable {
			throw new Throwable("neither");
		}

		public Object unwritable() {
			return new Object();
		}

	}

}
