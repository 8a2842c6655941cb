package io.nowornever.request;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.nowornever.common.codec.Body;
import io.nowornever.common.codec.BodyCodec;
import io.nowornever.common.wire.HeaderBlock;
import io.nowornever.common.wire.HeaderNames;
import io.nowornever.common.wire.MalformedBodyException;
import io.nowornever.common.wire.PrintableText;
import io.nowornever.common.wire.Rank;
import io.nowornever.common.wire.ReceivedMessage;
import org.jspecify.annotations.Nullable;

/**
 * One question of an application on its way. Its result is read before the request is
 * settled, so that one that cannot be read counts as failed and not as answered.
 *
 * @param <T> the type of the result
 */
final class TypedQuestion<T> implements Question, AnswerListener {

	/**
	 * What a result that cannot be read is told as.
	 */
	static final int UNREADABLE = 502;

	private static final int UNKNOWN = 500;

	private static final int LONGEST_ERROR = 200;

	private static final byte[] CONTENT_TYPE = HeaderBlock.name(HeaderNames.CONTENT_TYPE);

	private static final byte[] CRITICALITY = HeaderBlock.name(HeaderNames.CRITICALITY);

	private static final byte[] ERROR = HeaderBlock.name(HeaderNames.SERVICE_ERROR);

	private static final byte[] ERROR_CODE = HeaderBlock.name(HeaderNames.SERVICE_ERROR_CODE);

	private final RequestClient client;

	private final BodyCodec codec;

	private final Body body;

	private final Type type;

	private final Criticality criticality;

	private final Map<String, String> headers;

	private final CompletableFuture<Answer<T>> future = new Future();

	/** Written and read by the one thread that brings replies. */
	private @Nullable Object result;

	private @Nullable String problem;

	private volatile long number = RequestClient.NOT_SENT;

	TypedQuestion(RequestClient client, BodyCodec codec, Body body, Type type, Criticality criticality,
			Map<String, String> headers) {
		this.client = client;
		this.codec = codec;
		this.body = body;
		this.type = type;
		this.criticality = criticality;
		this.headers = headers;
	}

	/**
	 * The request has its number.
	 */
	void begun(long number) {
		this.number = number;
	}

	void giveUp() {
		if (this.number != RequestClient.NOT_SENT) {
			this.client.giveUp(this.number);
		}
	}

	CompletableFuture<Answer<T>> future() {
		return this.future;
	}

	@Override
	public void addHeaders(HeaderBlock.Writer writer) {
		if (this.body.contentType() != null) {
			writer.add(CONTENT_TYPE, this.body.contentType());
		}
		if (this.criticality != Criticality.NORMAL) {
			writer.add(CRITICALITY, this.criticality.text());
		}
		this.headers.forEach((name, value) -> writer.add(HeaderBlock.name(name), value));
	}

	@Override
	public Rank rank() {
		return this.criticality.rank();
	}

	@Override
	public byte[] body(byte[] taskId) {
		return this.body.bytes();
	}

	@Override
	public @Nullable String problem(ReceivedMessage reply, byte[] taskId) {
		try {
			this.result = this.codec.read(reply.body(), this.type);
			return null;
		}
		catch (MalformedBodyException ex) {
			this.problem = ex.problem();
		}
		catch (RuntimeException ex) {
			// A codec with a bug must not leave the request without its outcome.
			this.problem = "the result cannot be read: " + ex;
		}
		return this.problem;
	}

	@Override
	public void settled(RequestOutcome outcome, @Nullable ReceivedMessage reply) {
		this.future.complete(switch (outcome) {
			case ANSWERED -> answered(Objects.requireNonNull(reply, "an answer has a reply"));
			case TIMED_OUT -> new Answer.TimedOut<>();
			case NO_RESPONDERS -> new Answer.NoResponders<>();
			case REFUSED -> new Answer.Refused<>();
			case FAILED -> failed(Objects.requireNonNull(reply, "a failure has a reply"));
			case DISCONNECTED -> new Answer.Disconnected<>();
			case REJECTED -> new Answer.Rejected<>();
		});
	}

	@SuppressWarnings({ "unchecked", "NullAway" }) // null where Void was asked for
	private Answer<T> answered(ReceivedMessage reply) {
		return new Answer.Answered<>((T) this.result, new ReceivedReply(reply));
	}

	private Answer<T> failed(ReceivedMessage reply) {
		if (this.problem != null) {
			return new Answer.Failed<>(UNREADABLE, this.problem);
		}
		String error = reply.header(ERROR_CODE);
		if (error == null) {
			return new Answer.Failed<>(UNREADABLE, "the reply is that of another request");
		}
		long code = reply.number(ERROR_CODE);
		String text = reply.header(ERROR);
		return new Answer.Failed<>((code > 0 && code <= Integer.MAX_VALUE) ? (int) code : UNKNOWN,
				(text != null) ? PrintableText.of(text, LONGEST_ERROR) : "");
	}

	/**
	 * The answer to come. A thread that cancels it while the question is still being sent
	 * gives up nothing: the question goes its way.
	 */
	private final class Future extends CompletableFuture<Answer<T>> {

		@Override
		public boolean cancel(boolean mayInterruptIfRunning) {
			boolean cancelled = super.cancel(mayInterruptIfRunning);
			giveUp();
			return cancelled;
		}

	}

}
