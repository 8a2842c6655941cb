package io.nowornever.starter.balance;

import java.util.PriorityQueue;

/**
 * What happens when, on a clock that leaps from one event to the next.
 */
final class Agenda {

	private final PriorityQueue<Event> events = new PriorityQueue<>();

	private long now;

	private long order;

	Agenda(long now) {
		this.now = now;
	}

	long now() {
		return this.now;
	}

	/**
	 * Has something happen.
	 * @param later in how many nanoseconds
	 */
	void in(long later, Happening what) {
		this.events.add(new Event(this.now + later, this.order++, what));
	}

	/**
	 * Goes on to a time.
	 */
	void goOn(long until) throws InterruptedException {
		for (Event event = this.events.poll(); event != null && event.at < until; event = this.events.poll()) {
			this.now = event.at;
			event.what.happen();
		}
	}

	@FunctionalInterface
	interface Happening {

		void happen() throws InterruptedException;

	}

	private record Event(long at, long order, Happening what) implements Comparable<Event> {

		@Override
		public int compareTo(Event other) {
			return (this.at != other.at) ? Long.compare(this.at, other.at) : Long.compare(this.order, other.order);
		}

	}

}
