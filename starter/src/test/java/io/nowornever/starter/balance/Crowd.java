package io.nowornever.starter.balance;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;

import io.nats.client.impl.NatsMessage;
import io.nowornever.common.load.Load;
import io.nowornever.common.wire.Rank;
import io.nowornever.common.wire.ReceivedMessage;
import io.nowornever.request.balance.Attempt;
import io.nowornever.request.balance.Balancer;
import io.nowornever.request.balance.Route;
import io.nowornever.respond.admission.Arrival;
import io.nowornever.respond.load.SimulatedAdverts;
import io.nowornever.respond.work.SimulatedWork;
import org.jspecify.annotations.Nullable;

/**
 * Many requesters and responders with the product's own decisions, on a clock that leaps
 * from event to event. Only the network and the work are made up: a message takes 0.2 to
 * 2 ms, a task as long as its responder's tasks take.
 */
final class Crowd {

	static final long MS = 1_000_000;

	static final long BUDGET = 5_000 * MS;

	private static final long SETTLING = 20_000 * MS;

	private static final int MOST_SWITCHES = 2;

	private static final ReceivedMessage NOTHING = ReceivedMessage
		.of(NatsMessage.builder().subject("s").data("".getBytes(StandardCharsets.US_ASCII)).build());

	private final Random random;

	private final PriorityQueue<Event> events = new PriorityQueue<>();

	private final List<Balancer> requesters = new ArrayList<>();

	private final List<Responding> responders = new ArrayList<>();

	private final List<Request> requests = new ArrayList<>();

	private long now = 1_000 * MS;

	private long order;

	private long adverts;

	Crowd(int requesters, long seed) {
		this.random = new Random(seed);
		for (int i = 0; i < requesters; i++) {
			this.requesters.add(new Balancer("s", new Random(seed + i), this.now));
		}
	}

	/**
	 * Adds responders whose tasks take a time from min to max, all equally likely.
	 */
	void responders(int count, int workers, long minMillis, long maxMillis) {
		for (int i = 0; i < count; i++) {
			this.responders.add(new Responding("r" + this.responders.size(), workers, minMillis * MS, maxMillis * MS));
		}
	}

	/**
	 * What all of them can do.
	 * @return tasks a second
	 */
	double capacity() {
		return this.responders.stream()
			.mapToDouble((each) -> each.workers * 2e9 / (each.shortest + each.longest))
			.sum();
	}

	/**
	 * Asks for a while at random gaps.
	 */
	Figures run(double perSecond, Duration length) throws InterruptedException {
		this.responders.forEach((each) -> at(0, each::look));
		long end = this.now + length.toNanos();
		long begin = this.now + SETTLING;
		long next = this.now;
		while (next < end) {
			next += (long) (this.random.nextDouble() * 2e9 / perSecond);
			Request request = new Request(this.requests.size(),
					this.requesters.get(this.random.nextInt(this.requesters.size())), next);
			this.requests.add(request);
			at(next - this.now, () -> send(request));
		}
		for (Event event = this.events.poll(); event != null && event.at < end + BUDGET; event = this.events.poll()) {
			this.now = event.at;
			event.what.happen();
		}
		List<Request> steady = this.requests.stream()
			.filter((each) -> each.started >= begin && each.started < end - BUDGET)
			.toList();
		List<Long> took = steady.stream()
			.filter((each) -> each.answered > 0)
			.map((each) -> each.answered - each.started)
			.sorted()
			.toList();
		return new Figures(steady.size(), took, steady.stream().mapToLong((each) -> each.sent).sum(),
				steady.stream().filter((each) -> each.answered == 0 && !each.refused).count(),
				this.adverts * 1e9 / (length.toNanos() + BUDGET) / this.responders.size(),
				(end - BUDGET - begin) / 1e9);
	}

	private void send(Request request) {
		Route route = request.requester.choose(request, this.now);
		request.route = route;
		request.sentAt = this.now;
		switch (route) {
			case Route.Nowhere _ -> request.refused = true;
			case Route.Direct direct ->
				deliver(request, this.responders.get(Integer.parseInt(direct.instance().substring(1))));
			case Route.ToGroup _ -> deliver(request, this.responders.get(this.random.nextInt(this.responders.size())));
		}
	}

	private void deliver(Request request, Responding responder) {
		request.sent++;
		boolean direct = request.route instanceof Route.Direct;
		at(journey(), () -> responder.receive(new Arrival(NOTHING, Integer.toString(request.number), this.now,
				this.now - request.started, BUDGET, Rank.NORMAL, direct, null)));
	}

	private void replied(Arrival arrival, boolean answered, String worker, @Nullable Load load) {
		Request request = this.requests.get(Integer.parseInt(String.valueOf(arrival.taskId())));
		at(journey(), () -> {
			if (load != null) {
				request.requester.heard(load, this.now);
			}
			if (answered) {
				request.requester.answered(request.route, request.sentAt, false, worker, this.now);
				request.answered = (this.now <= request.deadlineNanos()) ? this.now : 0;
			}
			else {
				declined(request);
			}
		});
	}

	private void declined(Request request) {
		request.requester.ended(request.route, request.sentAt, true);
		if (request.route instanceof Route.Direct direct && request.sent <= MOST_SWITCHES) {
			request.declined.add(direct);
			send(request);
		}
		else {
			request.refused = true;
		}
	}

	private long journey() {
		return 200_000 + this.random.nextLong(1_800_000);
	}

	private void at(long later, Happening what) {
		this.events.add(new Event(this.now + later, this.order++, what));
	}

	/**
	 * What was seen.
	 *
	 * @param asked requests of the steady time
	 * @param took how long each answered one took, in order
	 * @param sent messages for them all
	 * @param silent how many got neither an answer nor a refusal in time
	 * @param advertsPerSecond of each responder
	 * @param seconds how long the steady time was
	 */
	record Figures(int asked, List<Long> took, long sent, long silent, double advertsPerSecond, double seconds) {

		double answeredShare() {
			return (double) this.took.size() / this.asked;
		}

		double answeredPerSecond() {
			return this.took.size() / this.seconds;
		}

		double quantileSeconds(double share) {
			return this.took.get((int) (this.took.size() * share)) / 1e9;
		}

		double messagesPerRequest() {
			return (double) this.sent / this.asked;
		}

		@Override
		public String toString() {
			return String.format(Locale.ROOT,
					"answered %.2f %%, p50 %.3f s, p95 %.3f s, messages %.2f, silent %d, adverts %.1f/s",
					100 * answeredShare(), quantileSeconds(0.5), quantileSeconds(0.95), messagesPerRequest(),
					this.silent, this.advertsPerSecond);
		}

	}

	/**
	 * A responder.
	 */
	private final class Responding {

		private final String name;

		private final int workers;

		private final long shortest;

		private final long longest;

		private final SimulatedWork work;

		private final SimulatedAdverts policy = new SimulatedAdverts();

		private long sequence;

		private long toldInReply;

		private long looked;

		private long looks;

		private boolean waits;

		Responding(String name, int workers, long shortest, long longest) {
			this.name = name;
			this.workers = workers;
			this.shortest = shortest;
			this.longest = longest;
			this.work = new SimulatedWork(workers, Duration.ofNanos((shortest + longest) / 2),
					Duration.ofNanos((longest - shortest) / 4), BUDGET, Crowd.this.now);
		}

		void receive(Arrival arrival) throws InterruptedException {
			if (this.work.accepts(arrival, Crowd.this.now)) {
				pump();
			}
			else {
				replied(arrival, false, this.name, load());
			}
			changed();
		}

		private void pump() throws InterruptedException {
			for (int worker = this.work.freeWorker(); worker >= 0; worker = this.work.freeWorker()) {
				begin(worker);
			}
		}

		private void begin(int worker) throws InterruptedException {
			long begun = Crowd.this.now;
			Arrival next = this.work.begin(worker, begun);
			if (next.isStale(begun)) {
				this.work.drop(worker, next, begun);
			}
			else if (!this.work.isStillInTime(next, begun)) {
				this.work.drop(worker, next, begun);
				replied(next, false, this.name, load());
			}
			else {
				long takes = this.shortest + (long) (Crowd.this.random.nextDouble() * (this.longest - this.shortest));
				int of = worker;
				at(takes, () -> {
					this.work.end(of, next, begun, Crowd.this.now);
					boolean tells = Crowd.this.now - this.toldInReply >= MS;
					this.toldInReply = tells ? Crowd.this.now : this.toldInReply;
					replied(next, true, this.name, tells ? load() : null);
					pump();
					changed();
				});
			}
		}

		/**
		 * As often as the product looks: not again within 10 ms.
		 */
		private void changed() {
			long next = this.looked + 10 * MS;
			if (next <= Crowd.this.now) {
				look();
			}
			else if (!this.waits) {
				this.waits = true;
				at(next - Crowd.this.now, this::look);
			}
		}

		void look() {
			this.waits = false;
			this.looked = Crowd.this.now;
			Load load = load();
			long due = this.policy.tell(load, Crowd.this.now);
			if (due == 0) {
				Crowd.this.adverts++;
				at(journey(), () -> Crowd.this.requesters.forEach((each) -> each.heard(load, Crowd.this.now)));
			}
			long generation = ++this.looks;
			at((due > 0) ? Math.max(due, 10 * MS) : 250 * MS, () -> {
				if (generation == this.looks) {
					look();
				}
			});
		}

		private Load load() {
			return this.work.load(this.name, ++this.sequence, Crowd.this.now);
		}

	}

	@FunctionalInterface
	private interface Happening {

		void happen() throws InterruptedException;

	}

	private record Event(long at, long order, Happening what) implements Comparable<Event> {

		@Override
		public int compareTo(Event other) {
			return (this.at != other.at) ? Long.compare(this.at, other.at) : Long.compare(this.order, other.order);
		}

	}

	private static final class Request implements Attempt {

		private final int number;

		private final Balancer requester;

		private final long started;

		private final Set<Route.Direct> declined = new HashSet<>();

		private Route route = Route.GROUP;

		private long sentAt;

		private int sent;

		private long answered;

		private boolean refused;

		Request(int number, Balancer requester, long started) {
			this.number = number;
			this.requester = requester;
			this.started = started;
		}

		@Override
		public Rank rank() {
			return Rank.NORMAL;
		}

		@Override
		public long deadlineNanos() {
			return this.started + BUDGET;
		}

		@Override
		public long budgetNanos() {
			return BUDGET;
		}

		@Override
		public boolean wasDeclinedBy(Route.Direct candidate) {
			return this.declined.contains(candidate);
		}

	}

}
