package io.nowornever.common.logging;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReminderTests {

	@Test
	void itIsSaidAtOnceAndThenTwiceAMinute() {
		Reminder reminder = new Reminder();
		long begin = -TimeUnit.SECONDS.toNanos(5);
		assertThat(reminder.isDue(begin)).isTrue();
		assertThat(reminder.isDue(begin + TimeUnit.SECONDS.toNanos(30))).isFalse();
		assertThat(reminder.isDue(begin + TimeUnit.SECONDS.toNanos(31))).isTrue();
		assertThat(reminder.isDue(begin + TimeUnit.SECONDS.toNanos(32))).isFalse();
	}

}
