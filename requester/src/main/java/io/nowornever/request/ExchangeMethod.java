package io.nowornever.request;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A method that asks: what it wants to know, and how the answer is handed over. Safe from
 * any thread.
 *
 * @param request the request, but for the question
 * @param result the type of the result
 * @param handOver how the answer is handed over
 */
record ExchangeMethod(RequestSpec request, Type result, HandOver handOver) {

	/**
	 * Reads a method.
	 * @param method the method, an abstract one
	 * @param request the request that it makes
	 * @return what there is to do
	 * @throws IllegalArgumentException if it is none that can ask, telling why
	 */
	static ExchangeMethod of(Method method, RequestSpec request) {
		if (method.getParameterCount() > 1) {
			throw new IllegalArgumentException(
					"it takes " + method.getParameterCount() + " parameters; allowed is one, the question, or none");
		}
		Type returned = method.getGenericReturnType();
		HandOver handOver = HandOver.of(method.getReturnType());
		Type result = switch (handOver) {
			case RESULT -> returned;
			case ANSWER -> heldBy(Answer.class, returned);
			case FUTURE -> heldBy(Answer.class, heldBy(CompletableFuture.class, returned));
		};
		if (result == null || result instanceof WildcardType || !isKnown(result)) {
			throw new IllegalArgumentException("it returns " + returned.getTypeName()
					+ "; allowed are void, a result of a type that is known, Answer of one, and CompletableFuture of such"
					+ " an Answer");
		}
		return new ExchangeMethod(request, result, handOver);
	}

	private static @Nullable Type heldBy(Class<?> holder, @Nullable Type type) {
		return (type instanceof ParameterizedType generic && generic.getRawType() == holder)
				? generic.getActualTypeArguments()[0] : null;
	}

	/**
	 * Whether a result can be of that type: one that is known here, and no promise of
	 * another.
	 */
	private static boolean isKnown(Type type) {
		return switch (type) {
			case Class<?> plain -> Stream.of(Answer.class, Future.class, CompletionStage.class)
				.noneMatch((promise) -> promise.isAssignableFrom(plain));
			case ParameterizedType generic -> isKnown(generic.getRawType())
					&& Stream.of(generic.getActualTypeArguments()).allMatch(ExchangeMethod::isKnown);
			case GenericArrayType array -> isKnown(array.getGenericComponentType());
			case WildcardType wildcard -> Stream.of(wildcard.getUpperBounds()).allMatch(ExchangeMethod::isKnown);
			default -> false;
		};
	}

	/**
	 * Asks.
	 * @param question the question, or null for none
	 * @return what the method is to return
	 * @throws NotAnsweredException if it is to return a result, and there is none
	 */
	@Nullable Object ask(@Nullable Object question) {
		TypedQuestion<Object> asked = this.request.begin(question, this.result);
		return switch (this.handOver) {
			case FUTURE -> asked.future();
			case ANSWER -> RequestSpec.await(asked);
			case RESULT -> RequestSpec.await(asked).orElseThrow();
		};
	}

	/**
	 * How an answer is handed over.
	 */
	enum HandOver {

		/**
		 * As its result alone.
		 */
		RESULT,

		/**
		 * As it is.
		 */
		ANSWER,

		/**
		 * When it comes.
		 */
		FUTURE;

		static HandOver of(Class<?> returned) {
			if (returned == Answer.class) {
				return ANSWER;
			}
			return (returned == CompletableFuture.class) ? FUTURE : RESULT;
		}

	}

}
