package io.nowornever.lab.baseline;

import io.nowornever.lab.baseline.ProbePool.Probe;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProbePoolTests {

	private static final long LONGEST_AGE = 1000;

	private final ProbePool pool = new ProbePool(LONGEST_AGE);

	@Test
	void oneProbeIsNoChoice() {
		this.pool.add(new Probe("fast", 0, 1, 0));
		assertThat(this.pool.choose(0)).isNull();
	}

	@Test
	void ofThoseThatAreNotHotTheQuickestIsChosen() {
		this.pool.add(new Probe("slow", 0, 20, 0));
		this.pool.add(new Probe("fast", 1, 2, 0));
		assertThat(this.pool.choose(0)).isEqualTo("fast");
	}

	@Test
	void whoHasMoreThanMostProbesOfLateIsHotHoweverQuickItIs() {
		for (int i = 0; i < 20; i++) {
			this.pool.add(new Probe("slow", 2, 20, 0));
		}
		this.pool.add(new Probe("fast", 3, 2, 0));
		assertThat(this.pool.choose(0)).isEqualTo("slow");
	}

	@Test
	void ifAllAreHotTheOneWithLeastIsChosen() {
		for (int i = 0; i < 20; i++) {
			this.pool.add(new Probe("slow", 2, 20, 0));
		}
		this.pool.add(new Probe("slow", 9, 20, 0));
		this.pool.add(new Probe("fast", 8, 30, 0));
		assertThat(this.pool.choose(0)).isEqualTo("fast");
	}

	@Test
	void whoIsChosenCountsAsHavingOneMore() {
		this.pool.add(new Probe("slow", 2, 20, 0));
		this.pool.add(new Probe("fast", 2, 2, 0));
		assertThat(this.pool.choose(0)).isEqualTo("fast");
		assertThat(this.pool.choose(0)).isEqualTo("slow");
	}

	@Test
	void anOldProbeDoesNotCountAndANewOneTakesItsPlace() {
		this.pool.add(new Probe("slow", 0, 20, LONGEST_AGE));
		this.pool.add(new Probe("fast", 0, 2, 0));
		assertThat(this.pool.choose(LONGEST_AGE + 1)).isNull();
		this.pool.add(new Probe("fast", 0, 40, LONGEST_AGE + 1));
		assertThat(this.pool.choose(LONGEST_AGE + 1)).isEqualTo("slow");
	}

	@Test
	void aLatencyIsEstimatedFromThoseThatFoundAboutAsMany() {
		RecentLatencies latencies = new RecentLatencies();
		assertThat(latencies.estimate(0)).isZero();
		for (int i = 0; i < 20; i++) {
			latencies.add(0, 10);
			latencies.add(4, 50);
		}
		assertThat(latencies.estimate(1)).isEqualTo(10);
		assertThat(latencies.estimate(3)).isEqualTo(50);
	}

}
