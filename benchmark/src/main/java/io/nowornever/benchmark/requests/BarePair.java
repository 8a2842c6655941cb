package io.nowornever.benchmark.requests;

import java.io.IOException;

import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;

/**
 * The client library with its default options on both ends: one connection asks, another
 * one answers at once as a member of a queue group.
 */
final class BarePair implements Requester, AutoCloseable {

	private static final String QUEUE_GROUP = "workers";

	private final Connection asking;

	private final Connection answering;

	private final Payload payload;

	private BarePair(Connection asking, Connection answering, Payload payload) {
		this.asking = asking;
		this.answering = answering;
		this.payload = payload;
	}

	static BarePair connect(String brokerUrl, Payload payload) throws IOException, InterruptedException {
		Connection answering = connect(brokerUrl);
		answering
			.createDispatcher((request) -> answering.publish(request.getReplyTo(), payload.replyHeaders(),
					payload.replyBody()))
			.subscribe(payload.subject(), QUEUE_GROUP);
		answering.RTT();
		return new BarePair(connect(brokerUrl), answering, payload);
	}

	private static Connection connect(String brokerUrl) throws IOException, InterruptedException {
		return Nats.connect(Options.builder().server(brokerUrl).errorListener(new ErrorListener() {
		}).build());
	}

	@Override
	@SuppressWarnings("FutureReturnValueIgnored") // the lane is its end
	public void ask(Lane lane) {
		this.asking.request(this.payload.subject(), this.payload.headers(), this.payload.body()).whenComplete(lane);
	}

	@Override
	public void close() throws InterruptedException {
		this.asking.close();
		this.answering.close();
	}

}
