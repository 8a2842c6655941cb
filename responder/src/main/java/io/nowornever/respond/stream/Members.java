package io.nowornever.respond.stream;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.nats.client.support.JsonValue;
import io.nats.service.StatsResponse;
import org.jspecify.annotations.Nullable;

/**
 * What all who take from a stream can do, as they say themselves.
 *
 * @param all each of them
 */
record Members(List<Member> all) {

	/**
	 * Nobody, as far as is known.
	 */
	static final Members NONE = new Members(List.of());

	/** Who is not at least so many times as fast as another is as fast as that. */
	private static final double FASTER = 2;

	/** Who says more than that of itself is not believed. */
	private static final double MOST_WORKERS = 100_000;

	/** Who needs longer than a day is not believed either. */
	private static final double LONGEST_SECONDS = 86_400;

	/** No task is thought to be shorter. */
	private static final double SHORTEST_SECONDS = 1e-5;

	Members {
		all = List.copyOf(all);
	}

	/**
	 * Reads what they say in their STATS (ADR-32).
	 */
	static Members of(List<StatsResponse> stats) {
		return told(stats.stream()
			.filter((each) -> !each.getEndpointStatsList().isEmpty())
			.map((each) -> each.getEndpointStatsList().getFirst().getData())
			.toList());
	}

	/**
	 * Reads the figures that they tell, of which those that cannot be are left out.
	 */
	static Members told(List<JsonValue> figures) {
		return new Members(figures.stream()
			.map((data) -> new Member(number(data, StreamBound.WORKERS), number(data, StreamBound.MEAN_SECONDS)))
			.filter(Member::isPlausible)
			.toList());
	}

	/**
	 * Reads what {@link #text()} wrote.
	 * @param text that, or whatever else stands there
	 */
	static Members parse(@Nullable String text) {
		if (text == null || !text.matches("[\\d.]{1,20}x[\\d.]{1,20}(,[\\d.]{1,20}x[\\d.]{1,20})*")) {
			return NONE;
		}
		try {
			return new Members(Stream.of(text.split(",", -1))
				.map((member) -> member.split("x", -1))
				.map((parts) -> new Member(Double.parseDouble(parts[0]), Double.parseDouble(parts[1])))
				.toList());
		}
		catch (NumberFormatException ex) {
			return NONE;
		}
	}

	/**
	 * Says it in few words: {@code workers x seconds}, separated by commas.
	 */
	String text() {
		return this.all.stream()
			.map((member) -> String.format(Locale.ROOT, "%.0fx%.5f", member.workers(), member.meanSeconds()))
			.collect(Collectors.joining(","));
	}

	/**
	 * How many requests a stream should keep: those that are worked on, and at least one
	 * that waits for each worker.
	 * @param targetWait the time until the last of them is begun
	 * @return the number, or 0 if there is nobody
	 */
	long bound(Duration targetWait) {
		double workers = workers(this.all);
		return (long) workers + Math.round(Math.max(perSecond(this.all) * seconds(targetWait), workers));
	}

	/**
	 * How many requests have to wait until it is right that a slow one takes one: then
	 * the last of them would wait for faster ones as long as the slow one works on it.
	 * But never more than half of what may wait at all, or it would be refused while
	 * somebody is idle.
	 * @param ownSeconds how long a task takes here
	 * @param targetWait as in {@link #bound}
	 * @return 0 where nobody is much faster
	 */
	long leastWaiting(double ownSeconds, Duration targetWait) {
		List<Member> faster = this.all.stream().filter((member) -> member.seconds() * FASTER < ownSeconds).toList();
		if (faster.isEmpty()) {
			return 0;
		}
		double rate = perSecond(faster);
		double asLong = (ownSeconds - workers(faster) / rate) * rate;
		return (long) Math.max(Math.min(asLong, perSecond(this.all) * seconds(targetWait) / 2), 1);
	}

	/**
	 * How many tasks they work on at once.
	 */
	long workers() {
		return (long) workers(this.all);
	}

	private static double workers(List<Member> members) {
		return members.stream().mapToDouble(Member::workers).sum();
	}

	private static double perSecond(List<Member> members) {
		return members.stream().mapToDouble((member) -> member.workers() / member.seconds()).sum();
	}

	private static double seconds(Duration duration) {
		return duration.toNanos() / 1e9;
	}

	private static double number(@Nullable JsonValue data, String name) {
		JsonValue value = (data != null && data.map != null) ? data.map.get(name) : null;
		if (value == null) {
			return 0;
		}
		return switch (value.type) {
			case INTEGER -> value.i;
			case LONG -> value.l;
			case DOUBLE -> value.d;
			case FLOAT -> value.f;
			case BIG_DECIMAL -> value.bd.doubleValue();
			default -> 0;
		};
	}

	/**
	 * One of them.
	 *
	 * @param workers how many tasks it works on at once
	 * @param meanSeconds how long a task takes it in the mean
	 */
	record Member(double workers, double meanSeconds) {

		boolean isPlausible() {
			return this.workers >= 1 && this.workers <= MOST_WORKERS && this.meanSeconds >= 0
					&& this.meanSeconds <= LONGEST_SECONDS;
		}

		double seconds() {
			return Math.max(this.meanSeconds, SHORTEST_SECONDS);
		}

	}

}
