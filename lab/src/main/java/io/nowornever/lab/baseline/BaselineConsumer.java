package io.nowornever.lab.baseline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.nowornever.testbed.command.StopRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A consumer with the line of a {@link Policy}, as a process. It skips what is stale,
 * answers probes, and does a stand-in task. It shares a clock with its producers, so
 * their stamps need no correction.
 */
public final class BaselineConsumer {

	/**
	 * A request that came here.
	 *
	 * @param message what came
	 * @param id its task
	 * @param endMillis when its budget ends, by the wall clock
	 * @param arrivedNanos when it came, by the monotonic clock
	 * @param before how many others were here
	 */
	private record Task(Message message, String id, long endMillis, long arrivedNanos, int before) {

		static Task of(Message message, int before) {
			long endMillis = Long.parseLong(header(message, Wire.SENT_AT))
					+ Long.parseLong(header(message, Wire.TIMEOUT_MS));
			return new Task(message, header(message, Wire.TASK_ID), endMillis, System.nanoTime(), before);
		}

		static String header(Message message, String name) {
			return Objects.requireNonNull(message.getHeaders().getFirst(name), name);
		}

		boolean isStale() {
			return System.currentTimeMillis() >= this.endMillis;
		}

	}

	/**
	 * What a process prints when it is ready.
	 */
	public static final String READY = "ready";

	private static final Logger logger = LoggerFactory.getLogger(BaselineConsumer.class);

	private static final Duration LINK_LIMIT = Duration.ofSeconds(10);

	private static final long RETRY_MILLIS = 10;

	private final String name;

	private final long shortestNanos;

	private final long longestNanos;

	private final EventJournal journal;

	private final Connection connection;

	private final SplittableRandom random;

	private final CodelLine<Task> line;

	private final RecentLatencies latencies = new RecentLatencies();

	private int inFlight;

	private boolean ending;

	private BaselineConsumer(Settings settings, EventJournal journal, Connection connection) {
		this.name = settings.text("name");
		this.shortestNanos = settings.number("shortest");
		this.longestNanos = settings.number("longest");
		this.random = new SplittableRandom(settings.number("seed"));
		this.line = settings.policy().line((this.shortestNanos + this.longestNanos) / 2);
		this.journal = journal;
		this.connection = connection;
	}

	/**
	 * Answers until it is told to end (SIGTERM), and then what it still holds.
	 * @param args as in {@link Settings}
	 * @throws Exception if there is no broker, or the journal cannot be written
	 */
	public static void main(String[] args) throws Exception {
		StopRequest stop = StopRequest.watch();
		Settings settings = Settings.of(args);
		Connection connection = settings.connect();
		try (EventJournal journal = settings.journal("consumer")) {
			new BaselineConsumer(settings, journal, connection).answer(settings, stop);
		}
		finally {
			connection.close();
		}
	}

	private void answer(Settings settings, StopRequest stop) throws Exception {
		List<Thread> workers = new ArrayList<>();
		for (long i = 0; i < settings.number("workers"); i++) {
			workers.add(Thread.ofVirtual().start(this::work));
		}
		Dispatcher dispatcher = this.connection.createDispatcher(this::receive);
		dispatcher.subscribe(Wire.SUBJECT, settings.text("group"));
		dispatcher.subscribe(Wire.DIRECT + this.name);
		dispatcher.subscribe(Wire.PROBE + this.name, this::answerProbe);
		flush();
		stop.fulfilInGoodOrder();
		System.out.println(READY);
		stop.await(Long.MAX_VALUE);
		dispatcher.drain(LINK_LIMIT).get();
		end();
		for (Thread worker : workers) {
			worker.join();
		}
		flush();
	}

	/**
	 * Waits until the broker knows all that was sent. A link that breaks meanwhile is
	 * made again, with its subscriptions.
	 */
	private void flush() throws InterruptedException, TimeoutException {
		long began = System.nanoTime();
		while (true) {
			try {
				this.connection.flush(LINK_LIMIT);
				return;
			}
			catch (TimeoutException ex) {
				if (System.nanoTime() - began > LINK_LIMIT.toNanos()) {
					throw ex;
				}
				// Without a link it fails at once, and nothing tells when there is one
				// again.
				Thread.sleep(RETRY_MILLIS);
			}
		}
	}

	private synchronized void receive(Message message) {
		Task task = Task.of(message, this.inFlight++);
		this.journal.tell("received", "task", task.id);
		this.line.add(task, task.arrivedNanos);
		refuseOverdue(task.arrivedNanos);
		notifyAll();
	}

	private synchronized void end() {
		this.ending = true;
		notifyAll();
	}

	private void work() {
		try {
			for (Task task = next(); task != null; task = next()) {
				work(task);
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException("Nobody interrupts a worker", ex);
		}
	}

	private synchronized @Nullable Task next() throws InterruptedException {
		while (true) {
			refuseOverdue(System.nanoTime());
			Task task = this.line.next(System.nanoTime());
			if (task != null || this.ending) {
				return task;
			}
			wait();
		}
	}

	private void refuseOverdue(long nowNanos) {
		for (Task task : this.line.overdue(nowNanos)) {
			if (!task.isStale()) {
				reply(task, new Headers().put(Wire.ERROR, "busy").put(Wire.ERROR_CODE, Wire.BUSY), "");
			}
			end(task, task.isStale() ? "stale" : "refused");
		}
	}

	private void work(Task task) throws InterruptedException {
		if (task.isStale()) {
			end(task, "stale");
			return;
		}
		this.journal.tell("taken", "task", task.id);
		long began = System.nanoTime();
		TimeUnit.NANOSECONDS.sleep(durationNanos());
		long ended = System.nanoTime();
		String outcome = task.isStale() ? "late" : "answered";
		reply(task,
				new Headers().put(Wire.WORKER, this.name)
					.put(Wire.WAITED_MS, Long.toString((began - task.arrivedNanos) / 1_000_000))
					.put(Wire.WORKED_MS, Long.toString((ended - began) / 1_000_000)),
				"{\"task_id\":\"%s\",\"user_id\":%s,\"processed\":true,\"worker\":\"%s\"}".formatted(task.id,
						Task.header(task.message, Wire.USER_ID), this.name));
		synchronized (this) {
			this.latencies.add(task.before, ended - task.arrivedNanos);
		}
		end(task, outcome);
	}

	private synchronized long durationNanos() {
		return this.random.nextLong(this.shortestNanos, this.longestNanos + 1);
	}

	private void reply(Task task, Headers headers, String body) {
		publish(task.message.getReplyTo(), headers.put(Wire.TASK_ID, task.id), body);
	}

	/**
	 * What is sent while the link is broken is lost.
	 */
	private void publish(String subject, Headers headers, String text) {
		try {
			this.connection.publish(subject, headers, text.getBytes(StandardCharsets.UTF_8));
		}
		catch (IllegalStateException ex) {
			logger.debug("Not sent to {}, since there is no link", subject, ex);
		}
	}

	private synchronized void end(Task task, String outcome) {
		this.inFlight--;
		this.journal.tell("ended", "task", task.id, "outcome", outcome);
	}

	private synchronized void answerProbe(Message probe) {
		String load = this.name + " " + this.inFlight + " " + this.latencies.estimate(this.inFlight);
		publish(probe.getReplyTo(), new Headers(), load);
	}

}
