package io.nowornever.lab.experiment;

import java.util.function.Consumer;

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

	private final Consumer<String> mark;

	/**
	 * Creates it.
	 * @param broker the process
	 * @param mark notes what happens
	 */
	BrokerProcess(Broker broker, Consumer<String> mark) {
		this.broker = broker;
		this.mark = mark;
	}

	void kill() {
		this.mark.accept(KILL);
		this.broker.kill();
	}

	void stop() {
		this.mark.accept(STOP);
		this.broker.stop();
	}

	void start() {
		this.broker.restart();
		this.mark.accept(BACK);
	}

	void pause() {
		this.mark.accept(PAUSE);
		this.broker.pause();
	}

	void resume() {
		this.mark.accept(RESUME);
		this.broker.resume();
	}

}
