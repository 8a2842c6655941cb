package io.nowornever.lab.experiment.tournament;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.nowornever.lab.experiment.Findings;
import io.nowornever.lab.experiment.Unwatched;
import io.nowornever.lab.experiment.Verdict;
import io.nowornever.lab.experiment.tournament.Tournament.Arrangement;
import io.nowornever.lab.ledger.Criticality;
import io.nowornever.lab.scene.CriticalityFigures;
import io.nowornever.lab.scene.RepeatedRuns;
import io.nowornever.lab.scene.Speed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Short versions of the experiments with producers that choose who answers, with a margin
 * for what few requests can show.
 */
@Tag("integration")
@Isolated("its figures would show what runs beside it")
class BalancedExperimentsTests {

	private static final Arrangement SHORT = new Arrangement("two fast", Tournament.TWO_FAST.consumers(),
			Duration.ofSeconds(60), true);

	private static final double MARGIN = 0.1;

	private static final Speed SPEED = new Speed(5);

	/**
	 * Beside the 0.8 s that are expected, what a busy machine adds to an answer.
	 */
	private static final double SOON_SECONDS = 0.8 + SPEED.originalSeconds(100);

	private static final Set<String> UNDECIDED = Set.of(BalancedExperiments.NEAR_THE_CLAIRVOYANT,
			BalancedExperiments.CRITICAL_SOON);

	private static final BalancedExperiments EXPERIMENTS = new BalancedExperiments(SPEED);

	@Test
	void theLessDependsOnARequestTheSoonerItIsGivenUp() {
		Findings findings = RepeatedRuns.of(() -> Unwatched.run(EXPERIMENTS.criticality(SHORT)),
				BalancedExperimentsTests::failed);
		assertThat(failed(findings)).isEmpty();
		assertThat(findings.runs().only().figures().ofClairvoyant()).isGreaterThan(1 - MARGIN);
		assertThat(CriticalityFigures.of(findings.runs().only(), Criticality.CRITICAL).medianSeconds())
			.isLessThan(SOON_SECONDS);
		assertThat(Criticality.values())
			.allMatch((each) -> CriticalityFigures.of(findings.runs().only(), each).asked() > 0);
	}

	@Test
	void aBurstIsOverWhenItIsOver() {
		Findings findings = RepeatedRuns.of(() -> Unwatched.run(EXPERIMENTS.burst(Duration.ofSeconds(60), SHORT)),
				BalancedExperimentsTests::failed);
		assertThat(failed(findings)).isEmpty();
	}

	private static List<Verdict> failed(Findings findings) {
		return findings.verdicts()
			.stream()
			.filter((verdict) -> !verdict.held() && !UNDECIDED.contains(verdict.statement()))
			.toList();
	}

}
