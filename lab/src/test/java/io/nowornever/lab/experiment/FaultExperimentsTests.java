package io.nowornever.lab.experiment;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.nowornever.lab.ledger.Account;
import io.nowornever.lab.ledger.Cause;
import io.nowornever.lab.ledger.Timeline;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever happens to real processes, each request is accounted for, in each take; and
 * all holds that is expected. Experiments with the same cast are played by it one after
 * the other, and each is judged by its own part of that.
 */
@Tag("integration")
class FaultExperimentsTests {

	private static final Speed SPEED = new Speed(10);

	@ParameterizedTest
	@MethodSource("experimentsOfACast")
	void whatIsExpectedHolds(List<Experiment> experiments) {
		assertHeld(Takes.of(() -> oneAfterTheOther(experiments), FaultExperimentsTests::failed));
	}

	@Test
	void aSlowConsumerStopsAsExpectedAndTheCausesOfLossesAreTold() {
		Experiment experiment = experiments("slow-consumer-stops").findFirst().orElseThrow();
		List<Findings> findings = Takes.of(() -> List.of(sceneByScene(experiment)), FaultExperimentsTests::failed);
		assertHeld(findings);
		Account account = findings.getFirst().courses().of("killed").account();
		assertThat(Stream.of(Cause.STALE, Cause.ANSWERED_LATE, Cause.DIED_WAITING).map(account::count))
			.doesNotContain(0L);
	}

	private static Findings sceneByScene(Experiment experiment) {
		return Findings.of(experiment,
				new Courses(experiment.scenes().stream().map(FaultExperimentsTests::play).toList()));
	}

	private static List<Findings> oneAfterTheOther(List<Experiment> experiments) {
		List<Long> began = new ArrayList<>();
		Scene first = onlyScene(experiments.getFirst());
		Course whole = play(Scene.of(first.name(), SPEED, first.consumers(), first.producers(),
				(stage) -> experiments.forEach((experiment) -> {
					began.add(System.currentTimeMillis());
					onlyScene(experiment).script().play(stage);
				})));
		assertThat(whole.account().started()).isGreaterThan(10L * experiments.size());
		began.set(0, Long.MIN_VALUE);
		began.add(Long.MAX_VALUE);
		return IntStream.range(0, experiments.size()).mapToObj((i) -> {
			Experiment experiment = experiments.get(i);
			Course part = part(whole, onlyScene(experiment), began.get(i), began.get(i + 1));
			return Findings.of(experiment, new Courses(List.of(part)));
		}).toList();
	}

	/**
	 * What was seen within a time. The account, which no time is told of, stays that of
	 * the whole: an experiment that looks at more of it than that each request is
	 * accounted for needs a cast of its own.
	 */
	private static Course part(Course whole, Scene scene, long from, long to) {
		LongPredicate isWithin = (at) -> at >= from && at < to;
		Timeline all = whole.timeline();
		Timeline timeline = new Timeline(whole.asked(from, to).toList(),
				all.worked().stream().filter((worked) -> isWithin.test(worked.takenMillis())).toList(),
				all.held().stream().filter((held) -> isWithin.test(held.atMillis())).toList());
		List<Mark> marks = whole.marks().stream().filter((mark) -> isWithin.test(mark.atMillis())).toList();
		return new Course(scene, whole.account(), timeline, marks, whole.beganMillis(), whole.endedMillis(),
				whole.stolen());
	}

	private static Course play(Scene scene) {
		try (Stage stage = new Stage(scene, 1, new Progress(new PrintWriter(Writer.nullWriter()), false, 1))) {
			Course course = stage.play();
			assertThat(course.account().unaccounted()).isEmpty();
			assertThat(course.account().violations()).isEmpty();
			return course;
		}
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

	private static Scene onlyScene(Experiment experiment) {
		assertThat(experiment.scenes()).hasSize(1);
		return experiment.scenes().getFirst();
	}

	/**
	 * A killed producer does not come back, so the others of its cast come first.
	 */
	static Collection<List<Experiment>> experimentsOfACast() {
		return Stream.concat(FaultExperiments.all(SPEED), experiments("nobody-listens"))
			.sorted(Comparator.comparing((experiment) -> experiment.name().equals("kill-producer")))
			.collect(Collectors.groupingBy(
					(experiment) -> List.of(onlyScene(experiment).consumers(), onlyScene(experiment).producers()),
					LinkedHashMap::new, Collectors.toList()))
			.values();
	}

	private static Stream<Experiment> experiments(String name) {
		return Catalogue.at(SPEED).stream().filter((each) -> each.name().equals(name));
	}

}
