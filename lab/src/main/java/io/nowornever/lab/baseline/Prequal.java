package io.nowornever.lab.baseline;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nowornever.lab.baseline.ProbePool.Probe;

/**
 * Chooses a consumer for each request by earlier probes, and sends a few more. Knows from
 * the beginning which consumers there are, as a directory would tell. For one thread.
 */
final class Prequal implements Supplier<String> {

	private static final int PROBES = 3;

	/**
	 * The source's second, for a budget of five.
	 */
	private static final int AGES_IN_BUDGET = 5;

	private final Connection connection;

	private final List<String> consumers;

	private final String inbox;

	private final ProbePool pool;

	private Prequal(Connection connection, List<String> consumers, ProbePool pool) {
		this.connection = connection;
		this.consumers = new ArrayList<>(consumers);
		this.inbox = connection.createInbox();
		this.pool = pool;
	}

	static Prequal begin(Settings settings, Connection connection) {
		Prequal prequal = new Prequal(connection, List.of(settings.text("consumers").split(",")),
				new ProbePool(settings.number("budget") / AGES_IN_BUDGET));
		connection.createDispatcher().subscribe(prequal.inbox, prequal::told);
		return prequal;
	}

	/**
	 * Where to send the next request.
	 */
	@Override
	public String get() {
		String chosen = this.pool.choose(System.nanoTime());
		Collections.shuffle(this.consumers, ThreadLocalRandom.current());
		for (String consumer : this.consumers.subList(0, Math.min(PROBES, this.consumers.size()))) {
			this.connection.publish(Wire.PROBE + consumer, this.inbox, new byte[0]);
		}
		return Wire.DIRECT + ((chosen != null) ? chosen : this.consumers.getFirst());
	}

	private void told(Message reply) {
		if (!reply.isStatusMessage()) {
			String[] load = new String(reply.getData(), StandardCharsets.UTF_8).split(" ", 3);
			this.pool.add(new Probe(load[0], Integer.parseInt(load[1]), Long.parseLong(load[2]), System.nanoTime()));
		}
	}

}
