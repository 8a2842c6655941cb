package io.nowornever.lab.kubernetes;

import java.io.IOException;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.nowornever.lab.kubernetes.SimulatedConsumers.Load;
import io.nowornever.lab.kubernetes.SimulatedConsumers.Metrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rule of the chart's manifests against ten times the load within a minute,
 * simulated. Nobody is refused, which is harder than what the gate makes of it, unless a
 * test says so.
 */
class ScalingTests {

	/** A second, before the ramp, for each worker of a consumer. */
	private static final double[] REQUESTS = { 2.7, 10, 40 };

	private static final double TASK_SECONDS = 0.25;

	private static final double RAMP_AT = 1500;

	private static final double RAMP_SECONDS = 60;

	/** By then the scaling down that follows a ramp is over, too. */
	private static final double STEADY_AT = RAMP_AT + RAMP_SECONDS + 900;

	private static final double END = STEADY_AT + 1800;

	private static final double AIM_SECONDS = 4;

	/** A consumer's gate closes at 0.8 of the budget less a task. */
	private static final double GATE_SECONDS = 0.8 * (5 - TASK_SECONDS);

	@Test
	void bothWaysToScaleFollowOneRule() throws IOException {
		ScalingRule keda = ScalingRule.ofKeda();
		ScalingRule kubernetes = ScalingRule.ofKubernetes();
		assertThat(kubernetes.behavior()).isEqualTo(keda.behavior());
		assertThat(kubernetes.windowSeconds()).isEqualTo(keda.windowSeconds());
		assertThat(kubernetes.drainSeconds()).isEqualTo(keda.drainSeconds());
		assertThat(kubernetes.target() / kubernetes.workers()).isEqualTo(keda.target() / keda.workers());
	}

	static Stream<ScalingRule> rules() throws IOException {
		return Stream.of(ScalingRule.ofKeda().unbounded(), ScalingRule.ofKubernetes().unbounded());
	}

	@ParameterizedTest
	@MethodSource("rules")
	void tenTimesTheLoadWithinAMinuteWaitsLessThanFourSecondsAndConsumersDoNotFlap(ScalingRule rule) {
		for (double requests : REQUESTS) {
			check(requests * rule.workers(), rule);
		}
	}

	private static void check(double requests, ScalingRule rule) {
		double consumers = requests * 10 * TASK_SECONDS / rule.target();
		assertThat(runs(requests, rule, Double.POSITIVE_INFINITY, needed(rule))).allSatisfy((run) -> {
			assertThat(run.longestWait()).isLessThan(AIM_SECONDS);
			assertThat(run.turns(0, RAMP_AT)).isLessThanOrEqualTo(1);
			assertThat(run.turns(STEADY_AT, END)).isLessThanOrEqualTo(1);
			assertThat((double) run.replicas()).isBetween(0.9 * consumers, 1.5 * consumers + 1);
		});
	}

	/**
	 * Consumers that shall be busy for longer have too little room until others have
	 * started: the gate then refuses a part.
	 */
	@Test
	void busierConsumersAreFewerAndRefuseAPartOfTheRamp() throws IOException {
		ScalingRule rule = ScalingRule.ofKeda().unbounded().withTarget(0.6);
		assertThat(runs(10, rule, Double.POSITIVE_INFINITY, needed(rule)))
			.anySatisfy((run) -> assertThat(run.longestWait()).isGreaterThan(20));
		assertThat(runs(10, rule, GATE_SECONDS, needed(rule)))
			.allSatisfy((run) -> assertThat(run.longestWait()).isLessThan(AIM_SECONDS))
			.anySatisfy((run) -> assertThat(run.refusedShare()).isPositive());
	}

	/**
	 * Waiting work alone says nothing until it is too late, and nothing again once it is
	 * done.
	 */
	@ParameterizedTest
	@ValueSource(doubles = { 0.25, 1 })
	void aRuleOnWaitingWorkAloneIsTooLateAndFlaps(double secondsForEach) throws IOException {
		ScalingRule rule = ScalingRule.ofKeda().unbounded().withTarget(secondsForEach);
		assertThat(runs(10, rule, Double.POSITIVE_INFINITY, Metrics::waitingSeconds)).allSatisfy((run) -> {
			assertThat(run.longestWait()).isGreaterThan(AIM_SECONDS);
			assertThat(run.turns(STEADY_AT, END)).isGreaterThan(1);
		});
		assertThat(runs(10, rule, GATE_SECONDS, Metrics::waitingSeconds)).allSatisfy((run) -> {
			assertThat(run.refusedShare()).isGreaterThan(0.01);
			assertThat(run.turns(STEADY_AT, END)).isGreaterThan(1);
		});
	}

	private static ToDoubleFunction<Metrics> needed(ScalingRule rule) {
		return (metrics) -> metrics.arriving() + metrics.waitingSeconds() / rule.drainSeconds();
	}

	private static List<SimulatedConsumers> runs(double requests, ScalingRule rule, double limitSeconds,
			ToDoubleFunction<Metrics> metric) {
		Load load = new Load((now) -> requests * (1 + 9 * Math.clamp((now - RAMP_AT) / RAMP_SECONDS, 0, 1)),
				TASK_SECONDS, limitSeconds);
		return IntStream.range(0, 10)
			.mapToObj((seed) -> new SimulatedConsumers(load, rule, seed).run(END, metric))
			.toList();
	}

}
