package io.nowornever.lab.experiment;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.nowornever.lab.ledger.Account;
import io.nowornever.lab.ledger.Cause;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever happens to real processes, each request is accounted for. Experiments with the
 * same cast are played by it one after the other.
 */
@Tag("integration")
class FaultExperimentsTests {

	private static final Speed SPEED = new Speed(10);

	@ParameterizedTest
	@MethodSource("experimentsOfACast")
	void eachRequestIsAccountedFor(List<Experiment> experiments) {
		Course course = play(oneAfterTheOther(experiments));
		assertThat(course.account().unaccounted()).isEmpty();
		assertThat(course.account().violations()).isEmpty();
		assertThat(course.account().started()).isGreaterThan(10L * experiments.size());
		assertThat(experiments).allSatisfy((experiment) -> {
			List<Expectation.Verdict> verdicts = Findings.of(experiment, new Courses(List.of(course))).verdicts();
			assertThat(verdicts.getLast()).extracting(Expectation.Verdict::held).isEqualTo(true);
		});
	}

	@Test
	void theCausesOfLossesAreTold() {
		Scene killed = experiments("slow-consumer-stops").flatMap((each) -> each.scenes().stream())
			.filter((scene) -> scene.name().equals("killed"))
			.findFirst()
			.orElseThrow();
		Account account = play(killed).account();
		assertThat(Stream.of(Cause.STALE, Cause.ANSWERED_LATE, Cause.DIED_WAITING).map(account::count))
			.doesNotContain(0L);
	}

	private static Course play(Scene scene) {
		try (Stage stage = new Stage(scene, 1, new Progress(new PrintWriter(Writer.nullWriter()), false, 1))) {
			return stage.play();
		}
	}

	private static Scene oneAfterTheOther(List<Experiment> experiments) {
		Scene first = onlyScene(experiments.getFirst());
		return Scene.of(first.name(), SPEED, first.consumers(), first.producers(),
				(stage) -> experiments.forEach((experiment) -> onlyScene(experiment).script().play(stage)));
	}

	private static Scene onlyScene(Experiment experiment) {
		assertThat(experiment.scenes()).hasSize(1);
		return experiment.scenes().getFirst();
	}

	static Collection<List<Experiment>> experimentsOfACast() {
		return Stream.concat(FaultExperiments.all(SPEED), experiments("nobody-listens"))
			.collect(Collectors.groupingBy(
					(experiment) -> List.of(onlyScene(experiment).consumers(), onlyScene(experiment).producers()),
					LinkedHashMap::new, Collectors.toList()))
			.values();
	}

	private static Stream<Experiment> experiments(String name) {
		return Catalogue.at(SPEED).stream().filter((each) -> each.name().equals(name));
	}

}
