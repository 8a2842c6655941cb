package io.nowornever.lab.experiment.fault;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.nowornever.lab.experiment.Experiment;
import io.nowornever.lab.experiment.Findings;
import io.nowornever.lab.experiment.ScenarioRuns;
import io.nowornever.lab.experiment.Unwatched;
import io.nowornever.lab.ledger.Timeline;
import io.nowornever.lab.scene.Mark;
import io.nowornever.lab.scene.RepeatedRuns;
import io.nowornever.lab.scene.Scenario;
import io.nowornever.lab.scene.ScenarioRun;
import io.nowornever.lab.scene.Speed;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever happens to real processes, each request is accounted for, in each run; and all
 * holds that is expected. Experiments with the same services share one run, one after the
 * other, and each is judged by its own part of that.
 */
@Order(1)
@Tag("integration")
class FaultExperimentsTests {

	private static final Speed SPEED = new Speed(10);

	/**
	 * What is encrypted takes processor time of which a budget has to leave some.
	 */
	private static final Speed SAFE_SPEED = new Speed(5);

	@ParameterizedTest
	@MethodSource("experimentsOfOneRun")
	void whatIsExpectedHolds(List<Experiment> experiments) {
		assertHeld(RepeatedRuns.of(() -> oneAfterTheOther(experiments), FaultExperimentsTests::failed));
	}

	/**
	 * One that has each kind of fault: of a consumer, a producer and the broker.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "kill-producer", "kill-broker" })
	void theSameHoldsWhereTheBrokerAsksWhoOneIs(String name) {
		Experiment experiment = FaultExperiments.once(SAFE_SPEED)
			.filter((each) -> each.name().equals(name))
			.findFirst()
			.orElseThrow()
			.safely();
		assertHeld(RepeatedRuns.of(() -> List.of(Unwatched.run(experiment)), FaultExperimentsTests::failed));
	}

	private static List<Findings> oneAfterTheOther(List<Experiment> experiments) {
		List<Long> began = new ArrayList<>();
		Scenario first = onlyScenario(experiments.getFirst());
		ScenarioRun whole = Unwatched.run(Scenario.of(first.name(), SPEED, first.consumers(), first.producers(),
				(runner) -> experiments.forEach((experiment) -> {
					began.add(System.currentTimeMillis());
					onlyScenario(experiment).steps().run(runner);
				}))
			.in(first.topology()));
		assertThat(whole.account().started()).isGreaterThan(10L * experiments.size());
		began.set(0, Long.MIN_VALUE);
		began.add(Long.MAX_VALUE);
		return IntStream.range(0, experiments.size()).mapToObj((i) -> {
			Experiment experiment = experiments.get(i);
			ScenarioRun part = part(whole, onlyScenario(experiment), began.get(i), began.get(i + 1));
			return Findings.of(experiment, new ScenarioRuns(List.of(part)));
		}).toList();
	}

	/**
	 * What was seen within a time. The account, which no time is told of, stays that of
	 * the whole: an experiment that looks at more of it than that each request is
	 * accounted for needs a run of its own.
	 */
	static ScenarioRun part(ScenarioRun whole, Scenario scenario, long from, long to) {
		LongPredicate isWithin = (at) -> at >= from && at < to;
		Timeline all = whole.timeline();
		Timeline timeline = new Timeline(whole.asked(from, to).toList(),
				all.worked().stream().filter((worked) -> isWithin.test(worked.takenMillis())).toList(),
				all.held().stream().filter((held) -> isWithin.test(held.atMillis())).toList(),
				all.received().stream().filter((each) -> isWithin.test(each.atMillis())).toList());
		List<Mark> marks = whole.marks().stream().filter((mark) -> isWithin.test(mark.atMillis())).toList();
		return new ScenarioRun(scenario, whole.account(), timeline, marks, whole.beganMillis(), whole.endedMillis(),
				whole.stolen());
	}

	private static void assertHeld(List<Findings> findings) {
		assertThat(failed(findings)).isEmpty();
	}

	private static List<String> failed(List<Findings> findings) {
		return findings.stream()
			.flatMap((each) -> each.verdicts()
				.stream()
				.filter((verdict) -> !verdict.held())
				.map((verdict) -> each.experiment().name() + ": " + verdict))
			.toList();
	}

	private static Scenario onlyScenario(Experiment experiment) {
		assertThat(experiment.scenarios()).hasSize(1);
		return experiment.scenarios().getFirst();
	}

	static Collection<List<Experiment>> experimentsOfOneRun() {
		return FaultExperiments.once(SPEED)
			.collect(
					Collectors.groupingBy(
							(experiment) -> List.of(onlyScenario(experiment).consumers(),
									onlyScenario(experiment).producers(), onlyScenario(experiment).topology()),
							LinkedHashMap::new, Collectors.toList()))
			.values();
	}

}
