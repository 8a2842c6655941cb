package io.nowornever.starter.balance;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.nats.client.impl.NatsMessage;
import io.nowornever.common.load.Load;
import io.nowornever.common.wire.Rank;
import io.nowornever.common.wire.ReceivedMessage;
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

	private final Agenda agenda = new Agenda(1_000 * MS);

	private final List<Balancer> requesters = new ArrayList<>();

	private final List<Responding> responders = new ArrayList<>();

	private final List<Request> requests = new ArrayList<>();

	private long adverts;

	Crowd(int requesters, long seed) {
		this.random = new Random(seed);
		for (int i = 0; i < requesters; i++) {
			this.requesters.add(new Balancer("s", new Random(seed + i), this.agenda.now()));
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
		this.responders.forEach((each) -> this.agenda.in(0, each::look));
		long end = this.agenda.now() + length.toNanos();
		long begin = this.agenda.now() + SETTLING;
		long next = this.agenda.now();
		while (next < end) {
			next += (long) (this.random.nextDouble() * 2e9 / perSecond);
			Request request = new Request(this.requests.size(),
					this.requesters.get(this.random.nextInt(this.requesters.size())), next);
			this.requests.add(request);
			this.agenda.in(next - this.agenda.now(), () -> send(request));
		}
		this.agenda.goOn(end + BUDGET);
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
		Route route = request.requester.choose(request, this.agenda.now());
		request.route = route;
		request.sentAt = this.agenda.now();
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
		this.agenda.in(journey(), () -> responder.receive(new Arrival(NOTHING, Integer.toString(request.number),
				this.agenda.now(), this.agenda.now() - request.started, BUDGET, Rank.NORMAL, direct, null)));
	}

	private void replied(Arrival arrival, boolean answered, String worker, @Nullable Load load) {
		Request request = this.requests.get(Integer.parseInt(String.valueOf(arrival.taskId())));
		this.agenda.in(journey(), () -> {
			if (load != null) {
				request.requester.heard(load, this.agenda.now());
			}
			if (answered) {
				request.requester.answered(request.route, request.sentAt, Balancer.UNKNOWN, false, worker,
						this.agenda.now());
				request.answered = (this.agenda.now() <= request.deadlineNanos()) ? this.agenda.now() : 0;
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
					Duration.ofNanos((longest - shortest) / 4), BUDGET, Crowd.this.agenda.now());
		}

		void receive(Arrival arrival) throws InterruptedException {
			if (this.work.accepts(arrival, Crowd.this.agenda.now())) {
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
			long begun = Crowd.this.agenda.now();
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
				Crowd.this.agenda.in(takes, () -> {
					this.work.end(of, next, begun, Crowd.this.agenda.now());
					boolean tells = Crowd.this.agenda.now() - this.toldInReply >= MS;
					this.toldInReply = tells ? Crowd.this.agenda.now() : this.toldInReply;
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
			if (next <= Crowd.this.agenda.now()) {
				look();
			}
			else if (!this.waits) {
				this.waits = true;
				Crowd.this.agenda.in(next - Crowd.this.agenda.now(), this::look);
			}
		}

		void look() {
			this.waits = false;
			this.looked = Crowd.this.agenda.now();
			Load load = load();
			long due = this.policy.tell(load, Crowd.this.agenda.now());
			if (due == 0) {
				Crowd.this.adverts++;
				Crowd.this.agenda.in(journey(),
						() -> Crowd.this.requesters.forEach((each) -> each.heard(load, Crowd.this.agenda.now())));
			}
			long generation = ++this.looks;
			Crowd.this.agenda.in((due > 0) ? Math.max(due, 10 * MS) : 250 * MS, () -> {
				if (generation == this.looks) {
					look();
				}
			});
		}

		private Load load() {
			return this.work.load(this.name, ++this.sequence, Crowd.this.agenda.now());
		}

	}

}
