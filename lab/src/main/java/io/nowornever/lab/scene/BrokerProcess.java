package io.nowornever.lab.scene;

import io.nowornever.testbed.broker.Broker;

/**
 * What can happen to the broker of a scenario. Each is noted with its time. For one
 * thread.
 */
public final class BrokerProcess {

	public static final String KILL = "kill broker";

	public static final String STOP = "stop broker";

	public static final String PAUSE = "pause broker";

	public static final String RESUME = "resume broker";

	public static final String BACK = "broker is there";

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

	public void kill() {
		this.deeds.perform(KILL, this.broker::kill);
	}

	public void stop() {
		this.deeds.perform(STOP, this.broker::stop);
	}

	public void start() {
		this.broker.restart();
		this.deeds.note(BACK);
	}

	public void pause() {
		this.deeds.perform(PAUSE, this.broker::pause);
	}

	public void resume() {
		this.deeds.perform(RESUME, this.broker::resume);
	}

}
