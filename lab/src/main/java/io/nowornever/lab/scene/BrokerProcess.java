package io.nowornever.lab.scene;

import io.nowornever.lab.scene.Step.Verb;
import io.nowornever.testbed.broker.Broker;

/**
 * What can happen to the broker of a scenario. Each is noted with its time. For one
 * thread.
 */
public final class BrokerProcess {

	/**
	 * What {@link #kill()} is noted as.
	 */
	public static final Step KILL = Verb.KILL.of(Step.BROKER);

	/**
	 * What {@link #stop()} is noted as.
	 */
	public static final Step STOP = Verb.STOP.of(Step.BROKER);

	/**
	 * What {@link #pause()} is noted as.
	 */
	public static final Step PAUSE = Verb.PAUSE.of(Step.BROKER);

	/**
	 * What {@link #resume()} is noted as.
	 */
	public static final Step RESUME = Verb.RESUME.of(Step.BROKER);

	/**
	 * What is noted once it is started again.
	 */
	public static final Step BACK = Verb.BACK.of(Step.BROKER);

	private final Broker broker;

	private final Deeds deeds;

	/**
	 * Creates it.
	 * @param broker the process
	 * @param deeds note what happens
	 */
	BrokerProcess(Broker broker, Deeds deeds) {
		this.broker = broker;
		this.deeds = deeds;
	}

	/**
	 * Ends it as a crash would (SIGKILL).
	 */
	public void kill() {
		this.deeds.perform(KILL, this.broker::kill);
	}

	/**
	 * Asks it to end (SIGTERM) and waits until it has.
	 */
	public void stop() {
		this.deeds.perform(STOP, this.broker::stop);
	}

	/**
	 * Starts it again on the same port and waits until it is there.
	 */
	public void start() {
		this.broker.restart();
		this.deeds.note(BACK);
	}

	/**
	 * Freezes it (SIGSTOP).
	 */
	public void pause() {
		this.deeds.perform(PAUSE, this.broker::pause);
	}

	/**
	 * Lets it go on (SIGCONT).
	 */
	public void resume() {
		this.deeds.perform(RESUME, this.broker::resume);
	}

}
