package io.nowornever.respond.stream;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.NUID;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.StreamInfo;
import io.nats.service.Discovery;
import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.durable.DurableSettings;
import io.nowornever.common.durable.DurableSubject;
import io.nowornever.common.durable.StreamSetup;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a stream as short as the work in it can still be done freshly: as many requests
 * as all members together have workers for, and do within the target time, or for a burst
 * within a longer one ({@link StandingLine}). So one too many is refused when it is sent.
 * What the members can do they say in their STATS (ADR-32). One of them sets the bound,
 * twice a second: who finds that nobody has done so since its last look. The stream's
 * metadata says who did, so that no clocks are compared; and it says what each member can
 * do, so that slow ones leave to fast ones what these will have done sooner
 * ({@link Deference}). Who makes no streams only looks: it believes what the metadata
 * says for as long as somebody sets the bound. Runs on a thread of its own.
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

	private static final String MEMBERS = "now-or-never.members";

	private static final long SHORTEST_TURN_MILLIS = 400;

	private static final long LONGEST_TURN_MILLIS = 600;

	private static final long PAUSE_MILLIS = 100;

	/** A slow one looks more often, lest it miss its turn. */
	private static final long SLOW_PAUSE_MILLIS = 25;

	private static final long GATHER_MILLIS = 100;

	private static final int MOST_MEMBERS = 10_000;

	private static final List<String> QUESTIONS = List.of("$JS.API.STREAM.INFO.", "$JS.API.CONSUMER.INFO.");

	/** In how many looks, twice a second each, who sets the bound may miss its turn. */
	private static final int LOOKS = 4;

	private final NatsLink link;

	private final DurableSubject names;

	private final DurableSettings settings;

	private final String service;

	private final BrokerClock clock;

	private final String group;

	private final LongSupplier meanWorkNanos;

	private final Deference deference;

	private final StandingLine line = new StandingLine();

	private final String self = NUID.nextGlobal();

	private final BoundMark mark;

	private long turns;

	private long turnInMillis;

	private volatile boolean forbidden;

	private volatile @Nullable Thread thread;

	/**
	 * Creates a bound that nobody keeps yet.
	 * @param link to the broker
	 * @param names the stream
	 * @param settings the target
	 * @param service the members' name in discovery
	 * @param clock is set by the broker's
	 * @param group the stream's consumer
	 * @param meanWorkNanos tells how long a task takes here
	 * @param deference is told of faster members
	 */
	public StreamBound(NatsLink link, DurableSubject names, DurableSettings settings, String service, BrokerClock clock,
			String group, LongSupplier meanWorkNanos, Deference deference) {
		this.link = link;
		this.names = names;
		this.settings = settings;
		this.service = service;
		this.clock = clock;
		this.group = group;
		this.meanWorkNanos = meanWorkNanos;
		this.deference = deference;
		this.mark = new BoundMark(settings.create() ? 1 : LOOKS);
	}

	/**
	 * Begins to look.
	 */
	public void start() {
		Thread starting = Thread.ofVirtual().name("stream-bound").unstarted(this::run);
		this.thread = starting;
		starting.start();
	}

	/**
	 * A new connection stands, on which more may be allowed than on the one before.
	 */
	public void connected() {
		this.forbidden = false;
	}

	/**
	 * The broker complains. Who may not look takes what comes, until the next connection.
	 * @param complaint the broker's words
	 */
	public void complained(String complaint) {
		if (QUESTIONS.stream()
			.anyMatch((question) -> complaint.contains("Publish to \"" + question + this.names.stream()))) {
			this.forbidden = true;
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
				if (this.forbidden) {
					this.deference.others(0);
				}
				else if (connection != null) {
					look(connection);
				}
				long pause = this.deference.isSlow() ? SLOW_PAUSE_MILLIS : PAUSE_MILLIS;
				TimeUnit.MILLISECONDS.sleep(pause);
				this.turnInMillis -= pause;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void look(Connection connection) {
		try {
			JetStreamManagement management = StreamSetup.management(connection);
			if (this.turnInMillis <= 0) {
				this.turnInMillis = ThreadLocalRandom.current().nextLong(SHORTEST_TURN_MILLIS, LONGEST_TURN_MILLIS);
				turn(connection, management);
			}
			if (this.deference.isSlow()) {
				this.deference.waiting(management.getConsumerInfo(this.names.stream(), this.group).getNumPending());
			}
		}
		catch (IOException | JetStreamApiException | RuntimeException ex) {
			log.debug("The stream's bound could not be kept", ex);
		}
	}

	private void turn(Connection connection, JetStreamManagement management) throws IOException, JetStreamApiException {
		long asked = this.clock.wallMillis();
		StreamInfo info = management.getStreamInfo(this.names.stream());
		if (info.getTimestamp() != null) {
			this.clock.told(asked, info.getTimestamp().toInstant().toEpochMilli());
		}
		StreamConfiguration found = info.getConfiguration();
		boolean kept = this.mark.isFresh(metadata(found).get(SET_BY));
		Members members = members(connection, found, kept);
		this.deference.others(members.leastWaiting(this.meanWorkNanos.getAsLong() / 1e9, this.settings.targetWait()));
		boolean standing = this.line.isStanding(info.getStreamState().getMsgCount() - members.workers());
		if (this.settings.create() && !kept && !this.settings.targetWait().isZero() && !members.all().isEmpty()) {
			Duration target = standing ? this.settings.targetWait() : this.line.burst(this.settings);
			set(management, found, members, this.line.bound(members.bound(target), found.getMaxMsgs()));
		}
	}

	private Members members(Connection connection, StreamConfiguration found, boolean kept) {
		if (kept) {
			return Members.parse(metadata(found).get(MEMBERS));
		}
		return this.settings.create()
				? Members.of(new Discovery(connection, GATHER_MILLIS, MOST_MEMBERS).stats(this.service)) : Members.NONE;
	}

	private void set(JetStreamManagement management, StreamConfiguration found, Members members, long bound)
			throws IOException, JetStreamApiException {
		String setBy = this.self + "." + this.turns++;
		Map<String, String> metadata = new HashMap<>(metadata(found));
		metadata.put(SET_BY, setBy);
		metadata.put(MEMBERS, members.text());
		management.updateStream(StreamConfiguration.builder(found).maxMessages(bound).metadata(metadata).build());
		this.mark.left(setBy);
	}

	private static Map<String, String> metadata(StreamConfiguration found) {
		return Objects.requireNonNullElse(found.getMetadata(), Map.of());
	}

}
