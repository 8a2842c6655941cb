package io.nowornever.request;

import java.lang.reflect.Type;
import java.util.Map;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nats.client.impl.NatsMessage;
import io.nowornever.common.codec.Body;
import io.nowornever.common.codec.BodyCodec;
import io.nowornever.common.codec.JsonCodec;
import io.nowornever.common.wire.ReceivedMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TypedQuestionTests {

	private final ReceivedMessage reply = ReceivedMessage
		.of(NatsMessage.builder().subject("_INBOX.1").data("{}").build());

	@Test
	void aResultThatMakesTheCodecThrowWhateverItLikesIsFailedAndNotLeftAlone() {
		TypedQuestion<Integer> question = question(new Failing(), Integer.class);
		assertThat(question.problem(this.reply, new byte[0])).startsWith("the result cannot be read: ");
		question.settled(RequestOutcome.FAILED, this.reply);
		assertThat(question.future().join())
			.isEqualTo(new Answer.Failed<>(502, "the result cannot be read: java.lang.IllegalStateException: a bug"));
	}

	@Test
	void aResultThatCanBeReadIsNoProblem() {
		TypedQuestion<String> question = question(new Failing(), String.class);
		assertThat(question.problem(this.reply, new byte[0])).isNull();
		question.settled(RequestOutcome.ANSWERED, this.reply);
		assertThat(question.future().join().orElseThrow()).isEqualTo("{}");
	}

	private static <T> TypedQuestion<T> question(JsonCodec json, Class<T> type) {
		return new TypedQuestion<>(Unlinked.client(new SimpleMeterRegistry()), new BodyCodec(json), Body.EMPTY, type,
				Criticality.NORMAL, Map.of());
	}

	private static final class Failing implements JsonCodec {

		@Override
		public byte[] write(Object value) {
			throw new IllegalStateException("a bug");
		}

		@Override
		public @Nullable Object read(byte[] json, Type type) {
			throw new IllegalStateException("a bug");
		}

	}

}
