package io.nowornever.lab.kubernetes;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many consumers there shall be, as a manifest of the chart says it.
 *
 * @param query what it asks Prometheus
 * @param target busy workers for each consumer
 * @param least fewest consumers
 * @param most most consumers
 * @param windowSeconds over which arrivals are counted
 * @param drainSeconds within which waiting work shall be done
 * @param workers tasks at once of each consumer
 * @param behavior how fast the number may change, as Kubernetes has it
 */
record ScalingRule(String query, double target, int least, int most, int windowSeconds, double drainSeconds,
		int workers, JsonNode behavior) {

	/** Arrivals times the mean task, and waiting work; both in busy workers. */
	private static final Pattern NEEDED = Pattern.compile("""
			sum\\(rate\\(task_requests_started_total\\{namespace="answers"}\\[(\\d+)s]\\)\\)
			  \\* sum\\(rate\\(task_work_seconds_sum\\{namespace="answers"}\\[5m]\\)\\) / \
			clamp_min\\(sum\\(rate\\(task_work_seconds_count\\{namespace="answers"}\\[5m]\\)\\), 0.000001\\)
			  \\+ sum\\(task_backlog_seconds\\{namespace="answers"}\\) \\* (\\d+) / (\\d+)""");

	/**
	 * The rule that KEDA is given.
	 */
	static ScalingRule ofKeda() throws IOException {
		JsonNode spec = Chart.manifest("durable-keda", "ScaledObject", "now-consumer").path("spec");
		JsonNode trigger = spec.path("triggers").path(0);
		assertThat(trigger.path("metricType").asString()).isEqualTo("AverageValue");
		JsonNode metadata = trigger.path("metadata");
		return of(metadata.path("query").asString(), Double.parseDouble(metadata.path("threshold").asString()),
				spec.path("minReplicaCount").asInt(), spec.path("maxReplicaCount").asInt(),
				spec.path("advanced").path("horizontalPodAutoscalerConfig").path("behavior"));
	}

	/**
	 * The rule that Kubernetes is given; its figure comes from an adapter, which asks
	 * Prometheus.
	 */
	static ScalingRule ofKubernetes() throws IOException {
		JsonNode scaler = Chart.manifest("hpa", "HorizontalPodAutoscaler", "now-consumer");
		JsonNode spec = scaler.path("spec");
		JsonNode external = spec.path("metrics").path(0).path("external");
		assertThat(external.path("target").path("type").asString()).isEqualTo("AverageValue");
		String milli = external.path("target").path("averageValue").asString();
		assertThat(milli).endsWith("m");
		return of(scaler.at("/metadata/annotations/now-or-never.io~1query").asString(),
				Integer.parseInt(milli.replace("m", "")) / 1000.0, spec.path("minReplicas").asInt(),
				spec.path("maxReplicas").asInt(), spec.path("behavior"));
	}

	private static ScalingRule of(String query, double target, int least, int most, JsonNode behavior) {
		Matcher matcher = NEEDED.matcher(query);
		assertThat(matcher.matches()).as(query).isTrue();
		return new ScalingRule(query, target, least, most, Integer.parseInt(matcher.group(1)),
				Double.parseDouble(matcher.group(3)), Integer.parseInt(matcher.group(2)), behavior);
	}

	ScalingRule withTarget(double other) {
		return new ScalingRule(this.query, other, this.least, this.most, this.windowSeconds, this.drainSeconds,
				this.workers, this.behavior);
	}

	/**
	 * Without bounds, so that only the rule decides.
	 */
	ScalingRule unbounded() {
		return new ScalingRule(this.query, this.target, 1, Integer.MAX_VALUE, this.windowSeconds, this.drainSeconds,
				this.workers, this.behavior);
	}

}
