package io.nowornever.lab.control;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.nowornever.lab.scene.OverloadPolicy;

/**
 * How requests travel, and what is done about more than can be worked on.
 *
 * @param delivery whether a stream keeps requests
 * @param overload what consumers do about more than they can work on
 * @param balance who decides which consumer gets a request
 */
public record Policy(Delivery delivery, OverloadPolicy overload, Balance balance) {

	/**
	 * How requests travel.
	 */
	public enum Delivery {

		CORE, DURABLE

	}

	/**
	 * Who decides which consumer gets a request.
	 */
	public enum Balance {

		/**
		 * The producer, by what consumers tell of their load.
		 */
		LEAST_WAIT("least-wait"),

		/**
		 * The queue group, at random.
		 */
		GROUP("group");

		private final String label;

		Balance(String label) {
			this.label = label;
		}

		/**
		 * What it is called.
		 * @return for example {@code least-wait}
		 */
		@Override
		public String toString() {
			return this.label;
		}

	}

	private static final Duration TARGET_WAIT = Duration.ofSeconds(1);

	/**
	 * What the services do unless they are told otherwise.
	 */
	public static final Policy USUAL = new Policy(Delivery.CORE, OverloadPolicy.GATE, Balance.LEAST_WAIT);

	/**
	 * Requires that the parts go together.
	 */
	public Policy {
		if (delivery == Delivery.DURABLE && overload == OverloadPolicy.PENDING_LIMIT) {
			throw new NotAllowedException(
					"overload pending-limit is not allowed with durable delivery: none, skip or" + " gate");
		}
	}

	List<String> ofProducers(Duration timeout) {
		List<String> settings = new ArrayList<>(
				List.of("--producer.timeout=" + millis(timeout), "--producer.balance=" + this.balance));
		settings.addAll(delivery(timeout));
		return settings;
	}

	List<String> ofConsumers(Duration timeout) {
		List<String> settings = new ArrayList<>(List.of("--consumer.max-age=" + millis(timeout)));
		settings.addAll(this.overload.settings());
		settings.addAll(delivery(timeout));
		return settings;
	}

	private List<String> delivery(Duration timeout) {
		if (this.delivery == Delivery.CORE) {
			return List.of();
		}
		Duration target = (timeout.compareTo(TARGET_WAIT) < 0) ? timeout : TARGET_WAIT;
		return List.of("--delivery=durable", "--durable.max-age=" + millis(timeout),
				"--durable.target-wait=" + millis(target));
	}

	static String millis(Duration duration) {
		return duration.toMillis() + "ms";
	}

}
