package io.nowornever.respond.stream;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.NUID;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.StreamInfo;
import io.nats.client.support.JsonValue;
import io.nats.service.Discovery;
import io.nats.service.StatsResponse;
import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.durable.DurableSettings;
import io.nowornever.common.durable.DurableSubject;
import io.nowornever.common.durable.StreamSetup;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a stream as short as the work in it can still be done freshly: as many requests
 * as all members together have workers for, and do within the target time. So one too
 * many is refused when it is sent. What the members can do they say in their STATS
 * (ADR-32). One of them sets the bound, twice a second: who finds that nobody has done so
 * since its last look. The stream's metadata says who did, so that no clocks are
 * compared. Runs on a thread of its own.
 */
public final class StreamBound {

	/**
	 * How many tasks a member works on at once, in the data of its STATS.
	 */
	public static final String WORKERS = "workers";

	/**
	 * How long a task takes in the mean, in seconds, in the data of its STATS.
	 */
	public static final String MEAN_SECONDS = "mean_seconds";

	private static final Logger log = LoggerFactory.getLogger(StreamBound.class);

	private static final String SET_BY = "now-or-never.bound-set-by";

	private static final long SHORTEST_PAUSE_MILLIS = 400;

	private static final long LONGEST_PAUSE_MILLIS = 600;

	private static final long GATHER_MILLIS = 100;

	private static final int MOST_MEMBERS = 10_000;

	/** No task is thought to be shorter. */
	private static final double SHORTEST_SECONDS = 1e-5;

	private final NatsLink link;

	private final DurableSubject names;

	private final DurableSettings settings;

	private final String service;

	private final BrokerClock clock;

	private final String self = NUID.nextGlobal();

	private long turn;

	private @Nullable String lastSetBy;

	private volatile @Nullable Thread thread;

	/**
	 * Creates a bound that nobody keeps yet.
	 * @param link to the broker
	 * @param names the stream
	 * @param settings the target
	 * @param service the members' name in discovery
	 * @param clock is set by the broker's
	 */
	public StreamBound(NatsLink link, DurableSubject names, DurableSettings settings, String service,
			BrokerClock clock) {
		this.link = link;
		this.names = names;
		this.settings = settings;
		this.service = service;
		this.clock = clock;
	}

	/**
	 * Begins to look, if streams are set up here at all.
	 */
	public void start() {
		if (this.settings.create()) {
			Thread starting = Thread.ofVirtual().name("stream-bound").unstarted(this::run);
			this.thread = starting;
			starting.start();
		}
	}

	/**
	 * Ends the looking.
	 */
	public void stop() {
		Thread stopping = this.thread;
		this.thread = null;
		if (stopping != null) {
			stopping.interrupt();
		}
	}

	private void run() {
		try {
			while (this.thread != null) {
				Connection connection = this.link.connection();
				if (connection != null) {
					look(connection);
				}
				TimeUnit.MILLISECONDS
					.sleep(ThreadLocalRandom.current().nextLong(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void look(Connection connection) {
		try {
			JetStreamManagement management = StreamSetup.management(connection);
			long asked = this.clock.wallMillis();
			StreamInfo info = management.getStreamInfo(this.names.stream());
			if (info.getTimestamp() != null) {
				this.clock.told(asked, info.getTimestamp().toInstant().toEpochMilli());
			}
			StreamConfiguration found = info.getConfiguration();
			String setBy = metadata(found).get(SET_BY);
			boolean somebodyElse = setBy != null && !setBy.equals(this.lastSetBy);
			this.lastSetBy = setBy;
			if (!somebodyElse && !this.settings.targetWait().isZero()) {
				set(connection, management, found);
			}
		}
		catch (IOException | JetStreamApiException | RuntimeException ex) {
			log.debug("The stream's bound could not be kept", ex);
		}
	}

	private void set(Connection connection, JetStreamManagement management, StreamConfiguration found)
			throws IOException, JetStreamApiException {
		long bound = bound(new Discovery(connection, GATHER_MILLIS, MOST_MEMBERS).stats(this.service));
		if (bound > 0) {
			String setBy = this.self + "." + this.turn++;
			Map<String, String> metadata = new HashMap<>(metadata(found));
			metadata.put(SET_BY, setBy);
			management.updateStream(StreamConfiguration.builder(found).maxMessages(bound).metadata(metadata).build());
			this.lastSetBy = setBy;
		}
	}

	/**
	 * How many requests the stream should keep.
	 * @param members what they say of themselves
	 * @return the number, or 0 if nobody says anything
	 */
	long bound(List<StatsResponse> members) {
		double perSecond = 0;
		double workers = 0;
		for (StatsResponse member : members) {
			JsonValue data = member.getEndpointStatsList().isEmpty() ? null
					: member.getEndpointStatsList().getFirst().getData();
			double here = number(data, WORKERS);
			workers += here;
			perSecond += here / Math.max(number(data, MEAN_SECONDS), SHORTEST_SECONDS);
		}
		return (workers > 0) ? (long) (workers + Math.ceil(perSecond * this.settings.targetWait().toNanos() / 1e9)) : 0;
	}

	private static Map<String, String> metadata(StreamConfiguration found) {
		return Objects.requireNonNullElse(found.getMetadata(), Map.of());
	}

	private static double number(@Nullable JsonValue data, String name) {
		JsonValue value = (data != null && data.map != null) ? data.map.get(name) : null;
		if (value == null) {
			return 0;
		}
		return switch (value.type) {
			case INTEGER -> value.i;
			case LONG -> value.l;
			case DOUBLE -> value.d;
			case FLOAT -> value.f;
			case BIG_DECIMAL -> value.bd.doubleValue();
			default -> 0;
		};
	}

}
