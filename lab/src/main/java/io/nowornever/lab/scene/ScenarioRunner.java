package io.nowornever.lab.scene;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import io.nowornever.lab.baseline.Policy;
import io.nowornever.lab.scene.Step.Verb;
import io.nowornever.testbed.service.Testbed;
import io.nowornever.testbed.service.TestbedBuilder;

/**
 * Runs a scenario: a broker and services as processes, each with a journal, and the
 * faults that can happen to them. Each fault is noted with its time. For one thread.
 */
public final class ScenarioRunner implements AutoCloseable {

	private static final Duration EXIT_LIMIT = Duration.ofSeconds(90);

	private static final Duration TICK = Duration.ofMillis(200);

	private static final int LONGEST_WAIT_BUDGETS = 4;

	private final Scenario scenario;

	private final long seed;

	private final Spectator spectator;

	private final Testbed testbed;

	private final BrokerProcess broker;

	private final Network network;

	private final ServiceProcesses services;

	private final BaselineProcesses baselines;

	private final Map<String, ConsumerSpec> specs = new LinkedHashMap<>();

	private final Journals journals;

	private final Deeds deeds;

	/**
	 * Starts the broker.
	 * @param scenario what is to be run
	 * @param seed makes load and work the same ones each time
	 * @param spectator is told what happens
	 * @throws io.nowornever.testbed.TestbedException if it cannot be started
	 */
	public ScenarioRunner(Scenario scenario, long seed, Spectator spectator) {
		this.scenario = scenario;
		this.seed = seed;
		this.spectator = spectator;
		this.deeds = new Deeds(spectator);
		LinkTiming linkTiming = new LinkTiming(scenario.speed());
		TestbedBuilder builder = Testbed.builder()
			.brokerConfiguration(linkTiming.brokerConfiguration())
			.jetStream(scenario.delivery().isDurable())
			.secured(scenario.secured());
		scenario.topology().configure(builder);
		this.testbed = (scenario.dense() ? builder.forThroughput() : builder).start();
		this.broker = new BrokerProcess(this.testbed.broker(), this.deeds);
		this.network = new Network(this.testbed, scenario.speed(), this.deeds);
		this.journals = new Journals(this.testbed.folder());
		this.services = new ServiceProcesses(this.testbed, new ServiceSettings(scenario, linkTiming, seed), spectator);
		this.baselines = new BaselineProcesses(this.testbed, scenario, seed);
		spectator.begins(scenario.name(), scenario.speed().real(Scenario.BUDGET), this.testbed);
	}

	/**
	 * Runs the scenario: starts all, lets happen what is to happen, and ends all in good
	 * order, the producers first.
	 * @return what was seen
	 * @throws io.nowornever.testbed.TestbedException if it cannot go on, a secured broker
	 * refused anything, or the thread was interrupted
	 */
	public ScenarioRun run() {
		if (this.scenario.secured() && this.scenario.delivery().isDurable()) {
			this.services.startOperator();
		}
		this.scenario.consumers().forEach(this::launch);
		this.services.awaitConsumers();
		this.baselines.awaitReady();
		ProcessorTime before = ProcessorTime.now();
		long from = System.currentTimeMillis();
		this.scenario.producers().forEach(this::launch);
		this.services.awaitProducers();
		this.baselines.awaitReady();
		this.scenario.steps().run(this);
		long until = System.currentTimeMillis();
		double stolen = ProcessorTime.now().stolenShareSince(before);
		this.services.endProducers(EXIT_LIMIT);
		this.baselines.endProducers(EXIT_LIMIT);
		this.services.endConsumers(EXIT_LIMIT);
		this.baselines.endConsumers(EXIT_LIMIT);
		if (this.scenario.secured()) {
			this.testbed.requireNoRefusals();
		}
		return new ScenarioRun(this.scenario, this.journals.account(), this.journals.timeline(), this.deeds.marks(),
				from, until, stolen);
	}

	/**
	 * Makes what happens by chance the same each time.
	 * @return the seed
	 */
	public long seed() {
		return this.seed;
	}

	/**
	 * Lets time pass.
	 * @param original how long, in the original's time
	 */
	public void pass(Duration original) {
		long lengthNanos = this.scenario.speed().real(original).toNanos();
		long began = System.nanoTime();
		for (long passed = 0; passed < lengthNanos; passed = System.nanoTime() - began) {
			this.spectator.tell(this.scenario.name(), passed / (double) lengthNanos);
			Journals.sleep(Math.min(lengthNanos - passed, TICK.toNanos()));
		}
	}

	/**
	 * Waits until a consumer turns to its next task and holds more than that, but no
	 * longer than a few budgets.
	 * @param consumer whose task it is
	 * @param waiting how many requests wait for it at least
	 */
	public void awaitTask(String consumer, int waiting) {
		this.journals.awaitTask(consumer, waiting, longestWaitNanos());
	}

	/**
	 * Ends a service as a crash would (SIGKILL).
	 * @param name the service
	 */
	public void kill(String name) {
		this.deeds.perform(Verb.KILL.of(name), this.services.called(name)::kill);
	}

	/**
	 * Ends a producer as a crash would while it waits for a reply, if it does within a
	 * few budgets. It is frozen first, so that it cannot get the reply in between.
	 * @param producer the producer
	 */
	public void killWaiting(String producer) {
		this.journals.pauseWaiting(producer, this.services.called(producer), longestWaitNanos());
		kill(producer);
	}

	/**
	 * Asks a service to end (SIGTERM) and waits until it has.
	 * @param name the service
	 */
	public void stop(String name) {
		this.deeds.perform(Verb.STOP.of(name), () -> {
			this.services.called(name).terminate();
			this.services.called(name).awaitExit(EXIT_LIMIT);
		});
	}

	/**
	 * Freezes a service (SIGSTOP).
	 * @param name the service
	 */
	public void pause(String name) {
		this.deeds.perform(Verb.PAUSE.of(name), this.services.called(name)::pause);
	}

	/**
	 * Lets a frozen service go on (SIGCONT).
	 * @param name the service
	 */
	public void resume(String name) {
		this.deeds.perform(Verb.RESUME.of(name), this.services.called(name)::resume);
	}

	/**
	 * Starts a consumer, a new one or one that has ended, and waits until it is ready.
	 * @param spec the consumer
	 */
	public void start(ConsumerSpec spec) {
		this.deeds.perform(Verb.START.of(spec.name()), () -> launch(spec));
		this.services.called(spec.name()).awaitReady();
		this.deeds.note(Verb.BACK.of(spec.name()));
	}

	/**
	 * Starts one more producer and waits until it is ready.
	 * @param spec the producer
	 */
	public void start(ProducerSpec spec) {
		this.deeds.perform(Verb.START.of(spec.name()), () -> launch(spec));
		this.services.called(spec.name()).awaitReady();
	}

	/**
	 * Stops a consumer in good order and starts it again.
	 * @param name the consumer
	 */
	public void restart(String name) {
		stop(name);
		start(Objects.requireNonNull(this.specs.get(name), () -> "No such consumer: " + name));
	}

	/**
	 * What can happen to the broker.
	 * @return the broker; where there are several, the first
	 */
	public BrokerProcess broker() {
		return this.broker;
	}

	/**
	 * What can happen to the network.
	 * @return the network
	 */
	public Network network() {
		return this.network;
	}

	/**
	 * Keeps what the services wrote beyond its end.
	 * @param folder where to
	 * @throws io.nowornever.testbed.TestbedException if they cannot be kept there
	 */
	public void keepJournals(Path folder) {
		this.journals.copyTo(folder);
	}

	/**
	 * Ends at once whatever is left.
	 */
	@Override
	public void close() {
		try {
			this.baselines.close();
		}
		finally {
			this.testbed.close();
		}
	}

	private void launch(ConsumerSpec spec) {
		this.specs.put(spec.name(), spec);
		Path journal = this.journals.begin(spec.name());
		Policy baseline = this.scenario.baseline();
		if (baseline != null) {
			this.baselines.start(baseline, spec, journal);
		}
		else {
			this.services.start(spec, journal);
		}
	}

	private void launch(ProducerSpec spec) {
		Path journal = this.journals.begin(spec.name());
		Policy baseline = this.scenario.baseline();
		if (baseline != null) {
			this.baselines.start(baseline, spec, journal);
		}
		else {
			this.services.start(spec, journal);
		}
	}

	private long longestWaitNanos() {
		return LONGEST_WAIT_BUDGETS * this.scenario.speed().real(Scenario.BUDGET).toNanos();
	}

}
