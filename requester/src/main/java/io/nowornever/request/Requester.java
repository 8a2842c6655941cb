package io.nowornever.request;

import java.time.Duration;
import java.util.Map;

import io.nowornever.common.codec.BodyCodec;
import io.nowornever.common.time.NanoClock;

/**
 * Asks questions and gets typed answers, each within a budget. Safe from any thread.
 */
public final class Requester {

	private final RequestClient client;

	private final BodyCodec codec;

	private final NanoClock clock;

	/**
	 * Creates a requester.
	 * @param client sends requests
	 * @param codec writes questions and reads answers
	 * @param clock the monotonic clock
	 */
	public Requester(RequestClient client, BodyCodec codec, NanoClock clock) {
		this.client = client;
		this.codec = codec;
		this.clock = clock;
	}

	/**
	 * Begins a request.
	 * @param subject where it goes; one without wildcards, and one of not too many, since
	 * each is measured on its own
	 * @return the request, to be refined and asked
	 * @throws IllegalArgumentException if that is no subject to ask on
	 */
	public RequestSpec to(String subject) {
		return new RequestSpec(this, this.client.destination(subject), this.client.timeout(), Criticality.NORMAL,
				Map.of());
	}

	RequestClient client() {
		return this.client;
	}

	BodyCodec codec() {
		return this.codec;
	}

	NanoClock clock() {
		return this.clock;
	}

	/**
	 * The usual budget.
	 * @return the time, retries included
	 */
	public Duration timeout() {
		return this.client.timeout();
	}

}
