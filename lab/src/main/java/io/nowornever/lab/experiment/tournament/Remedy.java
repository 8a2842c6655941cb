package io.nowornever.lab.experiment.tournament;

import java.util.List;

import io.nowornever.lab.baseline.Policy;
import io.nowornever.lab.scene.ConsumerSpec;
import io.nowornever.lab.scene.Delivery;
import io.nowornever.lab.scene.OverloadPolicy;
import io.nowornever.lab.scene.ProducerSpec;
import org.jspecify.annotations.Nullable;

/**
 * What all who take part do together so that overload does not spoil everything.
 */
public enum Remedy {

	/**
	 * Nothing: the original.
	 */
	NONE("none", OverloadPolicy.NONE, Delivery.CORE),

	/**
	 * Consumers skip what nobody waits for any more.
	 */
	SKIP("skip", OverloadPolicy.SKIP, Delivery.CORE),

	/**
	 * A consumer's client library drops what comes beyond one request.
	 */
	PENDING_LIMIT("pending-limit", OverloadPolicy.PENDING_LIMIT, Delivery.CORE),

	/**
	 * Consumers refuse what would be too late, and leave their queue group while they
	 * have enough.
	 */
	GATE("gate", OverloadPolicy.GATE, Delivery.CORE),

	/**
	 * Beside that, producers choose who answers, by what consumers tell of their load.
	 */
	BALANCED("balanced", OverloadPolicy.GATE, Delivery.CORE),

	/**
	 * Consumers pull from a stream that holds no more than can be done soon, and refuse
	 * what would be too late.
	 */
	DURABLE("durable", OverloadPolicy.GATE, Delivery.DURABLE),

	/**
	 * Consumers pull from a stream that holds whatever comes, and refuse nothing.
	 */
	PULL("pull", OverloadPolicy.SKIP, Delivery.DURABLE_UNBOUNDED),

	/**
	 * The same, and only the stream's age limit removes what is stale.
	 */
	DROP_AT_BROKER("drop-at-broker", OverloadPolicy.NONE, Delivery.DURABLE_UNBOUNDED),

	/**
	 * Producers have no more requests in flight than there are workers. What comes while
	 * so many are is not kept for later but rejected: that is the setting there is.
	 */
	HOLD_BACK("hold-back", OverloadPolicy.SKIP, Delivery.CORE),

	/**
	 * Instead of the services: {@link Policy#AIMD}.
	 */
	AIMD("aimd", Policy.AIMD),

	/**
	 * Instead of the services: {@link Policy#GRADIENT}.
	 */
	GRADIENT("gradient", Policy.GRADIENT),

	/**
	 * Instead of the services: {@link Policy#CODEL}.
	 */
	CODEL("codel", Policy.CODEL),

	/**
	 * Instead of the services: {@link Policy#PREQUAL}.
	 */
	PREQUAL("prequal", Policy.PREQUAL);

	private final String label;

	private final OverloadPolicy policy;

	private final Delivery delivery;

	private final @Nullable Policy baseline;

	Remedy(String label, OverloadPolicy policy, Delivery delivery) {
		this(label, policy, delivery, null);
	}

	Remedy(String label, Policy baseline) {
		this(label, OverloadPolicy.SKIP, Delivery.CORE, baseline);
	}

	Remedy(String label, OverloadPolicy policy, Delivery delivery, @Nullable Policy baseline) {
		this.label = label;
		this.policy = policy;
		this.delivery = delivery;
		this.baseline = baseline;
	}

	/**
	 * The policy of the literature that takes the place of the services, or {@code null}.
	 */
	@Nullable Policy baseline() {
		return this.baseline;
	}

	/**
	 * Whether a policy of the literature takes the place of the services.
	 * @return {@code false} where the services take part
	 */
	public boolean isBaseline() {
		return this.baseline != null;
	}

	/**
	 * How requests travel.
	 * @return the delivery
	 */
	public Delivery delivery() {
		return this.delivery;
	}

	List<ConsumerSpec> applyTo(List<ConsumerSpec> consumers) {
		return consumers.stream().map((spec) -> spec.with(this.policy)).toList();
	}

	ProducerSpec applyTo(ProducerSpec producer, List<ConsumerSpec> consumers) {
		if (this == BALANCED) {
			return producer;
		}
		ProducerSpec grouped = producer.withoutBalancing();
		return (this == HOLD_BACK) ? grouped.withWindow(consumers.stream().mapToInt(ConsumerSpec::workers).sum())
				: grouped;
	}

	/**
	 * What it is called.
	 * @return for example {@code hold-back}
	 */
	@Override
	public String toString() {
		return this.label;
	}

}
