package io.nowornever.lab.control;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.nowornever.lab.control.Party.State;
import io.nowornever.lab.control.RoomView.BrokerView;
import io.nowornever.lab.control.RoomView.LinkView;
import io.nowornever.lab.control.RoomView.PartyView;
import io.nowornever.testbed.broker.Broker;
import io.nowornever.testbed.network.LinkProxy;
import io.nowornever.testbed.service.ServiceProcess;
import io.nowornever.testbed.service.Testbed;

/**
 * A broker and services as processes, each with a journal, that come and go as somebody
 * wants. All changes are made by one thread at a time; what waits does not change
 * anything meanwhile.
 */
final class Stage implements Cast {

	static final String BROKER = "nats-server";

	/**
	 * Enough for a while at thousands of requests a second, and no end of a disk.
	 */
	private static final String JOURNAL_SIZE = "128MB";

	private static final Duration EXIT_LIMIT = Duration.ofSeconds(90);

	private final Testbed testbed;

	private final Duration timeout;

	private final Map<String, Party> parties = new LinkedHashMap<>();

	private final Map<String, Integer> numbers = new LinkedHashMap<>();

	private volatile Policy policy;

	private volatile State brokerState = State.UP;

	private volatile long brokerSinceMillis = System.currentTimeMillis();

	Stage(Testbed testbed, Duration timeout, Policy policy) {
		this.testbed = testbed;
		this.timeout = timeout;
		this.policy = policy;
	}

	/**
	 * The broker's process.
	 */
	Broker process() {
		return this.testbed.broker();
	}

	State brokerState() {
		return (this.brokerState == State.UP && !process().isRunning()) ? State.ENDED : this.brokerState;
	}

	void brokerIs(State state) {
		this.brokerState = state;
		this.brokerSinceMillis = System.currentTimeMillis();
	}

	@Override
	public Policy policy() {
		return this.policy;
	}

	void setPolicy(Policy another) {
		this.policy = another;
	}

	synchronized List<Party> parties() {
		return new ArrayList<>(this.parties.values());
	}

	/**
	 * Somebody by name.
	 * @throws UnknownPartyException if nobody is called that
	 */
	synchronized Party party(String name) {
		Party party = this.parties.get(name);
		if (party == null) {
			throw new UnknownPartyException("Nobody is called " + name + ": "
					+ String.join(", ", Stream.concat(Stream.of(BROKER), this.parties.keySet().stream()).toList()));
		}
		return party;
	}

	@Override
	public Duration timeout() {
		return this.timeout;
	}

	@Override
	public BrokerView broker() {
		Broker broker = process();
		return new BrokerView(BROKER, brokerState(), broker.pid(), this.brokerSinceMillis, broker.url());
	}

	@Override
	public List<PartyView> views(Observation watching, long nowMillis) {
		return parties().stream()
			.map((party) -> PartyView.of(party, watching, LinkView.of(link(party.name()).conditions()), nowMillis))
			.toList();
	}

	@Override
	public void look(Observation watching) {
		// Whoever comes was started here, and is followed from then on.
	}

	/**
	 * A party's way to the broker.
	 */
	LinkProxy link(String name) {
		return this.testbed.link(name);
	}

	/**
	 * Where a party writes.
	 */
	Path journal(String name) {
		return this.testbed.folder().resolve(name + ".journal");
	}

	/**
	 * Starts one more, and does not wait until it is ready.
	 */
	synchronized Party add(PartySpec spec) {
		String name = spec.kind() + "-" + this.numbers.merge(spec.kind(), 1, Integer::sum);
		Party party = new Party(name, spec, launch(name, spec));
		this.parties.put(name, party);
		return party;
	}

	/**
	 * Starts one again that has ended.
	 */
	void startAgain(Party party, PartySpec spec) {
		party.begin(spec, launch(party.name(), spec));
	}

	synchronized void remove(Party party) {
		this.parties.remove(party.name());
	}

	/**
	 * Waits until a party that was told to stop has ended.
	 */
	void awaitExit(Party party) {
		party.process().awaitExit(EXIT_LIMIT);
		if (party.state() == State.STOPPING) {
			party.become(State.STOPPED);
		}
	}

	/**
	 * Ends at once whatever is left.
	 */
	@Override
	public void close() {
		this.testbed.close();
	}

	private ServiceProcess launch(String name, PartySpec spec) {
		String[] settings = Stream
			.concat(spec.settings(this.policy, this.timeout).stream(),
					Stream.of("--journal.file=" + journal(name), "--journal.max-size=" + JOURNAL_SIZE))
			.toArray(String[]::new);
		return switch (spec.role()) {
			case PRODUCER -> this.testbed.producer(name, settings);
			case CONSUMER -> this.testbed.consumer(name, settings);
		};
	}

}
