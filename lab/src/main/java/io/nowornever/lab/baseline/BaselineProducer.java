package io.nowornever.lab.baseline;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import com.netflix.concurrency.limits.Limiter;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.nowornever.testbed.command.StopRequest;
import org.jspecify.annotations.Nullable;

/**
 * A producer with the limit and the choice of a {@link Policy}, as a process. It asks in
 * an open loop at random gaps and sends each request once.
 */
public final class BaselineProducer {

	private static final int USERS = 1000;

	private final EventJournal journal;

	private final Connection connection;

	private final long budgetNanos;

	private final Limiter<String> limiter;

	private final Supplier<String> destination;

	private final String inbox;

	private final Map<String, Limiter.Listener> pending = new ConcurrentHashMap<>();

	private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);

	private BaselineProducer(Settings settings, EventJournal journal, Connection connection) {
		this.journal = journal;
		this.connection = connection;
		this.budgetNanos = settings.number("budget");
		this.limiter = settings.policy().limiter(this.budgetNanos);
		this.destination = (settings.policy() == Policy.PREQUAL) ? Prequal.begin(settings, connection)
				: () -> Wire.SUBJECT;
		this.inbox = connection.createInbox();
		connection.createDispatcher().subscribe(this.inbox + ".*", this::replied);
	}

	/**
	 * Asks until it is told to end (SIGTERM), and then waits until the last request has.
	 * @param args as in {@link Settings}
	 * @throws Exception if there is no broker, or the journal cannot be written
	 */
	public static void main(String[] args) throws Exception {
		StopRequest stop = StopRequest.watch();
		Settings settings = Settings.of(args);
		Connection connection = settings.connect();
		try (EventJournal journal = settings.journal("producer")) {
			BaselineProducer producer = new BaselineProducer(settings, journal, connection);
			stop.fulfilInGoodOrder();
			System.out.println(BaselineConsumer.READY);
			producer.ask(settings, stop);
		}
		finally {
			connection.close();
		}
	}

	private void ask(Settings settings, StopRequest stop) throws InterruptedException {
		SplittableRandom random = new SplittableRandom(settings.number("seed"));
		long gaps = settings.number("gap") + 1;
		long due = System.nanoTime() + random.nextLong(gaps);
		for (int count = 0; !stop.await(due - System.nanoTime()); count++) {
			ask(settings.text("name") + "-" + count, count % USERS);
			due += random.nextLong(gaps);
		}
		this.timer.shutdown();
		this.timer.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
	}

	private void ask(String task, int user) {
		Limiter.Listener permit = this.limiter.acquire(task).orElse(null);
		if (permit == null) {
			this.journal.tell("rejected");
			return;
		}
		this.journal.tell("started", "task", task);
		this.pending.put(task, permit);
		Future<?> _ = this.timer.schedule(() -> settle(task, "timed_out", null), this.budgetNanos,
				TimeUnit.NANOSECONDS);
		this.journal.tell("sent", "task", task);
		Headers headers = new Headers().put(Wire.TASK_ID, task)
			.put(Wire.USER_ID, Integer.toString(user))
			.put(Wire.SENT_AT, Long.toString(System.currentTimeMillis()))
			.put(Wire.TIMEOUT_MS, Long.toString(TimeUnit.NANOSECONDS.toMillis(this.budgetNanos)))
			.put(Wire.ATTEMPT, "1");
		String body = "{\"task_id\":\"%s\",\"user_id\":%d}".formatted(task, user);
		try {
			this.connection.publish(this.destination.get(), this.inbox + "." + task, headers,
					body.getBytes(StandardCharsets.UTF_8));
		}
		catch (IllegalStateException ex) {
			settle(task, "disconnected", null);
		}
	}

	private void replied(Message reply) {
		String task = reply.getSubject().substring(this.inbox.length() + 1);
		String code = reply.hasHeaders() ? reply.getHeaders().getFirst(Wire.ERROR_CODE) : null;
		boolean settled;
		if (reply.isStatusMessage()) {
			settled = settle(task, "no_responders", "no_responders");
		}
		else if (Wire.BUSY.equals(code)) {
			settled = settle(task, "refused", "busy");
		}
		else {
			settled = settle(task, (code == null) ? "answered" : "failed", null);
		}
		if (!settled) {
			this.journal.tell("extra_reply", "task", task, "kind", "late");
		}
	}

	/**
	 * Gives a request its outcome, unless it has one.
	 * @param declined why nobody began it, or {@code null} if somebody may have
	 * @return whether this is its outcome
	 */
	private synchronized boolean settle(String task, String outcome, @Nullable String declined) {
		Limiter.Listener permit = this.pending.remove(task);
		if (permit == null) {
			return false;
		}
		if (declined != null) {
			this.journal.tell("declined", "task", task, "reason", declined);
		}
		this.journal.tell("settled", "task", task, "outcome", outcome);
		switch (outcome) {
			case "answered" -> permit.onSuccess();
			case "timed_out", "refused" -> permit.onDropped();
			default -> permit.onIgnore();
		}
		return true;
	}

}
