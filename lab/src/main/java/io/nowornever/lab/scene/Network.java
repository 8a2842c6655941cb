package io.nowornever.lab.scene;

import java.time.Duration;

import io.nowornever.lab.scene.Step.Verb;
import io.nowornever.testbed.network.Cut;
import io.nowornever.testbed.network.LinkConditions;
import io.nowornever.testbed.service.Testbed;

/**
 * What can happen to the network of a scenario: between a service and its broker, if its
 * topology is {@link Topology#PROXIED}, and between brokers, if it is a cluster. Each is
 * noted with its time. For one thread.
 */
public final class Network {

	private final Testbed testbed;

	private final Speed speed;

	private final Deeds deeds;

	/**
	 * Creates it.
	 * @param testbed whose network it is
	 * @param speed how fast the scenario runs
	 * @param deeds note what happens
	 */
	Network(Testbed testbed, Speed speed, Deeds deeds) {
		this.testbed = testbed;
		this.speed = speed;
		this.deeds = deeds;
	}

	/**
	 * Cuts the way between a service and its broker: nothing is told to either.
	 * @param service the service
	 * @param cut which ways
	 */
	public void cut(String service, Cut cut) {
		change(service, LinkConditions.GOOD.withCut(cut), Verb.CUT.of(service, cut));
	}

	/**
	 * Makes the way between a service and its broker slow.
	 * @param service the service
	 * @param delay how long bytes are on their way, in the original's time
	 * @param jitter how much longer or shorter that may be
	 * @param bytesPerSecond how many get through, in the original's time
	 */
	public void slow(String service, Duration delay, Duration jitter, long bytesPerSecond) {
		change(service, LinkConditions.GOOD.withDelay(this.speed.real(delay), this.speed.real(jitter))
			.withBytesPerSecond(Math.round(bytesPerSecond * this.speed.factor())), Verb.SLOW.of(service));
	}

	/**
	 * Mends that cut.
	 * @param service the service
	 * @param cut which ways it was cut
	 */
	public void mend(String service, Cut cut) {
		change(service, LinkConditions.GOOD, Verb.MEND.of(service, cut));
	}

	/**
	 * Makes the way between a service and its broker quick again.
	 * @param service the service
	 */
	public void quicken(String service) {
		change(service, LinkConditions.GOOD, Verb.QUICK.of(service));
	}

	/**
	 * Resets a service's connection (RST to both sides).
	 * @param service the service
	 */
	public void reset(String service) {
		this.deeds.perform(Verb.RESET.of(service), this.testbed.link(service)::reset);
	}

	/**
	 * Notes how many messages have crossed between regions.
	 * @param step what it is noted as
	 */
	public void countCrossed(Step step) {
		this.deeds.note(step, this.testbed.cluster().crossed());
	}

	/**
	 * Cuts the third broker off from the other two, or regions from each other.
	 * @param step what it is noted as
	 */
	public void split(Step step) {
		this.deeds.perform(step, this.testbed.cluster()::split);
	}

	/**
	 * Mends that, and waits until the brokers have found each other again.
	 * @param step what it is noted as
	 */
	public void join(Step step) {
		this.testbed.cluster().mend();
		this.testbed.cluster().awaitJoined();
		this.deeds.note(step);
	}

	private void change(String service, LinkConditions conditions, Step step) {
		this.deeds.perform(step, () -> this.testbed.link(service).change(conditions));
	}

}
