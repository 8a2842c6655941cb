package io.nowornever.lab.control;

import java.util.List;

import io.nowornever.lab.control.Fault.Effect;
import io.nowornever.lab.control.Fault.Target;
import io.nowornever.lab.control.Hands.Deed;
import io.nowornever.lab.control.Party.State;
import io.nowornever.lab.ledger.Role;
import io.nowornever.testbed.TestbedException;
import org.jspecify.annotations.Nullable;

/**
 * What can be done to producers and consumers.
 */
final class PartyHands {

	private final Stage stage;

	private final RoomWatch watch;

	PartyHands(Stage stage, RoomWatch watch) {
		this.stage = stage;
		this.watch = watch;
	}

	/**
	 * Does to a service what can be done without starting others.
	 */
	void act(Party party, Deed deed) {
		String name = party.name();
		switch (deed) {
			case KILL -> {
				Hands.require(party.isThere(), name + " is not there: start it first");
				party.become(State.KILLED);
				party.process().kill();
				this.watch.mark(new Fault("kill " + name, "killed " + name, name, target(party), Effect.DIES));
			}
			case STOP -> {
				Hands.require(party.isThere(), name + " is not there: start it first");
				stopInGoodOrder(party);
				beside("stop " + name, name, () -> this.stage.awaitExit(party));
				this.watch.mark(new Fault("stop " + name, "stopped " + name, name,
						(party.role() == Role.CONSUMER) ? Target.CONSUMER : Target.NONE, Effect.LEAVES));
			}
			case FREEZE -> {
				Hands.require(party.state() == State.UP, name + " is not up: only what is up can be frozen");
				party.process().pause();
				party.become(State.FROZEN);
				this.watch.mark(new Fault("freeze " + name, "froze " + name, name, target(party), Effect.SEVERED));
			}
			case THAW -> {
				Hands.require(party.state() == State.FROZEN, name + " is not frozen");
				party.process().resume();
				party.become(State.UP);
				this.watch.endFaults(name);
				note("thaw " + name, "thawed " + name, name);
			}
			case START -> {
				Hands.require(!party.isThere(), name + " is there already");
				this.stage.startAgain(party, party.spec());
				this.watch.endFaults(name);
				note("start " + name, "started " + name + " again", name);
			}
			case REMOVE -> remove(party);
			case RESTART -> throw new IllegalArgumentException("A restart takes its time");
		}
	}

	private void remove(Party party) {
		String label = "remove " + party.name();
		note(label, "removed " + party.name(), party.name());
		if (!party.isThere()) {
			this.stage.remove(party);
			return;
		}
		stopInGoodOrder(party);
		beside(label, party.name(), () -> {
			this.stage.awaitExit(party);
			this.stage.remove(party);
		});
	}

	/**
	 * Stops all in good order, the producers first, since they wait for answers, and
	 * waits for that.
	 */
	void stop(List<Party> parties) {
		for (Role role : List.of(Role.PRODUCER, Role.CONSUMER)) {
			List<Party> there = parties.stream().filter((party) -> party.role() == role && party.isThere()).toList();
			there.forEach(this::stopInGoodOrder);
			there.forEach(this.stage::awaitExit);
		}
	}

	/**
	 * Stops those that are there, and starts them again, the consumers first, so that the
	 * first requests find somebody; waits for that.
	 * @param spec what they are to be like, also who is not there; or {@code null} for
	 * what they are
	 */
	void restart(List<Party> parties, @Nullable PartySpec spec) {
		List<Party> coming = parties.stream().filter((party) -> spec != null || party.isThere()).toList();
		stop(coming);
		for (Role role : List.of(Role.CONSUMER, Role.PRODUCER)) {
			List<Party> all = coming.stream().filter((party) -> party.role() == role).toList();
			all.forEach((party) -> this.stage.startAgain(party, (spec != null) ? spec : party.spec()));
			all.forEach((party) -> party.process().awaitReady());
		}
		coming.forEach((party) -> this.watch.endFaults(party.name()));
	}

	static Target target(Party party) {
		return (party.role() == Role.PRODUCER) ? Target.PRODUCER : Target.CONSUMER;
	}

	/**
	 * Does what takes its time on a thread of its own. If that fails, a mark says so.
	 * @param label what is wanted
	 * @param party of whom, or an empty text for all
	 */
	void beside(String label, String party, Runnable deed) {
		Thread.ofVirtual().name(label).start(() -> {
			try {
				deed.run();
			}
			catch (TestbedException | NotNowException ex) {
				this.watch.mark(Fault.failed(label, party, String.valueOf(ex.getMessage())));
			}
		});
	}

	private void stopInGoodOrder(Party party) {
		if (party.state() == State.FROZEN) {
			party.process().resume();
		}
		party.become(State.STOPPING);
		party.process().terminate();
	}

	private void note(String label, String past, String party) {
		this.watch.mark(Fault.none(label, past, party));
	}

}
