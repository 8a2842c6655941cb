package io.nowornever.lab.experiment.fault;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.nowornever.lab.experiment.Experiment;
import io.nowornever.lab.scene.ConsumerSpec;
import io.nowornever.lab.scene.ProducerSpec;
import io.nowornever.lab.scene.Speed;

/**
 * The experiments in which something breaks, and what they have in common.
 */
public final class FaultExperiments {

	static final List<ProducerSpec> TWO_PRODUCERS = ProducerSpec.originals(2);

	/**
	 * Two for which the queue group chooses who answers.
	 */
	static final List<ProducerSpec> TWO_OF_GROUP = TWO_PRODUCERS.stream().map(ProducerSpec::withoutBalancing).toList();

	static final List<ConsumerSpec> TWO_FAST = List.of(ConsumerSpec.fast("fast-1"), ConsumerSpec.fast("fast-2"));

	/**
	 * How long all is well before something breaks, and how long it stays broken.
	 */
	static final Duration BEFORE = Duration.ofSeconds(25);

	/**
	 * How long it goes on after that.
	 */
	static final Duration AFTER = Duration.ofSeconds(35);

	/**
	 * Within this, whoever lost the broker has found it again.
	 */
	static final Duration RECOVERY = Duration.ofSeconds(15);

	private FaultExperiments() {
	}

	/**
	 * All of them, in the order in which they are best read.
	 * @param speed how fast they run
	 * @param kills how often something is killed where that happens again and again
	 * @return the experiments
	 */
	public static Stream<Experiment> all(Speed speed, int kills) {
		return Stream.concat(once(speed), new DurableFaults(speed, kills).all());
	}

	/**
	 * Those in which each fault happens once or a few times.
	 */
	static Stream<Experiment> once(Speed speed) {
		ServiceFaults services = new ServiceFaults(speed);
		BrokerFaults broker = new BrokerFaults(speed);
		CutFaults cuts = new CutFaults(speed);
		NetworkFaults network = new NetworkFaults(speed);
		RegionFaults regions = new RegionFaults(speed);
		return Stream.of(services.killConsumer(), services.killProducer(), broker.killBroker(), broker.restartBroker(),
				services.pauseConsumer(), new BalancedFaults(speed).pauseChosen(), broker.pauseBroker(),
				services.rollingRestart(), services.clockSkew(), cuts.cutConsumer(), cuts.cutProducer(),
				network.slowLink(), network.resetLink(), network.splitCluster(), regions.twoRegions(),
				regions.cutRegions(), regions.killRegion());
	}

}
