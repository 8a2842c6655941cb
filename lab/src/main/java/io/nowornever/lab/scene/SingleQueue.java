package io.nowornever.lab.scene;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.PrimitiveIterator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;

/**
 * What could have been answered at best: all requests wait in one queue, and whoever is
 * free takes the oldest one that it can finish in time. Nothing is lost on the way, and
 * nothing waits at a busy consumer while another one is free. A clairvoyant queue knows
 * beforehand how long a task will take, so that no work is wasted either; a
 * non-clairvoyant one knows what a consumer can know.
 *
 * <p>
 * A simulation driven by a trace (Jain, The Art of Computer Systems Performance Analysis,
 * chapter 24): the arrivals are those of a real run, and the n-th task of a consumer
 * takes as long as its n-th task did. It keeps to the order of arrival, so it is not the
 * optimum over all orders, which would serve the shortest tasks and leave the others.
 */
final class SingleQueue {

	/**
	 * What is known about a task before it is begun.
	 */
	enum Foresight {

		/**
		 * How long it will take.
		 */
		CLAIRVOYANT,

		/**
		 * How long nearly all tasks of the consumer take at the most, which is what the
		 * consumer itself can know.
		 */
		NON_CLAIRVOYANT

	}

	/**
	 * A consumer.
	 *
	 * @param workers how many tasks it works on at once
	 * @param meanMillis how long a task takes it on average; of those that are free the
	 * quickest takes a request
	 * @param mostMillis how long nearly all of its tasks take at the most
	 * @param durations how long its next task takes, in milliseconds
	 */
	record Server(int workers, double meanMillis, double mostMillis, DoubleSupplier durations) {

		private static final long SEED_OF_UNSEEN = 1;

		/**
		 * As a consumer reckons.
		 */
		private static final int SEEN_DEVIATIONS = 2;

		/**
		 * One whose tasks take as long as they did in a real run, and further ones as
		 * long as some of those; as long as they may where none was seen.
		 * @param seenMillis how long they took, in their order
		 * @param workers how many it works on at once
		 * @param shortest how long a task takes at the least
		 * @param longest how long at the most
		 */
		static Server asSeen(double[] seenMillis, int workers, Duration shortest, Duration longest) {
			double least = shortest.toNanos() / 1e6;
			double spread = longest.toNanos() / 1e6 - least;
			SplittableRandom random = new SplittableRandom(SEED_OF_UNSEEN);
			if (seenMillis.length == 0) {
				double mean = least + spread / 2;
				return new Server(workers, mean, mean + SEEN_DEVIATIONS * spread / 4,
						() -> least + random.nextDouble() * spread);
			}
			double mean = DoubleStream.of(seenMillis).average().orElseThrow();
			double deviation = DoubleStream.of(seenMillis).map((each) -> Math.abs(each - mean)).average().orElseThrow();
			PrimitiveIterator.OfDouble durations = DoubleStream
				.concat(DoubleStream.of(seenMillis),
						DoubleStream.generate(() -> seenMillis[random.nextInt(seenMillis.length)]))
				.iterator();
			return new Server(workers, mean, mean + SEEN_DEVIATIONS * deviation, durations::nextDouble);
		}

	}

	private record Completion(double atMillis, Desk desk) {
	}

	/**
	 * A consumer at work.
	 */
	private static final class Desk {

		private static final int MOST_PASSED_OVER = 1_000;

		private final Server server;

		private final double budgetMillis;

		private final Foresight foresight;

		private int free;

		private double nextMillis;

		Desk(Server server, Foresight foresight, double budgetMillis) {
			this.server = server;
			this.foresight = foresight;
			this.budgetMillis = budgetMillis;
			this.free = server.workers();
			this.nextMillis = draw();
		}

		double begin() {
			this.free--;
			double takes = this.nextMillis;
			this.nextMillis = draw();
			return takes;
		}

		/**
		 * How long the next task takes, as far as is known.
		 */
		double foreseenMillis() {
			return switch (this.foresight) {
				case CLAIRVOYANT -> this.nextMillis;
				case NON_CLAIRVOYANT -> Math.min(this.server.mostMillis(), this.budgetMillis);
			};
		}

		/**
		 * A task that is known to take longer than any request waits is not begun.
		 */
		private double draw() {
			double next = this.server.durations().getAsDouble();
			for (int tries = 1; this.foresight == Foresight.CLAIRVOYANT && next > this.budgetMillis
					&& tries < MOST_PASSED_OVER; tries++) {
				next = this.server.durations().getAsDouble();
			}
			return next;
		}

	}

	private final double budgetMillis;

	private final List<Desk> desks;

	private final Deque<Integer> queue = new ArrayDeque<>();

	private final PriorityQueue<Completion> atWork = new PriorityQueue<>(
			Comparator.comparingDouble(Completion::atMillis));

	private final BitSet answered = new BitSet();

	private final long[] arrivals;

	private SingleQueue(long[] arrivals, double budgetMillis, Foresight foresight, List<Server> servers) {
		this.arrivals = arrivals;
		this.budgetMillis = budgetMillis;
		this.desks = new ArrayList<>(servers.stream()
			.sorted(Comparator.comparingDouble(Server::meanMillis))
			.map((server) -> new Desk(server, foresight, budgetMillis))
			.toList());
	}

	/**
	 * Finds out which requests are answered.
	 * @param arrivals when each request came, in milliseconds and in order
	 * @param budgetMillis within which time each is to be answered
	 * @param foresight what is known about a task
	 * @param servers the consumers
	 * @return the numbers of the requests that are answered, counted from 0
	 */
	static BitSet answered(long[] arrivals, double budgetMillis, Foresight foresight, List<Server> servers) {
		SingleQueue queue = new SingleQueue(arrivals, budgetMillis, foresight, servers);
		queue.run();
		return queue.answered;
	}

	private void run() {
		for (int request = 0; request < this.arrivals.length; request++) {
			double now = this.arrivals[request];
			workUntil(now);
			this.queue.add(request);
			begin(now);
		}
		workUntil(Double.POSITIVE_INFINITY);
	}

	private void workUntil(double limit) {
		for (Completion next = this.atWork.peek(); next != null
				&& next.atMillis() <= limit; next = this.atWork.peek()) {
			this.atWork.remove();
			next.desk().free++;
			begin(next.atMillis());
		}
	}

	private void begin(double now) {
		while (!this.queue.isEmpty() && deadlineMillis(this.queue.element()) < now) {
			this.queue.remove();
		}
		for (Desk desk : this.desks) {
			while (desk.free > 0) {
				OptionalInt request = takeInTime(now + desk.foreseenMillis());
				if (request.isEmpty()) {
					break;
				}
				double done = now + desk.begin();
				if (deadlineMillis(request.getAsInt()) >= done) {
					this.answered.set(request.getAsInt());
				}
				this.atWork.add(new Completion(done, desk));
			}
		}
	}

	private double deadlineMillis(int request) {
		return this.arrivals[request] + this.budgetMillis;
	}

	private OptionalInt takeInTime(double done) {
		for (Iterator<Integer> waiting = this.queue.iterator(); waiting.hasNext();) {
			int request = waiting.next();
			if (deadlineMillis(request) >= done) {
				waiting.remove();
				return OptionalInt.of(request);
			}
		}
		return OptionalInt.empty();
	}

}
