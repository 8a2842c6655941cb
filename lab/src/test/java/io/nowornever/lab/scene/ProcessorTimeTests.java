package io.nowornever.lab.scene;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

class ProcessorTimeTests {

	private static final ProcessorTime BEFORE = ProcessorTime
		.parse(List.of("cpu  100 0 50 800 10 0 10 30 0 0", "cpu0 50 0 25 400 5 0 5 15 0 0", "intr 1"));

	@Test
	void whatAHostGaveToOthersIsAShareOfAllTicks() {
		ProcessorTime after = ProcessorTime.parse(List.of("cpu  140 0 60 820 10 0 10 60 7 0"));
		assertThat(after.stolenShareSince(BEFORE)).isEqualTo(0.3);
	}

	@Test
	void whatNobodyNeededIsAShareOfAllTicksWhetherADiskWasWaitedForOrNot() {
		ProcessorTime after = ProcessorTime.parse(List.of("cpu  140 0 60 810 20 0 10 60 7 0"));
		assertThat(after.idleShareSince(BEFORE)).isEqualTo(0.2);
	}

	@Test
	void noTimeHasPassed() {
		assertThat(BEFORE.stolenShareSince(BEFORE)).isZero();
		assertThat(BEFORE.idleShareSince(BEFORE)).isOne();
	}

	@Test
	void aSystemThatDoesNotTellStealsNothing() {
		ProcessorTime unknown = ProcessorTime.parse(List.of());
		assertThat(unknown.stolenShareSince(unknown)).isZero();
		assertThat(ProcessorTime.parse(List.of("cpu  1 2 3 4"))).isEqualTo(unknown);
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void linuxTells() {
		ProcessorTime now = ProcessorTime.now();
		assertThat(now.total()).isPositive();
		assertThat(now.stolen()).isBetween(0L, now.total());
	}

}
