package io.nowornever.lab.experiment;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.stream.Stream;

import io.nowornever.lab.Palette;
import io.nowornever.lab.ledger.Account;
import io.nowornever.lab.ledger.Cause;
import org.junit.jupiter.api.Test;
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
		Course course = run(name).only();
		assertThat(course.account().unaccounted()).isEmpty();
		assertThat(course.account().violations()).isEmpty();
		assertThat(course.isAccounted()).isTrue();
		assertThat(course.account().started()).isGreaterThan(10);
	}

	@Test
	void theCausesOfLossesAreTold() {
		Account account = run("slow-consumer-stops").of("killed").account();
		assertThat(Stream.of(Cause.STALE, Cause.ANSWERED_LATE, Cause.DIED_WAITING).map(account::count))
			.doesNotContain(0L);
	}

	private static Courses run(String name) {
		Experiment experiment = Catalogue.at(SPEED)
			.stream()
			.filter((each) -> each.name().equals(name))
			.findFirst()
			.orElseThrow();
		return new Laboratory(new PrintWriter(Writer.nullWriter()), Palette.PLAIN, 1).run(experiment).courses();
	}

	static List<String> names() {
		return Stream.concat(new FaultExperiments(SPEED).all().map(Experiment::name), Stream.of("nobody-listens"))
			.toList();
	}

}
