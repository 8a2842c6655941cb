package io.nowornever.benchmark.requests;

import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;

import io.nats.client.Message;
import io.nowornever.common.wire.ReceivedMessage;
import io.nowornever.request.AnswerListener;
import io.nowornever.request.RequestOutcome;
import org.jspecify.annotations.Nullable;

/**
 * One place in the closed loop: as soon as its request is answered it starts the next, on
 * the thread that brought the answer. It ends with its turn, or with the first request
 * that is not answered.
 */
final class Lane implements AnswerListener, BiConsumer<@Nullable Message, @Nullable Throwable> {

	private final Requester requester;

	private final Turn turn;

	private long startedNanos;

	Lane(Requester requester, Turn turn) {
		this.requester = requester;
		this.turn = turn;
	}

	void start() {
		this.startedNanos = System.nanoTime();
		this.requester.ask(this);
	}

	/**
	 * The product's end of a request.
	 */
	@Override
	public void settled(RequestOutcome outcome, @Nullable ReceivedMessage reply) {
		if (outcome == RequestOutcome.ANSWERED) {
			answered();
		}
		else {
			this.turn.failed(outcome.tag());
		}
	}

	/**
	 * The bare client library's end of a request.
	 */
	@Override
	public void accept(@Nullable Message reply, @Nullable Throwable problem) {
		if (problem != null) {
			Throwable cause = (problem instanceof CompletionException && problem.getCause() != null)
					? problem.getCause() : problem;
			this.turn.failed(cause.getClass().getSimpleName().toLowerCase(Locale.ROOT));
		}
		else {
			answered();
		}
	}

	private void answered() {
		if (this.turn.answered(this.startedNanos, System.nanoTime())) {
			start();
		}
	}

}
