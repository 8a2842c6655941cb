package io.nowornever.benchmark.stale;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

import io.nats.client.Dispatcher;
import io.nowornever.benchmark.bare.BareConnection;
import io.nowornever.benchmark.report.Report;

/**
 * The client library, counting.
 */
final class BareSkipper implements Skipper {

	private static final String SUBJECT = "tasks.raw";

	private final BareConnection connection;

	private final Dispatcher dispatcher;

	private final AtomicLong taken = new AtomicLong();

	private BareSkipper(BareConnection connection, String queueGroup) throws IOException {
		this.connection = connection;
		this.dispatcher = connection.join(SUBJECT, queueGroup,
				(message) -> this.taken.lazySet(this.taken.getPlain() + 1));
	}

	static BareSkipper connect(String brokerUrl, String queueGroup) throws IOException, InterruptedException {
		return new BareSkipper(BareConnection.open(brokerUrl), queueGroup);
	}

	@Override
	public String label() {
		return "bare";
	}

	@Override
	public String subject() {
		return SUBJECT;
	}

	@Override
	public long taken() {
		return this.taken.get();
	}

	@Override
	public void reportFailures(Report report) {
		report.failure("stale, bare: dropped by the client library", this.dispatcher.getDroppedCount());
	}

	@Override
	public void close() {
		this.connection.close();
	}

}
