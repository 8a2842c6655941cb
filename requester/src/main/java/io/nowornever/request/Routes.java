package io.nowornever.request;

import java.util.List;
import java.util.stream.Stream;

import io.nowornever.request.balance.Route;

/**
 * Where the attempts of a request went, and who of those that were chosen has declined
 * it. Written by the one thread that sends an attempt, before the request is published.
 */
final class Routes {

	private volatile Route last = Route.GROUP;

	private long lastNanos;

	private List<Route.Direct> declinedBy = List.of();

	/**
	 * An attempt goes somewhere.
	 */
	void add(Route where, long now) {
		this.lastNanos = now;
		this.last = where;
	}

	/**
	 * Where the last attempt went, for the one who tells that it has ended.
	 * @return {@link Route#GROUP} where that was told
	 */
	Route takeLast() {
		Route taken = this.last;
		this.last = Route.GROUP;
		return taken;
	}

	/**
	 * When the last attempt went there.
	 */
	long lastNanos() {
		return this.lastNanos;
	}

	/**
	 * One that was chosen has not begun it.
	 */
	void declinedBy(Route.Direct candidate) {
		this.declinedBy = Stream.concat(this.declinedBy.stream(), Stream.of(candidate)).toList();
	}

	boolean wereDeclinedBy(Route.Direct candidate) {
		return this.declinedBy.contains(candidate);
	}

}
