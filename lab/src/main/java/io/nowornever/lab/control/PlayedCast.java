package io.nowornever.lab.control;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.nowornever.lab.control.RoomView.BrokerView;
import io.nowornever.lab.control.RoomView.PartyView;
import io.nowornever.lab.ledger.Role;
import io.nowornever.testbed.broker.Broker;
import io.nowornever.testbed.service.ServiceProcess;
import io.nowornever.testbed.service.Testbed;
import org.jspecify.annotations.Nullable;

/**
 * Those who play an experiment's scene: its script starts, breaks and ends them. Safe
 * from any thread.
 */
final class PlayedCast implements Cast {

	private final Broker broker;

	private final Duration timeout;

	private final long beganMillis = System.currentTimeMillis();

	private final Map<String, Party> parties = new LinkedHashMap<>();

	private volatile Party.State brokerState = Party.State.UP;

	private volatile long brokerSinceMillis = this.beganMillis;

	/**
	 * Creates a cast of which nobody has entered.
	 * @param testbed where they are started
	 * @param timeout the budget of their requests
	 */
	PlayedCast(Testbed testbed, Duration timeout) {
		this.broker = testbed.broker();
		this.timeout = timeout;
	}

	/**
	 * A service was started, for the first time or again.
	 * @return whether it is the first time
	 */
	synchronized boolean enter(ServiceProcess process, PartySpec spec) {
		Party known = this.parties.get(process.name());
		if (known != null) {
			known.begin(known.spec(), process);
			return false;
		}
		this.parties.put(process.name(), new Party(process.name(), spec, process));
		return true;
	}

	/**
	 * Somebody's state has changed.
	 */
	synchronized void become(String name, Party.State state) {
		Party party = this.parties.get(name);
		if (party != null) {
			party.become(state);
		}
		else if (name.equals(Stage.BROKER)) {
			this.brokerState = state;
			this.brokerSinceMillis = System.currentTimeMillis();
		}
	}

	/**
	 * On which side somebody stands, or {@code null} if nobody has the name.
	 */
	synchronized @Nullable Role role(String name) {
		Party party = this.parties.get(name);
		return (party != null) ? party.role() : null;
	}

	@Override
	public @Nullable Policy policy() {
		return null;
	}

	@Override
	public Duration timeout() {
		return this.timeout;
	}

	@Override
	public BrokerView broker() {
		return new BrokerView(Stage.BROKER, this.brokerState, this.broker.pid(), this.brokerSinceMillis,
				this.broker.url());
	}

	@Override
	public synchronized List<PartyView> views(Observation watching, long nowMillis) {
		List<PartyView> views = new ArrayList<>();
		this.parties.forEach((name, party) -> views.add(PartyView.of(party, watching, null, nowMillis)));
		return views;
	}

	@Override
	public void look(Observation watching) {
		// Whoever enters is followed from then on.
	}

	@Override
	public void close() {
		// The script ends what it has started.
	}

}
