package io.nowornever.common.logging;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LogLimitTests {

	private final AtomicLong now = new AtomicLong();

	private final LogLimit limit = new LogLimit(this.now::get, 2);

	@Test
	void letsAFewLinesASecondThroughAndCountsTheOthers() {
		assertThat(this.limit.tryLine()).isZero();
		assertThat(this.limit.tryLine()).isZero();
		assertThat(this.limit.tryLine()).isEqualTo(LogLimit.SUPPRESSED);
		assertThat(this.limit.tryLine()).isEqualTo(LogLimit.SUPPRESSED);
		this.now.addAndGet(TimeUnit.SECONDS.toNanos(1));
		assertThat(this.limit.tryLine()).isEqualTo(2);
		assertThat(this.limit.tryLine()).isZero();
	}

	@Test
	void saysHowManyThereWere() {
		assertThat(LogLimit.more(0)).isEmpty();
		assertThat(LogLimit.more(7)).isEqualTo(" (and 7 more like it since the last line)");
	}

}
