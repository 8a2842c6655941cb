package io.nowornever.benchmark.stale;

import java.io.IOException;

/**
 * Reads the socket and throws everything away: how fast publisher and broker can deliver,
 * which no consumer can beat.
 */
final class SocketSkipper implements Skipper {

	private static final String SUBJECT = "tasks.tcp";

	private static final String SUBSCRIPTION = "1";

	private final WireClient client;

	private final int messageLength;

	private volatile long bytes;

	private SocketSkipper(WireClient client, int messageLength) {
		this.client = client;
		this.messageLength = messageLength;
	}

	static SocketSkipper connect(String brokerUrl, String queueGroup, long sentAtMillis) throws IOException {
		WireClient client = WireClient.connect(brokerUrl);
		String subject = SUBJECT;
		SocketSkipper skipper = new SocketSkipper(client,
				new StaleMessage(subject, sentAtMillis).delivered(SUBSCRIPTION).length);
		client.subscribe(subject, queueGroup, SUBSCRIPTION);
		Thread.ofPlatform().name("socket-skipper").daemon().start(skipper::read);
		return skipper;
	}

	@Override
	public String label() {
		return "the socket alone";
	}

	@Override
	public String subject() {
		return SUBJECT;
	}

	@Override
	public long taken() {
		return this.bytes / this.messageLength;
	}

	@Override
	public void close() throws IOException {
		this.client.close();
	}

	@SuppressWarnings("NonAtomicVolatileUpdate") // written by one thread
	private void read() {
		byte[] buffer = WireClient.buffer();
		try {
			int count;
			while ((count = this.client.read(buffer)) >= 0) {
				this.bytes += count;
			}
		}
		catch (IOException ex) {
			// Closed; a flood that misses messages is noticed by their number.
		}
	}

}
