package io.nowornever.lab.experiment.fault;

import java.util.List;
import java.util.function.UnaryOperator;

import io.nowornever.lab.experiment.Experiment;
import io.nowornever.lab.experiment.Findings;
import io.nowornever.lab.experiment.ScenarioRuns;
import io.nowornever.lab.experiment.Unwatched;
import io.nowornever.lab.experiment.Verdict;
import io.nowornever.lab.scene.RepeatedRuns;
import io.nowornever.lab.scene.ScenarioRun;
import io.nowornever.lab.scene.Speed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a stream keeps outlives whom it was given to, and the broker: short versions of
 * the experiments, whose figures on how soon stay theirs.
 */
@Tag("integration")
class DurableFaultsTests {

	private static final int KILLS = 3;

	/**
	 * What a broker and its clients need to find each other again is not scaled, so
	 * faster it would be most of what is seen.
	 */
	private static final Speed RELINKING = new Speed(2);

	@Test
	void consumersThatAreKilledAgainAndAgainCostNoAnswer() {
		assertHolds(new DurableFaults(new Speed(5), KILLS).killConsumer());
	}

	@Test
	void aBrokerThatIsKilledAndStoppedAgainAndAgainCostsNoAnswer() {
		assertHolds(new DurableFaults(RELINKING, KILLS).killBroker());
	}

	/**
	 * What begins while all set up their first encrypted links has less than its budget
	 * on a busy machine, so the faults alone are looked at.
	 */
	@Test
	void nothingOfThatNeedsMoreThanPartiesMayDoInTheStack() {
		Experiment experiment = new DurableFaults(RELINKING, KILLS).killConsumer().safely();
		List<Verdict> failed = RepeatedRuns.of(() -> failed(experiment, (run) -> FaultExperimentsTests.part(run,
				run.scenario(), run.marks().getFirst().atMillis(), Long.MAX_VALUE)), (verdicts) -> verdicts);
		assertThat(failed).isEmpty();
	}

	private static void assertHolds(Experiment experiment) {
		List<Verdict> failed = RepeatedRuns.of(() -> failed(experiment, UnaryOperator.identity()),
				(verdicts) -> verdicts);
		assertThat(failed).isEmpty();
	}

	private static List<Verdict> failed(Experiment experiment, UnaryOperator<ScenarioRun> looked) {
		ScenarioRun run = Unwatched.run(experiment.scenarios().getFirst());
		return Findings.of(experiment, new ScenarioRuns(List.of(looked.apply(run))))
			.verdicts()
			.stream()
			.filter((verdict) -> !verdict.held() && !verdict.statement().equals(DurableFaults.GIVEN_TO_ANOTHER))
			.toList();
	}

}
