package io.nowornever.lab.scene;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A consumer of an experiment.
 *
 * @param name what it is called
 * @param shortest how long it works on a task at the least
 * @param longest how long at the most
 * @param workers how many tasks it works on at once
 * @param policy what it does about overload
 * @param group its queue group
 * @param clockOffset how far its wall clock is ahead of the others', not scaled
 */
public record ConsumerSpec(String name, Duration shortest, Duration longest, int workers, OverloadPolicy policy,
		String group, Duration clockOffset) {

	private static final String USUAL_GROUP = "workers";

	/**
	 * The original's slow consumer: 2 to 3 s.
	 * @param name what it is called
	 * @return one worker, with the gate
	 */
	public static ConsumerSpec slow(String name) {
		return of(name, Duration.ofSeconds(2), Duration.ofSeconds(3));
	}

	private static final Duration TOLERATED = Duration.ofMillis(20);

	/**
	 * One that is ten times as fast: 0.2 to 0.3 s.
	 * @param name what it is called
	 * @return one worker, with the gate
	 */
	public static ConsumerSpec fast(String name) {
		return of(name, Duration.ofMillis(200), Duration.ofMillis(300));
	}

	/**
	 * One that takes so long for a task.
	 * @param name what it is called
	 * @param shortest how long it works on a task at the least
	 * @param longest how long at the most
	 * @return one worker, with the gate
	 */
	public static ConsumerSpec of(String name, Duration shortest, Duration longest) {
		return new ConsumerSpec(name, shortest, longest, 1, OverloadPolicy.GATE, USUAL_GROUP, Duration.ZERO);
	}

	/**
	 * The same with another policy.
	 * @param another what it does
	 * @return a consumer that is like this one but for that
	 */
	public ConsumerSpec with(OverloadPolicy another) {
		return new ConsumerSpec(this.name, this.shortest, this.longest, this.workers, another, this.group,
				this.clockOffset);
	}

	/**
	 * The same in another queue group.
	 * @param another its queue group
	 * @return a consumer that is like this one but for that
	 */
	public ConsumerSpec inGroup(String another) {
		return new ConsumerSpec(this.name, this.shortest, this.longest, this.workers, this.policy, another,
				this.clockOffset);
	}

	/**
	 * The same with several workers.
	 * @param count how many tasks it works on at once
	 * @return a consumer that is like this one but for that
	 */
	public ConsumerSpec withWorkers(int count) {
		return new ConsumerSpec(this.name, this.shortest, this.longest, count, this.policy, this.group,
				this.clockOffset);
	}

	/**
	 * The same with a wrong wall clock.
	 * @param offset how far it is ahead of the others', not scaled; negative if it is
	 * behind
	 * @return a consumer that is like this one but for that
	 */
	public ConsumerSpec withClockAhead(Duration offset) {
		return new ConsumerSpec(this.name, this.shortest, this.longest, this.workers, this.policy, this.group, offset);
	}

	/**
	 * How many tasks a second it can do.
	 */
	double capacity() {
		return this.workers / (this.shortest.plus(this.longest).toNanos() / 2e9);
	}

	List<String> settings(Speed speed, long seed) {
		List<String> settings = new ArrayList<>(List.of("--consumer.work.min=" + nanos(speed.real(this.shortest)),
				"--consumer.work.max=" + nanos(speed.real(this.longest)), "--consumer.work.seed=" + seed,
				"--consumer.workers=" + this.workers, "--consumer.queue-group=" + this.group,
				"--consumer.gate.tolerated-wait=" + nanos(speed.real(TOLERATED)),
				"--consumer.max-age=" + nanos(speed.real(Scenario.BUDGET))));
		settings.addAll(this.policy.settings());
		settings.add("--clock.offset=" + this.clockOffset.toMillis() + "ms");
		return settings;
	}

	static String nanos(Duration duration) {
		return duration.toNanos() + "ns";
	}

}
