package io.nowornever.benchmark.soak;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.nowornever.testbed.service.Latencies;
import io.nowornever.testbed.service.ProducerFigures;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SoakFindingsTests {

	private final SoakFindings findings = new SoakFindings(List.of(reading(0, 0, 0, 50), reading(30, 60_000, 0, 90),
			reading(60, 120_000, 0, 100), reading(90, 180_000, 0, 130), reading(120, 240_000, 3, 110)));

	@Test
	void tellsWhatWasNotAnswered() {
		assertThat(this.findings.unanswered()).isEqualTo(Map.of("timed_out", 3L));
		assertThat(this.findings.summary()).startsWith("240,003 requests within 2.0 min: 3 timed_out;");
	}

	@Test
	void saysSoWhereEverythingWasAnswered() {
		SoakFindings good = new SoakFindings(List.of(reading(0, 0, 0, 50), reading(30, 60_000, 0, 90)));
		assertThat(good.unanswered()).isEmpty();
		assertThat(good.summary()).contains("every one that ended was answered", "about p50 20 ms");
	}

	@Test
	void comparesMemoryWithThatAfterAMinute() {
		assertThat(this.findings.memory()).contains("after 60 s")
			.containsPattern("producer +\\| +100 \\| +110 \\| +130 \\| +1\\.10");
	}

	@Test
	void memoryThatIsNotToldIsADash() {
		SoakFindings unknown = new SoakFindings(
				List.of(reading(0, 0, 0, Double.NaN), reading(30, 60_000, 0, Double.NaN)));
		assertThat(unknown.memory()).containsPattern("producer +\\| +- ");
		assertThat(unknown.memoryChart().svg()).contains("producer");
	}

	@Test
	void drawsBoth() {
		assertThat(this.findings.memoryChart().svg()).contains("resident MiB", "producer");
		assertThat(this.findings.latencyChart().svg()).contains("milliseconds", "p99", "p50");
	}

	@Test
	void needsTwoReadings() {
		assertThatIllegalArgumentException().isThrownBy(() -> new SoakFindings(List.of(reading(0, 0, 0, 50))));
	}

	/**
	 * Half of the answers took up to 20 ms, the others up to 30 ms.
	 */
	private static Reading reading(double seconds, long answered, long timedOut, double resident) {
		Latencies latencies = new Latencies(new TreeMap<>(
				Map.of(0.01, 0L, 0.02, answered / 2, 0.03, answered, Double.POSITIVE_INFINITY, answered)));
		return new Reading(
				seconds, new ProducerFigures(answered + timedOut, 0,
						Map.of("answered", answered, "timed_out", timedOut), 0, 0, latencies),
				Map.of("producer", resident));
	}

}
