package io.nowornever.lab.experiment;

import io.nowornever.testbed.broker.Broker;

/**
 * What can happen to the broker of a scenario. Each is noted with its time. For one
 * thread.
 */
final class BrokerProcess {

	static final String KILL = "kill broker";

	static final String STOP = "stop broker";

	static final String PAUSE = "pause broker";

	static final String RESUME = "resume broker";

	static final String BACK = "broker is there";

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

	void kill() {
		this.deeds.perform(KILL, this.broker::kill);
	}

	void stop() {
		this.deeds.perform(STOP, this.broker::stop);
	}

	void start() {
		this.broker.restart();
		this.deeds.note(BACK);
	}

	void pause() {
		this.deeds.perform(PAUSE, this.broker::pause);
	}

	void resume() {
		this.deeds.perform(RESUME, this.broker::resume);
	}

}
