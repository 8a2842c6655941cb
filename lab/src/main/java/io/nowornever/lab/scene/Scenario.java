package io.nowornever.lab.scene;

import java.time.Duration;
import java.util.List;

import io.nowornever.lab.baseline.Policy;
import org.jspecify.annotations.Nullable;

/**
 * One set-up of an experiment and what happens in it.
 *
 * @param name tells it from the experiment's other scenarios
 * @param speed how much faster than the original it runs
 * @param consumers who answers from the beginning
 * @param producers who asks
 * @param settling how long after the beginning its figures begin, for what takes its time
 * to become steady, in real time; if that is zero, all requests count, otherwise only
 * those of the steady time, which ends one budget before the end: what is asked later
 * finds a line that nobody lengthens any more
 * @param dense whether services have thousands of requests a second
 * @param delivery how requests travel
 * @param topology what lies between the services
 * @param steps what happens while producers ask; after the last one the scenario ends
 * @param baseline the policy that takes the place of the services, or {@code null} for
 * the services
 * @param secured whether broker and services are secured as in the Compose stack
 */
public record Scenario(String name, Speed speed, List<ConsumerSpec> consumers, List<ProducerSpec> producers,
		Duration settling, boolean dense, Delivery delivery, Topology topology, Steps steps, @Nullable Policy baseline,
		boolean secured) {

	/**
	 * The time that each request has, in the original's time.
	 */
	public static final Duration BUDGET = Duration.ofSeconds(5);

	/**
	 * What happens in a scenario.
	 */
	@FunctionalInterface
	public interface Steps {

		/**
		 * Makes it happen.
		 * @param runner starts the processes and breaks them
		 */
		void run(ScenarioRunner runner);

	}

	/**
	 * Makes the lists unmodifiable.
	 */
	public Scenario {
		consumers = List.copyOf(consumers);
		producers = List.copyOf(producers);
	}

	/**
	 * A scenario of the services at one broker.
	 * @param name tells it from the experiment's other scenarios
	 * @param speed how much faster than the original it runs
	 * @param consumers who answers from the beginning
	 * @param producers who asks
	 * @param settling how long after the beginning its figures begin, in real time
	 * @param dense whether services have thousands of requests a second
	 * @param delivery how requests travel
	 * @param steps what happens while producers ask
	 */
	public Scenario(String name, Speed speed, List<ConsumerSpec> consumers, List<ProducerSpec> producers,
			Duration settling, boolean dense, Delivery delivery, Steps steps) {
		this(name, speed, consumers, producers, settling, dense, delivery, Topology.DIRECT, steps, null, false);
	}

	/**
	 * A scenario whose figures begin with its first request.
	 * @param name tells it from the experiment's other scenarios
	 * @param speed how much faster than the original it runs
	 * @param consumers who answers from the beginning
	 * @param producers who asks
	 * @param steps what happens while producers ask
	 * @return a scenario of the services, at one broker and by core NATS
	 */
	public static Scenario of(String name, Speed speed, List<ConsumerSpec> consumers, List<ProducerSpec> producers,
			Steps steps) {
		return new Scenario(name, speed, consumers, producers, Duration.ZERO, false, Delivery.CORE, steps);
	}

	/**
	 * The same with another delivery.
	 * @param another how requests travel
	 * @return a scenario that is like this one but for that
	 */
	public Scenario with(Delivery another) {
		return new Scenario(this.name, this.speed, this.consumers, this.producers, this.settling, this.dense, another,
				this.topology, this.steps, this.baseline, this.secured);
	}

	/**
	 * The same in another topology.
	 * @param another what lies between the services
	 * @return a scenario that is like this one but for that
	 */
	public Scenario in(Topology another) {
		return new Scenario(this.name, this.speed, this.consumers, this.producers, this.settling, this.dense,
				this.delivery, another, this.steps, this.baseline, this.secured);
	}

	/**
	 * The same with a policy of the literature in the place of the services.
	 * @param policy the policy, or {@code null} for the services
	 * @return a scenario that is like this one but for that
	 */
	public Scenario playedBy(@Nullable Policy policy) {
		return new Scenario(this.name, this.speed, this.consumers, this.producers, this.settling, this.dense,
				this.delivery, this.topology, this.steps, policy, this.secured);
	}

	/**
	 * The same with others who ask.
	 * @param others who asks
	 * @return a scenario that is like this one but for that
	 */
	public Scenario askedBy(List<ProducerSpec> others) {
		return new Scenario(this.name, this.speed, this.consumers, others, this.settling, this.dense, this.delivery,
				this.topology, this.steps, this.baseline, this.secured);
	}

	/**
	 * The same with broker and services that are secured as in the Compose stack: TLS,
	 * and users who may do what they have to and no more.
	 * @return a scenario that is like this one but for that
	 */
	public Scenario safely() {
		return new Scenario(this.name, this.speed, this.consumers, this.producers, this.settling, this.dense,
				this.delivery, this.topology, this.steps, this.baseline, true);
	}

	/**
	 * Why it cannot be secured, if it cannot.
	 * @return the reason, or {@code null}
	 */
	public @Nullable String whyNotSecured() {
		if (this.baseline != null) {
			return "others take the place of the services";
		}
		return this.topology.brokers().isEmpty() ? null : "brokers are joined, and have no users";
	}

	/**
	 * Whether its figures are measured, and not only what happens in it is looked at.
	 */
	boolean isMeasured() {
		return !this.settling.isZero();
	}

	/**
	 * How many tasks a second all consumers together can do.
	 * @param consumers who answers
	 * @return tasks a second, in the original's time
	 */
	public static double capacity(List<ConsumerSpec> consumers) {
		return consumers.stream().mapToDouble(ConsumerSpec::capacity).sum();
	}

}
