package io.nowornever.starter.balance;

import java.util.HashSet;
import java.util.Set;

import io.nowornever.common.wire.Rank;
import io.nowornever.request.balance.Attempt;
import io.nowornever.request.balance.Balancer;
import io.nowornever.request.balance.Route;

/**
 * A request of the crowd, and what has become of it.
 */
final class Request implements Attempt {

	final int number;

	final Balancer requester;

	final long started;

	final Set<Route.Direct> declined = new HashSet<>();

	Route route = Route.GROUP;

	long sentAt;

	int sent;

	long answered;

	boolean refused;

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
		return this.started + Crowd.BUDGET;
	}

	@Override
	public long budgetNanos() {
		return Crowd.BUDGET;
	}

	@Override
	public boolean wasDeclinedBy(Route.Direct candidate) {
		return this.declined.contains(candidate);
	}

}
