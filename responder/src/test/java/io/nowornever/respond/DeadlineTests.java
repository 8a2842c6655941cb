package io.nowornever.respond;

import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;

import io.nowornever.common.time.Budget;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DeadlineTests {

	private final AtomicLong now = new AtomicLong();

	private final Budget budget = new Budget(100, this.now::get);

	@Test
	void whatIsLeftShrinksWithTimeAndIsNeverLessThanNothing() {
		Deadline deadline = Deadline.of(this.budget);
		assertThat(deadline.remaining()).isEqualTo(Duration.ofNanos(100));
		assertThat(deadline.isOver()).isFalse();
		this.now.set(99);
		assertThat(deadline.remaining()).isEqualTo(Duration.ofNanos(1));
		assertThat(deadline.isOver()).isFalse();
		this.now.set(100);
		assertThat(deadline.remaining()).isZero();
		assertThat(deadline.isOver()).isTrue();
		this.now.set(1_000);
		assertThat(deadline.remaining()).isZero();
		assertThat(deadline.isOver()).isTrue();
	}

	@Test
	void whereNothingIsServedThereIsNone() {
		assertThat(Deadline.current()).isSameAs(Deadline.none());
		assertThat(Deadline.none().isNone()).isTrue();
		assertThat(Deadline.none().isOver()).isFalse();
		assertThat(Deadline.of(this.budget).isNone()).isFalse();
	}

	@Test
	void whatIsLeftWhereThereIsNoneIsLongAndFitsEveryTimeOut() {
		assertThat(Deadline.none().remaining()).isGreaterThan(Duration.ofDays(100 * 365));
		assertThat(Deadline.none().remaining().toNanos()).isPositive();
	}

	@Test
	void itIsCurrentWithinItsBudgetAndNeitherAfterwardsNorElsewhere() throws Exception {
		FutureTask<Deadline> elsewhere = new FutureTask<>(Deadline::current);
		this.budget.within(() -> {
			this.now.set(40);
			assertThat(Deadline.current().remaining()).isEqualTo(Duration.ofNanos(60));
			Thread.ofVirtual().start(elsewhere);
			return elsewhere.get();
		});
		assertThat(elsewhere.get().isNone()).isTrue();
		assertThat(Deadline.current().isNone()).isTrue();
	}

	@Test
	void itIsNotCurrentAnyMoreWhateverWasThrown() {
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.budget.within(() -> {
			throw new IllegalStateException("thrown within");
		}));
		assertThat(Deadline.current().isNone()).isTrue();
	}

	@Test
	void itTellsHowMuchIsLeft() {
		assertThat(Deadline.of(this.budget)).hasToString("Deadline[in PT0.0000001S]");
		assertThat(Deadline.none()).hasToString("Deadline[none]");
	}

}
