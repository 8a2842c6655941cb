package io.nowornever.consumer;

import java.time.InstantSource;

import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.durable.DurableSettings;
import io.nowornever.common.durable.DurableSubject;
import io.nowornever.common.durable.StreamKeeper;
import io.nowornever.common.durable.StreamSetup;
import io.nowornever.common.pair.Subjects;
import io.nowornever.common.settings.Require;
import io.nowornever.common.time.NanoClock;
import io.nowornever.common.wire.Discovery;
import io.nowornever.respond.stream.BrokerClock;
import io.nowornever.respond.stream.Deference;
import io.nowornever.respond.stream.StreamBound;

/**
 * Makes the stream of the durable tasks and its consumer, and keeps the stream's bound by
 * what the workers say that they can do. So only one user of the broker needs to be
 * allowed to touch streams, and that one reads no requests. Safe from any thread.
 */
final class StreamOperator {

	private final StreamBound bound;

	private volatile boolean running;

	private StreamOperator(StreamBound bound) {
		this.bound = bound;
	}

	/**
	 * Creates one that makes the stream with the link's next connection.
	 * @param group the stream's consumer
	 * @param durable what the stream is like
	 * @param link to the broker
	 * @param clock the monotonic clock
	 * @param wallClock this machine's
	 */
	static StreamOperator create(String group, DurableSettings durable, NatsLink link, NanoClock clock,
			InstantSource wallClock) {
		Require.that(durable.create(), "durable.create", "false", "true for an operator, who is there to do that");
		DurableSubject names = DurableSubject.of(Subjects.TASKS);
		StreamSetup setup = new StreamSetup(names, durable);
		StreamKeeper streams = new StreamKeeper(clock);
		streams.keep((connection) -> {
			setup.makeStream(connection);
			setup.makeConsumer(connection, group);
		});
		link.addListener(streams);
		return new StreamOperator(new StreamBound(link, names, durable, Discovery.nameOf(names.subject()),
				new BrokerClock(wallClock), group, () -> 0, new Deference()));
	}

	void start() {
		this.running = true;
		this.bound.start();
	}

	void stop(Runnable callback) {
		this.bound.stop();
		this.running = false;
		callback.run();
	}

	boolean isRunning() {
		return this.running;
	}

}
