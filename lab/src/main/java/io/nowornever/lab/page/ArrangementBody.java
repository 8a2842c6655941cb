package io.nowornever.lab.page;

import java.util.Objects;

import io.nowornever.lab.control.Arrangement;
import org.jspecify.annotations.Nullable;

/**
 * Who is to be there from the beginning, and how their requests travel.
 *
 * @param producers how many ask; 2 if it is missing
 * @param slow how many consumers are slow; 1 if it is missing
 * @param fast how many consumers are fast; 1 if it is missing
 * @param rate requests a second of each producer; random gaps if it is missing
 * @param delivery as in {@link PolicyBody}
 * @param overload as in {@link PolicyBody}
 * @param balance as in {@link PolicyBody}
 */
record ArrangementBody(@Nullable Integer producers, @Nullable Integer slow, @Nullable Integer fast,
		@Nullable Double rate, @Nullable String delivery, @Nullable String overload, @Nullable String balance) {

	Arrangement arrangement() {
		return Arrangement.original(Objects.requireNonNullElse(this.producers, 2), this.rate,
				Objects.requireNonNullElse(this.slow, 1), Objects.requireNonNullElse(this.fast, 1),
				new PolicyBody(this.delivery, this.overload, this.balance).policy());
	}

}
