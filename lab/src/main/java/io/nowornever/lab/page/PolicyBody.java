package io.nowornever.lab.page;

import java.util.Objects;

import io.nowornever.lab.control.Policy;
import io.nowornever.lab.scene.OverloadPolicy;
import org.jspecify.annotations.Nullable;

/**
 * How requests travel.
 *
 * @param delivery core or durable; core if it is missing
 * @param overload none, skip, pending-limit or gate; gate if it is missing
 * @param balance least-wait or group; least-wait if it is missing
 */
record PolicyBody(@Nullable String delivery, @Nullable String overload, @Nullable String balance) {

	Policy policy() {
		return new Policy(
				Words.constant(Policy.Delivery.class, "delivery", Objects.requireNonNullElse(this.delivery, "core")),
				Words.constant(OverloadPolicy.class, "overload", Objects.requireNonNullElse(this.overload, "gate")),
				Words.constant(Policy.Balance.class, "balance",
						Objects.requireNonNullElse(this.balance, "least-wait")));
	}

}
