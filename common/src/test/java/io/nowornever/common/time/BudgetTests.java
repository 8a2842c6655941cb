package io.nowornever.common.time;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BudgetTests {

	private final AtomicLong now = new AtomicLong(7);

	@Test
	void whatIsLeftShrinksWithTimeAndIsNegativeWhenItIsOver() {
		Budget budget = new Budget(100, this.now::get);
		assertThat(budget.remainingNanos()).isEqualTo(93);
		this.now.set(101);
		assertThat(budget.remainingNanos()).isEqualTo(-1);
	}

	@Test
	void whoWorksWithinNoneHasAllTheTime() {
		assertThat(Budget.current()).isNull();
		assertThat(Budget.currentNanos()).isEqualTo(Budget.UNLIMITED);
	}

	@Test
	void whoWorksWithinOneHasWhatIsLeftOfItWhateverItDoes() throws Exception {
		Budget budget = new Budget(100, this.now::get);
		assertThat(budget.<Long>within(() -> {
			this.now.set(60);
			assertThat(Budget.current()).isEqualTo(budget);
			return Budget.currentNanos();
		})).isEqualTo(40);
		assertThat(Budget.current()).isNull();
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> budget.within(() -> {
			throw new IOException("thrown within");
		}));
		assertThat(Budget.current()).isNull();
	}

	@Test
	void anInnerOneCountsUntilItIsLeft() throws Exception {
		Budget outer = new Budget(100, this.now::get);
		Budget inner = new Budget(50, this.now::get);
		outer.within(() -> {
			inner.within(() -> assertThat(Budget.current()).isEqualTo(inner));
			return assertThat(Budget.current()).isEqualTo(outer);
		});
	}

	/**
	 * Random budgets one within the other, while time passes at random, each by a clock
	 * that counts from a moment of its own.
	 */
	@RepeatedTest(200)
	void anInnerOneNeverOutlivesAnOuterOne(RepetitionInfo repetition) throws Exception {
		nest(new Random(repetition.getCurrentRepetition()), 1 + repetition.getCurrentRepetition() % 8,
				Budget.UNLIMITED);
		assertThat(Budget.current()).isNull();
	}

	private void nest(Random random, int depth, long outerEndNanos) throws Exception {
		long origin = random.nextLong(1_000);
		long end = this.now.get() - 20 + random.nextLong(200);
		Budget budget = new Budget(end + origin, () -> this.now.get() + origin);
		long soonest = Math.min(end, outerEndNanos);
		budget.within(() -> {
			this.now.addAndGet(random.nextLong(20));
			assertThat(Budget.currentNanos()).isEqualTo(soonest - this.now.get());
			for (int i = random.nextInt(3); i > 0 && depth > 1; i--) {
				nest(random, depth - 1, soonest);
				assertThat(Budget.currentNanos()).as("restored").isEqualTo(soonest - this.now.get());
			}
			return budget;
		});
	}

	@Test
	void anotherThreadIsNotWithinIt() throws Exception {
		FutureTask<@Nullable Budget> elsewhere = new FutureTask<>(Budget::current);
		new Budget(100, this.now::get).within(() -> Thread.ofVirtual().start(elsewhere));
		assertThat(elsewhere.get()).isNull();
	}

}
