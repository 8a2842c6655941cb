package io.nowornever.respond.stream;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.time.NanoClock;
import io.nowornever.common.wire.ReceivedMessage;
import io.nowornever.respond.outcome.TaskMetrics;
import io.nowornever.respond.reply.Outlet;
import org.jspecify.annotations.Nullable;

/**
 * The requests that a stream has given to this process and that are not acknowledged yet.
 * Keeps them from being given to others while they are worked on, lets their replies out
 * as requests that are to be confirmed, repeats those that are not, and acknowledges. One
 * thread of its own does what is due. Safe from any thread.
 */
public final class Deliveries implements Outlet {

	private static final int SIGNS_PER_WAIT = 3;

	private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

	private final NatsLink link;

	private final NanoClock clock;

	private final TaskMetrics metrics;

	private final Consumer<ReceivedMessage> acknowledged;

	private final long signEveryNanos;

	private final boolean confirm;

	private final Outlet unconfirmed;

	private final Map<String, Delivery> open = new ConcurrentHashMap<>();

	private final Map<Long, Delivery> replied = new ConcurrentHashMap<>();

	private final AtomicLong replies = new AtomicLong();

	private final String inbox;

	private volatile @Nullable Thread thread;

	private volatile boolean idle;

	/**
	 * Creates an empty record that is not started.
	 * @param link where replies and acknowledgements leave
	 * @param clock the monotonic clock
	 * @param metrics measures confirmations
	 * @param acknowledged is told of each request that is acknowledged
	 * @param ackWaitNanos after which silence the stream gives a request to another
	 * @param confirm whether replies are to be confirmed
	 */
	public Deliveries(NatsLink link, NanoClock clock, TaskMetrics metrics, Consumer<ReceivedMessage> acknowledged,
			long ackWaitNanos, boolean confirm) {
		this.link = link;
		this.inbox = link.newInbox();
		this.clock = clock;
		this.metrics = metrics;
		this.acknowledged = acknowledged;
		this.signEveryNanos = ackWaitNanos / SIGNS_PER_WAIT;
		this.confirm = confirm;
		this.unconfirmed = Outlet.of(link);
	}

	/**
	 * Begins to do what is due.
	 */
	public void start() {
		Thread starting = Thread.ofPlatform().daemon().name("stream-deliveries").unstarted(this::run);
		this.thread = starting;
		starting.start();
	}

	/**
	 * Waits until everything that has come to its end is acknowledged, and ends. With no
	 * link nobody can be told; a second is enough for everything else.
	 * @throws InterruptedException when the calling thread was told to end
	 */
	public void stop() throws InterruptedException {
		long end = this.clock.nanoTime() + TimeUnit.SECONDS.toNanos(1);
		while (!this.open.isEmpty() && this.clock.nanoTime() - end < 0) {
			TimeUnit.NANOSECONDS.sleep(ROUND_NANOS);
		}
		Thread stopping = this.thread;
		this.thread = null;
		LockSupport.unpark(stopping);
	}

	/**
	 * A new connection stands, on which confirmations come.
	 * @param connection the connection
	 */
	public void connected(Connection connection) {
		connection.createDispatcher(this::confirmed).subscribe(this.inbox + ">");
		long now = this.clock.nanoTime();
		for (Delivery delivery : this.open.values()) {
			synchronized (delivery) {
				delivery.relinked(now);
			}
		}
	}

	/**
	 * A request has come.
	 * @param request from a stream
	 */
	public void begun(ReceivedMessage request) {
		this.open.put(key(request), new Delivery(request, this.signEveryNanos, this.clock.nanoTime()));
		if (this.idle) {
			LockSupport.unpark(this.thread);
		}
	}

	@Override
	public boolean publish(ReceivedMessage request, String subject, Headers headers, byte[] body) {
		Delivery delivery = this.open.get(key(request));
		if (!this.confirm || delivery == null) {
			return this.unconfirmed.publish(request, subject, headers, body);
		}
		long number = this.replies.getAndIncrement();
		Delivery.Reply reply = new Delivery.Reply(subject, this.inbox + number, headers, body);
		synchronized (delivery) {
			delivery.replying(reply, this.clock.nanoTime());
		}
		this.replied.put(number, delivery);
		if (publish(reply)) {
			return true;
		}
		this.replied.remove(number);
		synchronized (delivery) {
			delivery.settled();
		}
		return false;
	}

	/**
	 * A request has come to its end in this process.
	 * @param request from a stream
	 */
	public void ended(ReceivedMessage request) {
		Delivery delivery = this.open.get(key(request));
		if (delivery != null) {
			boolean done;
			synchronized (delivery) {
				delivery.ended();
				done = delivery.isDone();
			}
			if (done) {
				acknowledge(delivery);
			}
		}
	}

	private void confirmed(Message confirmation) {
		Long number = confirmation.isStatusMessage() ? null
				: number(confirmation.getSubject().substring(this.inbox.length()));
		Delivery delivery = (number != null) ? this.replied.remove(number) : null;
		if (delivery != null) {
			boolean done;
			synchronized (delivery) {
				if (delivery.settled()) {
					this.metrics.confirmed(delivery.waitedNanos(this.clock.nanoTime()));
				}
				done = delivery.isDone();
			}
			if (done) {
				acknowledge(delivery);
			}
		}
	}

	private static @Nullable Long number(String text) {
		try {
			return Long.valueOf(text);
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	/**
	 * With no link it is done on the next one.
	 */
	private void acknowledge(Delivery delivery) {
		Connection connection = this.link.connection();
		if (connection != null && Signal.DONE.send(connection, key(delivery.request()))
				&& this.open.remove(key(delivery.request()), delivery)) {
			this.acknowledged.accept(delivery.request());
		}
	}

	private void run() {
		while (this.thread != null) {
			long now = this.clock.nanoTime();
			this.idle = this.open.isEmpty();
			if (this.idle && this.open.isEmpty()) {
				LockSupport.park(this);
				continue;
			}
			Connection connection = this.link.connection();
			if (connection != null) {
				for (Delivery delivery : this.open.values()) {
					doWhatIsDue(connection, delivery, now);
				}
				this.replied.values().removeIf(Deliveries::isConfirmed);
			}
			LockSupport.parkNanos(this, ROUND_NANOS);
		}
	}

	private static boolean isConfirmed(Delivery delivery) {
		synchronized (delivery) {
			return !delivery.isReplied();
		}
	}

	private void doWhatIsDue(Connection connection, Delivery delivery, long now) {
		boolean sign;
		Delivery.Reply repeat;
		boolean done;
		synchronized (delivery) {
			sign = delivery.takeSign(now);
			repeat = delivery.takeRepeat(now);
			if (delivery.isUnconfirmed(now)) {
				delivery.settled();
			}
			done = delivery.isDone();
		}
		if (done) {
			acknowledge(delivery);
			return;
		}
		if (sign) {
			Signal.AT_WORK.send(connection, key(delivery.request()));
		}
		if (repeat != null) {
			publish(repeat);
		}
	}

	private boolean publish(Delivery.Reply reply) {
		Connection connection = this.link.connection();
		if (connection == null) {
			return false;
		}
		try {
			connection.publish(reply.subject(), reply.confirmTo(), reply.headers(), reply.body());
			return true;
		}
		catch (IllegalStateException ex) {
			return false;
		}
	}

	private static String key(ReceivedMessage request) {
		return Objects.requireNonNull(request.receipt(), "not from a stream").subject();
	}

}
