package io.nowornever.benchmark.requests;

import java.io.IOException;

import io.nats.client.Connection;
import io.nowornever.benchmark.bare.BareConnection;

/**
 * The client library on both ends: one connection asks, another one answers at once as a
 * member of a queue group.
 */
final class BarePair implements Requester, AutoCloseable {

	private static final String QUEUE_GROUP = "workers";

	private final BareConnection asking;

	private final BareConnection answering;

	private final Payload payload;

	private BarePair(BareConnection asking, BareConnection answering, Payload payload) {
		this.asking = asking;
		this.answering = answering;
		this.payload = payload;
	}

	static BarePair connect(String brokerUrl, Payload payload) throws IOException, InterruptedException {
		BareConnection answering = BareConnection.open(brokerUrl);
		Connection replies = answering.nats();
		answering.join(payload.subject(), QUEUE_GROUP,
				(request) -> replies.publish(request.getReplyTo(), payload.replyHeaders(), payload.replyBody()));
		return new BarePair(BareConnection.open(brokerUrl), answering, payload);
	}

	@Override
	@SuppressWarnings("FutureReturnValueIgnored") // the lane is its end
	public void ask(Lane lane) {
		this.asking.nats()
			.request(this.payload.subject(), this.payload.headers(), this.payload.body())
			.whenComplete(lane);
	}

	@Override
	public void close() {
		this.asking.close();
		this.answering.close();
	}

}
