package io.nowornever.lab.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

import tools.jackson.databind.JsonNode;

/**
 * Decides as Kubernetes' controller does for a metric with an average value
 * (pkg/controller/podautoscaler in its source): proportion, tolerance, stabilization,
 * then policies.
 */
final class Autoscaler {

	/** The default of the controller. */
	private static final double TOLERANCE = 0.1;

	private final ScalingRule rule;

	private final List<Recommendation> recommendations = new ArrayList<>();

	private final List<Change> changes = new ArrayList<>();

	Autoscaler(ScalingRule rule) {
		this.rule = rule;
	}

	/**
	 * What was decided so far.
	 * @return each change, in order
	 */
	List<Change> changes() {
		return this.changes;
	}

	/**
	 * Decides once.
	 * @param seconds the time
	 * @param replicas how many consumers there are, starting ones included
	 * @param total the metric
	 * @return how many there shall be
	 */
	int decide(double seconds, int replicas, double total) {
		double usage = total / (this.rule.target() * replicas);
		int wanted = (Math.abs(usage - 1) <= TOLERANCE) ? replicas : (int) Math.ceil(total / this.rule.target());
		int decided = limited(seconds, replicas, stabilized(seconds, replicas, wanted));
		decided = Math.clamp(decided, this.rule.least(), this.rule.most());
		if (decided != replicas) {
			this.changes.add(new Change(seconds, decided - replicas));
		}
		return decided;
	}

	private int stabilized(double seconds, int replicas, int wanted) {
		int upSeconds = window("scaleUp");
		int downSeconds = window("scaleDown");
		int up = wanted;
		int down = wanted;
		for (Recommendation each : this.recommendations) {
			up = (each.seconds() > seconds - upSeconds) ? Math.min(up, each.replicas()) : up;
			down = (each.seconds() > seconds - downSeconds) ? Math.max(down, each.replicas()) : down;
		}
		this.recommendations.add(new Recommendation(seconds, wanted));
		return (up > replicas) ? up : Math.min(down, replicas);
	}

	private int limited(double seconds, int replicas, int wanted) {
		if (wanted > replicas) {
			return Math.min(wanted, limit("scaleUp", (policy) -> {
				double start = replicas - changed(seconds, policy, 1);
				return (int) Math.ceil(isPercent(policy) ? start * (1 + value(policy) / 100.0) : start + value(policy));
			}));
		}
		if (wanted < replicas) {
			return Math.max(wanted, -limit("scaleDown", (policy) -> {
				double start = replicas - changed(seconds, policy, -1);
				return -(int) (isPercent(policy) ? start * (1 - value(policy) / 100.0) : start - value(policy));
			}));
		}
		return replicas;
	}

	/** The policy that lets most happen. */
	private int limit(String direction, ToIntFunction<JsonNode> farthest) {
		return this.rule.behavior()
			.path(direction)
			.path("policies")
			.valueStream()
			.mapToInt(farthest)
			.max()
			.orElseThrow();
	}

	private int changed(double seconds, JsonNode policy, int sign) {
		return this.changes.stream()
			.filter((change) -> change.seconds() > seconds - policy.path("periodSeconds").asInt())
			.mapToInt(Change::by)
			.filter((by) -> by * sign > 0)
			.sum();
	}

	private int window(String direction) {
		return this.rule.behavior().path(direction).path("stabilizationWindowSeconds").asInt();
	}

	private static boolean isPercent(JsonNode policy) {
		return policy.path("type").asString().equals("Percent");
	}

	private static int value(JsonNode policy) {
		return policy.path("value").asInt();
	}

	private record Recommendation(double seconds, int replicas) {
	}

	/**
	 * A decision for another number of consumers.
	 *
	 * @param seconds when
	 * @param by how many more; negative: fewer
	 */
	record Change(double seconds, int by) {
	}

}
