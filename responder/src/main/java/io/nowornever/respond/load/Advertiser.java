package io.nowornever.respond.load;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import io.nats.client.Connection;
import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.load.Load;
import io.nowornever.common.load.LoadJson;
import io.nowornever.common.load.LoadSubjects;
import io.nowornever.common.logging.LogLimit;
import io.nowornever.common.shutdown.OutOfMemory;
import io.nowornever.common.time.NanoClock;
import io.nowornever.respond.work.Pace;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells requesters of this responder's load: in adverts, on a thread of its own, and in a
 * header of its replies, where that costs no message. Safe from any thread.
 */
public final class Advertiser {

	private static final Logger log = LoggerFactory.getLogger(Advertiser.class);

	private static final int LINES_PER_SECOND = 1;

	private static final long REPLY_GAP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

	private final Pace pace;

	private final NatsLink link;

	private final String subject;

	private final String instance;

	private final String group;

	private final AtomicLong sequence;

	private final NanoClock clock;

	private final AdvertPolicy policy = new AdvertPolicy();

	private final AtomicLong repliedNanos;

	private final AtomicLong adverts = new AtomicLong();

	private final LogLimit problemLines;

	private volatile boolean changed;

	private volatile boolean leaving;

	private volatile @Nullable Thread thread;

	/**
	 * Creates one that is not started.
	 * @param subject where requests come
	 * @param instance this responder's name
	 * @param group its queue group
	 * @param pace knows the load
	 * @param link where it is told
	 * @param clock the monotonic clock
	 * @param started the time now, as people tell it; the sequence of loads begins there,
	 * so that one who is started again under the same name goes on with it
	 */
	public Advertiser(String subject, String instance, String group, Pace pace, NatsLink link, NanoClock clock,
			Instant started) {
		this.subject = LoadSubjects.adverts(subject);
		this.instance = instance;
		this.group = group;
		this.pace = pace;
		this.link = link;
		this.clock = clock;
		this.sequence = new AtomicLong(ChronoUnit.MICROS.between(Instant.EPOCH, started));
		this.repliedNanos = new AtomicLong(clock.nanoTime() - REPLY_GAP_NANOS);
		this.problemLines = new LogLimit(clock, LINES_PER_SECOND);
	}

	/**
	 * Begins to tell.
	 */
	public void start() {
		Thread starting = Thread.ofVirtual().name("advertiser").unstarted(this::run);
		this.thread = starting;
		starting.start();
	}

	/**
	 * Tells in a last advert that this responder goes, and from then on in each reply:
	 * one that did not would call requests back.
	 * @throws InterruptedException when the calling thread was told to end
	 */
	public void stop() throws InterruptedException {
		Thread stopping = this.thread;
		this.thread = null;
		if (stopping != null) {
			LockSupport.unpark(stopping);
			stopping.join();
			this.leaving = true;
			tell(load());
		}
	}

	/**
	 * The load has changed. Called for each request that comes and that ends.
	 */
	public void changed() {
		if (!this.changed) {
			this.changed = true;
			LockSupport.unpark(this.thread);
		}
	}

	/**
	 * The load for the header of a reply.
	 * @param must whether it is needed, since the request is refused
	 * @return one line of ASCII; null where it was told a moment ago
	 */
	public byte @Nullable [] header(boolean must) {
		long now = this.clock.nanoTime();
		long last = this.repliedNanos.get();
		boolean due = now - last >= REPLY_GAP_NANOS && this.repliedNanos.compareAndSet(last, now);
		return (due || must) ? LoadJson.bytes(load(now)) : null;
	}

	/**
	 * How many adverts were published.
	 * @return the count since the start
	 */
	public long adverts() {
		return this.adverts.get();
	}

	/**
	 * The load as it is.
	 * @return what would be told now
	 */
	public Load load() {
		return load(this.clock.nanoTime());
	}

	private void run() {
		try {
			while (this.thread != null) {
				this.changed = false;
				long due = tellWhatIsDue();
				// A pause that no change cuts short: with thousands of requests a second,
				// a
				// look at the load for each of them would cost more than it tells.
				Thread.sleep(AdvertPolicy.GAP_MILLIS);
				if (!this.changed) {
					LockSupport.parkNanos(this, due - AdvertPolicy.GAP_NANOS);
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Tells the load if that is due. Whatever fails, it goes on: one that tells nothing
	 * gets nothing to do.
	 * @return when to look again
	 */
	private long tellWhatIsDue() {
		try {
			long now = this.clock.nanoTime();
			Load load = load(now);
			long due = this.policy.dueInNanos(load, now);
			if (due > 0) {
				return due;
			}
			if (tell(load)) {
				this.policy.told(load, now);
			}
		}
		catch (RuntimeException | Error ex) {
			OutOfMemory.check(ex);
			long suppressed = this.problemLines.tryLine();
			if (suppressed != LogLimit.SUPPRESSED) {
				log.error("The load could not be told, trying again{}", LogLimit.more(suppressed), ex);
			}
		}
		return AdvertPolicy.PERIOD_NANOS;
	}

	private boolean tell(Load load) {
		Connection connection = this.link.connection();
		if (connection == null) {
			return false;
		}
		try {
			connection.publish(this.subject, LoadJson.bytes(load));
			this.adverts.incrementAndGet();
			return true;
		}
		catch (IllegalStateException ex) {
			log.debug("The link took no advert", ex);
			return false;
		}
	}

	private Load load(long now) {
		return this.pace.load(this.instance, this.group, this.sequence.incrementAndGet(), this.leaving, now);
	}

}
