package io.nowornever.consumer.intake;

import java.util.function.BooleanSupplier;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Tells whether this consumer is where it should be: in its queue group, or out of it
 * because it holds enough work and somebody looks when it can come back. One that is out
 * for no reason looks well from outside and does nothing.
 *
 * @param linked whether a connection stands
 * @param member whether it is in its group
 * @param full whether it holds enough work
 * @param kept whether somebody looks when it can come back
 */
record GroupHealth(BooleanSupplier linked, BooleanSupplier member, BooleanSupplier full,
		BooleanSupplier kept) implements HealthIndicator {

	@Override
	public Health health() {
		if (this.member.getAsBoolean()) {
			return Health.up().withDetail("group", "member").build();
		}
		if (!this.linked.getAsBoolean()) {
			return Health.down().withDetail("group", "out: no connection").build();
		}
		if (this.full.getAsBoolean() && this.kept.getAsBoolean()) {
			return Health.up().withDetail("group", "out: holds enough work").build();
		}
		return Health.down().withDetail("group", "out for no reason").build();
	}

}
