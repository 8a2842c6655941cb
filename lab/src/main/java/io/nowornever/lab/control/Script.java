package io.nowornever.lab.control;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.nowornever.lab.control.Fault.Effect;
import io.nowornever.lab.control.Fault.Target;
import io.nowornever.lab.control.Party.State;
import io.nowornever.lab.ledger.Role;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment's script does, by the labels that it gives its deeds, as marks.
 *
 * @param cast on whom it is done
 * @param watch where it is marked
 */
record Script(PlayedCast cast, RoomWatch watch) {

	/**
	 * {@code kill fast-1}, {@code cut fast-1 both ways}, {@code fast-1 is there}.
	 */
	private static final Pattern DEED = Pattern.compile("(?<verb>[a-z]+) (?<whom>\\S+)(?<more>.*)");

	private static final Pattern BACK = Pattern.compile("(?<whom>\\S+) is there");

	void happened(String label) {
		Matcher back = BACK.matcher(label);
		Matcher deed = DEED.matcher(label);
		if (back.matches()) {
			over(name(back.group("whom")), label, State.UP);
		}
		else if (deed.matches()) {
			happened(deed.group("verb"), name(deed.group("whom")), label);
		}
		else {
			this.watch.mark(Fault.none(label, label, ""));
		}
	}

	private void happened(String verb, String whom, String label) {
		switch (verb) {
			case "kill" -> fault(whom, label, "killed " + whom, Effect.DIES, State.KILLED);
			case "stop" -> fault(whom, label, "stopped " + whom, Effect.LEAVES, State.STOPPED);
			case "pause" -> fault(whom, label, "froze " + whom, Effect.SEVERED, State.FROZEN);
			case "cut" -> fault(whom, label, label, Effect.SEVERED, null);
			case "reset" -> {
				fault(whom, label, label, Effect.SEVERED, null);
				this.watch.endFaults(whom);
			}
			case "resume" -> over(whom, label, State.UP);
			case "mend" -> over(whom, label, null);
			default -> this.watch.mark(Fault.none(label, label, whom));
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

	private static String name(String whom) {
		return whom.equals("broker") ? Stage.BROKER : whom;
	}

}
