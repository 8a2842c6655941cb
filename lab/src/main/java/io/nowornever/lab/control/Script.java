package io.nowornever.lab.control;

import io.nowornever.lab.control.Fault.Effect;
import io.nowornever.lab.control.Fault.Target;
import io.nowornever.lab.control.Party.State;
import io.nowornever.lab.ledger.Role;
import io.nowornever.lab.scene.Step;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment's script does, as marks.
 *
 * @param cast on whom it is done
 * @param watch where it is marked
 */
record Script(PlayedCast cast, RoomWatch watch) {

	void happened(Step step) {
		String whom = step.whom().equals(Step.BROKER) ? Stage.BROKER : step.whom();
		String label = step.label();
		switch (step.verb()) {
			case KILL -> fault(whom, label, "killed " + whom, Effect.DIES, State.KILLED);
			case STOP -> fault(whom, label, "stopped " + whom, Effect.LEAVES, State.STOPPED);
			case PAUSE -> fault(whom, label, "froze " + whom, Effect.SEVERED, State.FROZEN);
			case CUT -> fault(whom, label, label, Effect.SEVERED, null);
			case RESET -> {
				fault(whom, label, label, Effect.SEVERED, null);
				this.watch.endFaults(whom);
			}
			case BACK, RESUME -> over(whom, label, State.UP);
			case MEND -> over(whom, label, null);
			case START, SLOW, QUICK -> this.watch.mark(Fault.none(label, label, whom));
			case LOOK -> this.watch.mark(Fault.none(label, label, ""));
		}
	}

	private void fault(String whom, String label, String past, Effect effect, @Nullable State state) {
		become(whom, state);
		this.watch.mark(new Fault(label, past, whom, target(whom, effect), effect));
	}

	private void over(String whom, String label, @Nullable State state) {
		become(whom, state);
		this.watch.endFaults(whom);
		this.watch.mark(Fault.none(label, label, whom));
	}

	private void become(String whom, @Nullable State state) {
		if (state != null) {
			this.cast.become(whom, state);
		}
	}

	private Target target(String whom, Effect effect) {
		Role role = this.cast.role(whom);
		if (whom.equals(Stage.BROKER)) {
			return Target.BROKER;
		}
		if (role == Role.CONSUMER) {
			return Target.CONSUMER;
		}
		return (role == Role.PRODUCER && effect != Effect.LEAVES) ? Target.PRODUCER : Target.NONE;
	}

}
