package io.nowornever.testbed.service;

import java.util.Map;

import io.nowornever.testbed.TestbedException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MetricsTests {

	private static final String TEXT = """
			# HELP task_handled_total Requests that came here
			# TYPE task_handled_total counter
			task_handled_total{outcome="answered"} 12.0
			task_handled_total{outcome="stale"} 3.0

			task_backlog 4
			nats_connection_rtt_seconds NaN
			task_request_seconds_bucket{outcome="answered",le="0.5"} 7
			task_request_seconds_bucket{outcome="answered",le="+Inf"} 9
			task_request_seconds_bucket{outcome="timed_out",le="+Inf"} 2
			jvm_info{vendor="A \\"B\\", C",path="a\\\\b",at="x}y"} 1.5E2 1700000000000
			""";

	private final Metrics metrics = Metrics.parse(TEXT);

	@Test
	void aMetricWithoutLabelsHasItsValue() {
		assertThat(this.metrics.value("task_backlog")).isEqualTo(4);
	}

	@Test
	void whetherThereIsAMetricCanBeAsked() {
		assertThat(this.metrics.has("task_backlog")).isTrue();
		assertThat(this.metrics.has("task_back")).isFalse();
	}

	@Test
	void aMetricWithLabelsHasTheSumOfThem() {
		assertThat(this.metrics.value("task_handled_total")).isEqualTo(15);
	}

	@Test
	void aMetricCanBeReadByALabel() {
		assertThat(this.metrics.valuesBy("task_handled_total", "outcome"))
			.isEqualTo(Map.of("answered", 12.0, "stale", 3.0));
	}

	@Test
	void aMetricCanBeReadByALabelWhereAnotherHasAValue() {
		assertThat(this.metrics.valuesBy("task_request_seconds_bucket", "le", "outcome", "answered"))
			.isEqualTo(Map.of("0.5", 7.0, "+Inf", 9.0));
	}

	@Test
	void escapesBracesAndTimeStampsAreUnderstood() {
		assertThat(this.metrics.value("jvm_info")).isEqualTo(150);
		assertThat(this.metrics.valuesBy("jvm_info", "vendor")).containsOnlyKeys("A \"B\", C");
		assertThat(this.metrics.valuesBy("jvm_info", "path")).containsOnlyKeys("a\\b");
		assertThat(this.metrics.valuesBy("jvm_info", "at")).containsOnlyKeys("x}y");
	}

	@Test
	void whatIsNoNumberYetIsReadAsSuch() {
		assertThat(this.metrics.value("nats_connection_rtt_seconds")).isNaN();
	}

	@Test
	void aMissingMetricIsNamed() {
		assertThatExceptionOfType(TestbedException.class).isThrownBy(() -> this.metrics.value("task_gone"))
			.withMessageContaining("task_gone");
	}

	@Test
	void aLineThatIsNoMetricIsShown() {
		assertThatExceptionOfType(TestbedException.class).isThrownBy(() -> Metrics.parse("<html>"))
			.withMessageContaining("<html>");
	}

}
