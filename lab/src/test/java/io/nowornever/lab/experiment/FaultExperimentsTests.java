package io.nowornever.lab.experiment;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever happens to real processes, each request is accounted for.
 */
class FaultExperimentsTests {

	private static final Speed SPEED = new Speed(10);

	@ParameterizedTest
	@MethodSource("names")
	void eachRequestIsAccountedFor(String name) {
		Experiment experiment = Catalogue.at(SPEED)
			.stream()
			.filter((each) -> each.name().equals(name))
			.findFirst()
			.orElseThrow();
		Findings findings = new Laboratory(new PrintWriter(Writer.nullWriter()), 1).run(experiment);
		Course course = findings.courses().only();
		assertThat(course.account().unaccounted()).isEmpty();
		assertThat(course.account().violations()).isEmpty();
		assertThat(course.isAccounted()).isTrue();
		assertThat(course.account().started()).isGreaterThan(10);
	}

	static List<String> names() {
		return Stream.concat(new FaultExperiments(SPEED).all().map(Experiment::name), Stream.of("nobody-listens"))
			.toList();
	}

}
