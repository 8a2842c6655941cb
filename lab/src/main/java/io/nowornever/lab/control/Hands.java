package io.nowornever.lab.control;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

import io.nowornever.lab.control.Fault.Effect;
import io.nowornever.lab.ledger.Role;
import io.nowornever.testbed.TestbedException;
import io.nowornever.testbed.network.Cut;
import io.nowornever.testbed.network.LinkConditions;
import io.nowornever.testbed.service.ServiceProcess;
import org.jspecify.annotations.Nullable;

/**
 * What can be done to the parties of a room. Each deed leaves a mark. Deeds are done one
 * at a time; what waits for a process to end or to be ready goes on beside. Safe from any
 * thread.
 * <p>
 * All throw {@link UnknownPartyException} if nobody has the name, {@link NotNowException}
 * if it cannot be done as things are.
 */
public final class Hands {

	/**
	 * What can be done to one party by name alone.
	 */
	public enum Deed {

		KILL, STOP, FREEZE, THAW, START, RESTART, REMOVE

	}

	private static final long LONGEST_WAIT_SECONDS = 15;

	private final Stage stage;

	private final RoomWatch watch;

	private final Runnable show;

	private final BrokerHands broker;

	private final PartyHands services;

	private final ReentrantLock lock = new ReentrantLock();

	Hands(Stage stage, RoomWatch watch, Runnable show) {
		this.stage = stage;
		this.watch = watch;
		this.show = show;
		this.broker = new BrokerHands(stage, watch);
		this.services = new PartyHands(stage, watch);
	}

	/**
	 * Starts all of an arrangement, the consumers first, so that the first requests find
	 * somebody, and waits until they are ready.
	 * @param arrangement who
	 */
	public void start(Arrangement arrangement) {
		List<Party> consumers = arrangement.consumerSpecs().stream().map(this::launch).toList();
		consumers.forEach((party) -> party.process().awaitReady());
		List<Party> producers = arrangement.producerSpecs().stream().map(this::launch).toList();
		producers.forEach((party) -> party.process().awaitReady());
	}

	/**
	 * The services.
	 * @param role on which side
	 * @return their processes, in the order in which they were started
	 */
	public List<ServiceProcess> processes(Role role) {
		return this.stage.parties().stream().filter((party) -> party.role() == role).map(Party::process).toList();
	}

	/**
	 * Starts one more.
	 * @param spec what it is like
	 * @return its name
	 */
	public String add(PartySpec spec) {
		AtomicReference<String> added = new AtomicReference<>("");
		exclusively(() -> {
			String name = launch(spec).name();
			mark("start " + name, "started " + name, name);
			added.set(name);
		});
		return added.get();
	}

	/**
	 * Does something to a party.
	 * @param name whom
	 * @param deed what
	 */
	public void act(String name, Deed deed) {
		exclusively(() -> {
			if (name.equals(Stage.BROKER)) {
				this.broker.act(deed);
			}
			else {
				act(this.stage.party(name), deed);
			}
		});
		this.show.run();
	}

	/**
	 * Makes the way between a party and the broker another one. Whatever is cut is a
	 * fault, and it is over when nothing is.
	 * @param name whose way
	 * @param conditions what it is like from now on
	 */
	public void change(String name, LinkConditions conditions) {
		exclusively(() -> {
			Party party = service(name);
			boolean wasCut = this.stage.link(name).conditions().cut() != Cut.NONE;
			this.stage.link(name).change(conditions);
			boolean isCut = conditions.cut() != Cut.NONE;
			if (isCut && !wasCut) {
				this.watch.mark(new Fault("cut off " + name, "cut off " + name, name, PartyHands.target(party),
						Effect.SEVERED));
			}
			else {
				if (wasCut && !isCut) {
					this.watch.endFaults(name);
				}
				mark("network of " + name, "network of " + name + ": " + Sentences.of(conditions), name);
			}
		});
	}

	/**
	 * Resets all connections between a party and the broker.
	 * @param name whose
	 */
	public void reset(String name) {
		exclusively(() -> {
			Party party = service(name);
			this.stage.link(name).reset();
			this.watch.mark(new Fault("reset " + name, "reset the link of " + name, name, PartyHands.target(party),
					Effect.SEVERED));
			this.watch.endFaults(name);
		});
	}

	/**
	 * Has a service work or ask otherwise: stops it in good order, and starts it again.
	 * @param name whom
	 * @param spec what it is to be like
	 */
	public void change(String name, PartySpec spec) {
		exclusively(() -> {
			Party party = service(name);
			if (party.role() != spec.role()) {
				throw new NotAllowedException(name + ((party.role() == Role.CONSUMER)
						? " is a consumer: it has work_min_millis and work_max_millis"
						: " is a producer: it has a rate"));
			}
			mark("change " + name, name + " is started again with other settings", name);
			restartBeside("restart " + name + " with other settings", name, List.of(party), spec);
		});
	}

	/**
	 * Has requests travel otherwise: all services are stopped in good order, and started
	 * again.
	 * @param policy how
	 */
	public void change(Policy policy) {
		exclusively(() -> {
			this.stage.setPolicy(policy);
			mark("change policy", "all are started again: " + policy.delivery().name().toLowerCase(Locale.ROOT) + ", "
					+ policy.overload() + ", " + policy.balance(), "");
			restartBeside("restart all with another policy", "", this.stage.parties(), null);
		});
	}

	/**
	 * Ends all in good order, the producers first, and waits for that.
	 * @return why not all did, or an empty text
	 */
	String endAll() {
		try {
			exclusively(() -> {
				this.services.stop(this.stage.parties());
			});
			return "";
		}
		catch (TestbedException | NotNowException ex) {
			return "Not all ended in good order, the others by force. " + ex.getMessage();
		}
	}

	private void act(Party party, Deed deed) {
		if (deed == Deed.RESTART) {
			String label = "restart " + party.name();
			mark(label, "restarted " + party.name(), party.name());
			restartBeside(label, party.name(), List.of(party), party.spec());
		}
		else {
			this.services.act(party, deed);
		}
	}

	private void restartBeside(String label, String whom, List<Party> parties, @Nullable PartySpec spec) {
		this.services.beside(label, whom, () -> exclusively(() -> {
			this.services.restart(parties, spec);
		}));
	}

	/**
	 * A producer or consumer by name.
	 */
	private Party service(String name) {
		if (name.equals(Stage.BROKER)) {
			throw new NotAllowedException(name + " is the broker: only producers and consumers have that");
		}
		return this.stage.party(name);
	}

	private Party launch(PartySpec spec) {
		Party party = this.stage.add(spec);
		this.watch.follow(this.stage.journal(party.name()), party.name());
		return party;
	}

	static void require(boolean condition, String otherwise) {
		if (!condition) {
			throw new NotNowException(otherwise);
		}
	}

	private void mark(String label, String past, String party) {
		this.watch.mark(Fault.none(label, past, party));
	}

	private void exclusively(Runnable deed) {
		try {
			if (!this.lock.tryLock(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
				throw new NotNowException("Something else is being done: wait for its end");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new NotNowException("Interrupted");
		}
		try {
			deed.run();
		}
		finally {
			this.lock.unlock();
		}
	}

}
