package io.nowornever.lab.experiment.original;

import java.util.List;
import java.util.stream.Stream;

import io.nowornever.lab.experiment.Experiment;
import io.nowornever.lab.experiment.Findings;
import io.nowornever.lab.experiment.Unwatched;
import io.nowornever.lab.experiment.Verdict;
import io.nowornever.lab.ledger.Account;
import io.nowornever.lab.ledger.Cause;
import io.nowornever.lab.scene.RepeatedRuns;
import io.nowornever.lab.scene.Speed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the original saw is seen again, with each request accounted for.
 */
@Tag("integration")
class OriginalExperimentsTests {

	@Test
	void whereNobodyListensLittleIsSentUntilSomebodyComes() {
		assertThat(failed(run("nobody-listens"))).isEmpty();
	}

	@Test
	void aSlowConsumerStopsAsExpectedAndTheCausesOfLossesAreTold() {
		Findings findings = run("slow-consumer-stops");
		assertThat(failed(findings)).isEmpty();
		Account account = findings.runs().of("killed").account();
		assertThat(Stream.of(Cause.STALE, Cause.ANSWERED_LATE, Cause.DIED_WAITING).map(account::count))
			.doesNotContain(0L);
	}

	@Test
	void whatAClientLibraryDropsIsGivenToNobodyElse() {
		Findings findings = run("pending-limit");
		assertThat(failed(findings)).isEmpty();
		assertThat(findings.runs().only().account().count(Cause.DROPPED)).isPositive();
	}

	private static Findings run(String name) {
		Experiment experiment = OriginalExperiments.all(new Speed(10))
			.filter((each) -> each.name().equals(name))
			.findFirst()
			.orElseThrow();
		return RepeatedRuns.of(() -> Unwatched.run(experiment), OriginalExperimentsTests::failed);
	}

	private static List<Verdict> failed(Findings findings) {
		return findings.verdicts().stream().filter((verdict) -> !verdict.held()).toList();
	}

}
