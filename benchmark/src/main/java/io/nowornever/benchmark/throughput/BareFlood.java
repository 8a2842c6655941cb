package io.nowornever.benchmark.throughput;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nats.client.MessageHandler;
import io.nowornever.benchmark.bare.BareConnection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The loops of {@code nats bench pub} and {@code nats bench sub} on the client library as
 * it comes: one publisher, several subscribers that count, a connection for each. Prints
 * its rates as JSON. Ends with 1 if a message is missing.
 */
@Command(name = "bare-flood", hidden = true)
public final class BareFlood implements Callable<Integer> {

	private static final String SUBJECT = "benchmark.flood";

	private static final Duration LIMIT = Duration.ofMinutes(5);

	@Spec
	private @Nullable CommandSpec spec;

	@Option(names = "--server", required = true)
	private String server = "";

	@Option(names = "--messages", required = true)
	private int messages;

	@Option(names = "--subscribers", required = true)
	private int subscribers;

	@Option(names = "--payload-bytes", required = true)
	private int payloadBytes;

	/**
	 * Creates the command.
	 */
	public BareFlood() {
	}

	@Override
	public Integer call() throws IOException, InterruptedException, TimeoutException {
		List<BareConnection> connections = new ArrayList<>();
		CountDownLatch complete = new CountDownLatch(this.subscribers);
		try {
			for (int i = 0; i < this.subscribers; i++) {
				connections.add(subscribe(complete));
			}
			BareConnection publisher = BareConnection.open(this.server);
			connections.add(publisher);
			return flood(publisher.nats(), complete) ? 0 : 1;
		}
		finally {
			connections.forEach(BareConnection::close);
		}
	}

	private BareConnection subscribe(CountDownLatch complete) throws IOException, InterruptedException {
		BareConnection connection = BareConnection.open(this.server);
		Dispatcher dispatcher = connection.nats().createDispatcher(new Counting(this.messages, complete));
		dispatcher.setPendingLimits(0, 0);
		dispatcher.subscribe(SUBJECT);
		connection.nats().RTT();
		return connection;
	}

	private boolean flood(Connection publisher, CountDownLatch complete) throws InterruptedException, TimeoutException {
		byte[] payload = new byte[this.payloadBytes];
		long began = System.nanoTime();
		for (int i = 0; i < this.messages; i++) {
			publisher.publish(SUBJECT, payload);
		}
		publisher.flush(LIMIT);
		double publishSeconds = secondsSince(began);
		boolean all = complete.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
		double deliverySeconds = secondsSince(began);
		if (this.spec != null) {
			this.spec.commandLine()
				.getOut()
				.println(String.format(Locale.ROOT, "{\"publish_rate\":%.1f,\"delivery_rate\":%.1f}",
						this.messages / publishSeconds, (double) this.messages * this.subscribers / deliverySeconds));
		}
		return all;
	}

	private static double secondsSince(long nanos) {
		return (System.nanoTime() - nanos) / 1e9;
	}

	/**
	 * Counts on the one thread of its dispatcher.
	 */
	private static final class Counting implements MessageHandler {

		private final int all;

		private final CountDownLatch complete;

		private int count;

		Counting(int all, CountDownLatch complete) {
			this.all = all;
			this.complete = complete;
		}

		@Override
		public void onMessage(Message message) {
			if (++this.count == this.all) {
				this.complete.countDown();
			}
		}

	}

}
