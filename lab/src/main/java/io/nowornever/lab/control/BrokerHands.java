package io.nowornever.lab.control;

import io.nowornever.lab.control.Fault.Effect;
import io.nowornever.lab.control.Fault.Target;
import io.nowornever.lab.control.Hands.Deed;
import io.nowornever.lab.control.Party.State;

/**
 * What can be done to the broker.
 */
final class BrokerHands {

	private final Stage stage;

	private final RoomWatch watch;

	BrokerHands(Stage stage, RoomWatch watch) {
		this.stage = stage;
		this.watch = watch;
	}

	void act(Deed deed) {
		switch (deed) {
			case KILL -> {
				requireThere();
				this.stage.process().kill();
				broken(State.KILLED, "kill", "killed");
			}
			case STOP -> {
				requireThere();
				this.stage.process().stop();
				broken(State.STOPPED, "stop", "stopped");
			}
			case FREEZE -> {
				Hands.require(this.stage.brokerState() == State.UP,
						"The broker is not up: only what is up can be frozen");
				this.stage.process().pause();
				broken(State.FROZEN, "freeze", "froze");
			}
			case THAW -> {
				Hands.require(this.stage.brokerState() == State.FROZEN, "The broker is not frozen");
				this.stage.process().resume();
				mended("thaw", "thawed");
			}
			case START -> {
				Hands.require(!this.stage.process().isRunning(), "The broker is there already");
				this.stage.process().restart();
				mended("start", "started");
			}
			case RESTART -> {
				requireThere();
				this.stage.process().stop();
				broken(State.STOPPED, "restart", "restarted");
				this.stage.process().restart();
				this.stage.brokerIs(State.UP);
				this.watch.endFaults(Stage.BROKER);
			}
			case REMOVE -> throw new NotNowException("The broker cannot be removed: kill or stop it");
		}
	}

	private void broken(State state, String verb, String past) {
		this.stage.brokerIs(state);
		this.watch
			.mark(new Fault(verb + " the broker", past + " the broker", Stage.BROKER, Target.BROKER, Effect.SEVERED));
	}

	private void mended(String verb, String past) {
		this.stage.brokerIs(State.UP);
		this.watch.endFaults(Stage.BROKER);
		this.watch.mark(Fault.none(verb + " the broker", past + " the broker", Stage.BROKER));
	}

	private void requireThere() {
		Hands.require(this.stage.process().isRunning(), "The broker is not there: start it first");
	}

}
