package io.nowornever.testbed.service;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

class LatenciesTests {

	private final Latencies latencies = Latencies.of(Map.of("0.1", 0.0, "0.2", 10.0, "0.4", 20.0, "+Inf", 20.0));

	@Test
	void aQuantileLiesWithinItsBucket() {
		assertThat(this.latencies.quantile(0.25).orElseThrow()).isCloseTo(0.15, offset(1e-9));
		assertThat(this.latencies.quantile(0.5).orElseThrow()).isCloseTo(0.2, offset(1e-9));
		assertThat(this.latencies.quantile(0.75).orElseThrow()).isCloseTo(0.3, offset(1e-9));
	}

	@Test
	void aQuantileBeyondTheLastLimitIsThatLimit() {
		Latencies beyond = Latencies.of(Map.of("0.1", 1.0, "+Inf", 10.0));
		assertThat(beyond.quantile(0.95)).hasValue(0.1);
	}

	@Test
	void withoutAnyLatencyThereIsNoQuantile() {
		assertThat(Latencies.NONE.quantile(0.5)).isEmpty();
		assertThat(Latencies.of(Map.of("0.1", 0.0, "+Inf", 0.0)).quantile(0.5)).isEmpty();
	}

	@Test
	void histogramsAddUp() {
		Latencies sum = this.latencies.plus(Latencies.NONE).plus(this.latencies);
		assertThat(sum.cumulative()).containsEntry(0.2, 20L).containsEntry(Double.POSITIVE_INFINITY, 40L);
	}

	@Test
	void ofALaterReadingItKeepsWhatWasAdded() {
		Latencies added = this.latencies.plus(this.latencies).minus(this.latencies);
		assertThat(added).isEqualTo(this.latencies);
		assertThat(this.latencies.minus(Latencies.NONE)).isEqualTo(this.latencies);
	}

}
