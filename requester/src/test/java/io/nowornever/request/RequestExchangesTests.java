package io.nowornever.request;

import java.io.Serializable;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nowornever.common.codec.BodyCodec;
import io.nowornever.common.codec.JsonCodec;
import io.nowornever.common.time.NanoClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Clients of interfaces, without a broker: what they ask ends as disconnected.
 */
class RequestExchangesTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final RequestClient client = Unlinked.client(this.registry);

	private final Requester requester = new Requester(this.client, new BodyCodec(new AsText()),
			NanoClock.startingNow());

	@BeforeEach
	void start() {
		this.client.start();
	}

	@AfterEach
	void stop() {
		this.client.stop(() -> {
		});
	}

	@Test
	void aMethodWithAResultThrowsHowItsRequestEnded() {
		Quotes quotes = create(Quotes.class);
		assertThatExceptionOfType(NotAnsweredException.class).isThrownBy(() -> quotes.quote(new Query("ACME")))
			.satisfies((ex) -> assertThat(ex.outcome()).isEqualTo(RequestOutcome.DISCONNECTED));
		assertThatExceptionOfType(NotAnsweredException.class).isThrownBy(quotes::all);
		assertThatExceptionOfType(NotAnsweredException.class).isThrownBy(() -> quotes.tell("news"));
		assertThatExceptionOfType(NotAnsweredException.class).isThrownBy(quotes::count);
		assertThat(started("quotes")).isEqualTo(4);
	}

	@Test
	void anAnswerIsHandedOverAsItIsNowOrLater() {
		Quotes quotes = create(Quotes.class);
		assertThat(quotes.quoteOrNot(new Query("ACME"))).isInstanceOf(Answer.Disconnected.class);
		assertThat(quotes.quoteLater(new Query("ACME")).join()).isInstanceOf(Answer.Disconnected.class);
		assertThat(quotes.allOrNot().outcome()).isEqualTo(RequestOutcome.DISCONNECTED);
	}

	@Test
	void aDefaultMethodUsesTheOthers() {
		Quotes quotes = create(Quotes.class);
		assertThat(quotes.hasQuote("ACME")).isFalse();
		assertThat(quotes.greeting("all")).isEqualTo("hello all");
	}

	@Test
	void inheritedMethodsAskToo() {
		assertThat(create(MoreQuotes.class).quoteOrNot(new Query("ACME"))).isInstanceOf(Answer.Disconnected.class);
		assertThat(started("more.quotes")).isEqualTo(1);
	}

	@Test
	void aClientIsEqualToItselfOnlyAndSaysWhatItIs() {
		Quotes quotes = create(Quotes.class);
		Quotes others = create(Quotes.class);
		assertThat(List.of(others, quotes).indexOf(quotes)).isEqualTo(1);
		assertThat(Set.of(others, quotes)).contains(quotes);
		assertThat(quotes).hasToString("Quotes[quotes]");
		assertThat(started("quotes")).isZero();
	}

	@Test
	void aQuestionThatCannotBeWrittenIsTold() {
		Quotes quotes = create(Quotes.class);
		assertThatIllegalArgumentException().isThrownBy(() -> quotes.quote(new Query("unwritable")))
			.withMessageContaining("unwritable");
		assertThat(started("quotes")).isZero();
	}

	@ParameterizedTest
	@MethodSource("mistakes")
	void aMistakeIsFoundAtOnceAndNamesInterfaceAndMethod(Class<?> type, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> create(type))
			.withMessageContaining(type.getName())
			.withMessageContaining(message);
	}

	static List<Arguments> mistakes() {
		return List.of(Arguments.of(Plain.class, "is no interface with @RequestExchange"),
				Arguments.of(NoInterface.class, "is no interface with @RequestExchange"),
				Arguments.of(BadSubject.class, ": '>' is no subject to ask on"),
				Arguments.of(BadBudget.class, ": \"soon\" is no duration; allowed are such as 800ms, 2s, 1m or PT0.8S"),
				Arguments.of(BadBudgetOfMethod.class, ".quote(Query): A budget of PT0S is not allowed: 1 ms to 1 day"),
				Arguments.of(TwoQuestions.class,
						".quote(Query, String): it takes 2 parameters; allowed is one, the question, or none"),
				Arguments.of(RawAnswer.class, ".quote(): it returns io.nowornever.request.Answer; allowed are void,"),
				Arguments.of(AnyAnswer.class, ".quote(): it returns io.nowornever.request.Answer<?>; allowed"),
				Arguments.of(OneCase.class, ".quote(): it returns io.nowornever.request.Answer$Answered<"),
				Arguments.of(FutureResult.class,
						".quote(): it returns java.util.concurrent.CompletableFuture<java.lang.String>; allowed"),
				Arguments.of(RawFuture.class, ".quote(): it returns java.util.concurrent.CompletableFuture; allowed"),
				Arguments.of(OtherFuture.class, ".quote(): it returns java.util.concurrent.Future<"),
				Arguments.of(Stage.class, ".quote(): it returns java.util.concurrent.CompletionStage<"),
				Arguments.of(ManyAnswers.class, ".quotes(): it returns java.util.List<"),
				Arguments.of(Unknown.class, ".quote(): it returns T; allowed"),
				Arguments.of(UnknownWithin.class, ".quotes(): it returns java.util.List<T>; allowed"));
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 86_401, Long.MAX_VALUE })
	void aBudgetThatIsNotAllowedIsToldAsThat(long seconds) {
		RequestSpec request = this.requester.to("quotes");
		assertThatIllegalArgumentException().isThrownBy(() -> request.within(Duration.ofSeconds(seconds)))
			.withMessageContaining("is not allowed: 1 ms to 1 day");
	}

	private <I> I create(Class<I> type) {
		return RequestExchanges.create(this.requester, type);
	}

	private double started(String subject) {
		return this.registry.get("task.requests.started").tag("subject", subject).counter().count();
	}

	record Query(String symbol) {
	}

	record Quote(double price) {
	}

	@RequestExchange("quotes")
	@Within("2s")
	interface Quotes {

		Quote quote(Query query);

		@Within("800ms")
		Answer<Quote> quoteOrNot(Query query);

		CompletableFuture<Answer<Quote>> quoteLater(Query query);

		List<Quote> all();

		Answer<List<? extends Quote>> allOrNot();

		int count();

		void tell(String news);

		default boolean hasQuote(String symbol) {
			return quoteOrNot(new Query(symbol)).isAnswered();
		}

		default String greeting(String whom) {
			return "hello " + whom;
		}

		static Query query() {
			return new Query("ACME");
		}

		@Override
		String toString();

	}

	@RequestExchange("more.quotes")
	interface MoreQuotes extends Quotes {

	}

	interface Plain {

	}

	@RequestExchange("quotes")
	abstract static class NoInterface {

	}

	@RequestExchange(">")
	interface BadSubject {

	}

	@RequestExchange("quotes")
	@Within("soon")
	interface BadBudget {

	}

	@RequestExchange("quotes")
	interface BadBudgetOfMethod {

		@Within("0s")
		Quote quote(Query query);

	}

	@RequestExchange("quotes")
	interface TwoQuestions {

		Quote quote(Query query, String other);

	}

	@RequestExchange("quotes")
	@SuppressWarnings("rawtypes")
	interface RawAnswer {

		Answer quote();

	}

	@RequestExchange("quotes")
	interface AnyAnswer {

		Answer<?> quote();

	}

	@RequestExchange("quotes")
	interface OneCase {

		Answer.Answered<Quote> quote();

	}

	@RequestExchange("quotes")
	interface FutureResult {

		CompletableFuture<String> quote();

	}

	@RequestExchange("quotes")
	@SuppressWarnings("rawtypes")
	interface RawFuture {

		CompletableFuture quote();

	}

	@RequestExchange("quotes")
	interface OtherFuture {

		Future<Answer<Quote>> quote();

	}

	@RequestExchange("quotes")
	interface Stage {

		CompletionStage<Answer<Quote>> quote();

	}

	@RequestExchange("quotes")
	interface ManyAnswers {

		List<Answer<Quote>> quotes();

	}

	@RequestExchange("quotes")
	@SuppressWarnings("TypeParameterUnusedInFormals")
	interface Unknown {

		<T extends Serializable> T quote();

	}

	@RequestExchange("quotes")
	interface UnknownWithin<T> {

		List<T> quotes();

	}

	/**
	 * Writes what it gets as text, and reads nothing.
	 */
	private static final class AsText implements JsonCodec {

		@Override
		public byte[] write(Object value) {
			if (value.equals(new Query("unwritable"))) {
				throw new IllegalArgumentException(value + " cannot be written");
			}
			return value.toString().getBytes(StandardCharsets.UTF_8);
		}

		@Override
		public @Nullable Object read(byte[] json, Type type) {
			return null;
		}

	}

}
