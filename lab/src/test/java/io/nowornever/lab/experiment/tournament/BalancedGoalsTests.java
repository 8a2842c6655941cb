package io.nowornever.lab.experiment.tournament;

import java.util.List;
import java.util.stream.IntStream;

import io.nowornever.lab.experiment.Experiment;
import io.nowornever.lab.experiment.Experiment.Layout;
import io.nowornever.lab.experiment.Findings;
import io.nowornever.lab.experiment.ScenarioRuns;
import io.nowornever.lab.experiment.Verdict;
import io.nowornever.lab.experiment.tournament.Tournament.Entry;
import io.nowornever.lab.ledger.Criticality;
import io.nowornever.lab.ledger.Ledger;
import io.nowornever.lab.ledger.Outcome;
import io.nowornever.lab.ledger.Timeline;
import io.nowornever.lab.ledger.Timeline.Asked;
import io.nowornever.lab.scene.Scenario;
import io.nowornever.lab.scene.ScenarioRun;
import io.nowornever.lab.scene.Speed;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Goals are looked at as far as entries were run, and tell what failed. A single queue
 * would answer all of these requests, as they come so rarely.
 */
class BalancedGoalsTests {

	private static final int REQUESTS = 200;

	private static final long GAP_MILLIS = 10_000;

	private static final Entry BALANCED = new Entry(Tournament.SLOW_AND_FAST, Remedy.BALANCED, 2);

	private static final Entry CODEL = new Entry(Tournament.SLOW_AND_FAST, Remedy.CODEL, 2);

	private static final Experiment EXPERIMENT = new Experiment("goals", "", List.of(),
			new BalancedGoals(new TournamentEntries(List.of(BALANCED, CODEL)), Speed.ORIGINAL).oneAtATime(),
			Layout.TOURNAMENT);

	@Test
	void whatWasNotRunIsLeftOut() {
		assertThat(seen(run(BALANCED, REQUESTS, 300, 0, 0))).extracting(Verdict::statement)
			.hasSize(6)
			.noneMatch((statement) -> statement.contains("two slow") || statement.contains("literature"));
	}

	@Test
	void theBestOfTheLiteratureThatWasRunIsNamed() {
		assertThat(seen(run(BALANCED, 100, 300, 1, 0), run(CODEL, 120, 300, 1, 0))).extracting(Verdict::seen)
			.contains("2.0: 50.0 % against 60.0 % (codel)");
	}

	@Test
	void answersThatAreNotFreshAndRefusalsThatComeLateOrAfterMessagesFail() {
		assertThat(seen(run(BALANCED, 100, 700, 6, 2))).filteredOn((verdict) -> !verdict.held())
			.extracting(Verdict::seen)
			.contains("at the worst 0.700 s (slow and fast, balanced, 2.0)",
					"at the worst 1.50 messages (slow and fast, balanced, 2.0)",
					"at the worst 0.006 s (slow and fast, balanced, 2.0)");
	}

	private static List<Verdict> seen(ScenarioRun... runs) {
		return Findings.of(EXPERIMENT, new ScenarioRuns(List.of(runs))).verdicts();
	}

	/**
	 * The first requests are answered, the others refused.
	 */
	private static ScenarioRun run(Entry entry, int answered, long answeredAfter, long refusedAfter, int messages) {
		Scenario measured = Tournament.scenario(entry, Speed.ORIGINAL);
		Scenario scenario = Scenario.of(measured.name(), measured.speed(), measured.consumers(), measured.producers(),
				measured.steps());
		List<Asked> asked = IntStream.range(0, REQUESTS).mapToObj((i) -> {
			boolean first = i < answered;
			long started = (i + 1) * GAP_MILLIS;
			return new Asked("task-" + i, "producer", started, started + (first ? answeredAfter : refusedAfter),
					first ? Outcome.ANSWERED : Outcome.REFUSED, first ? 1 : messages, 0, Criticality.NORMAL, List.of());
		}).toList();
		return new ScenarioRun(scenario, new Ledger().account(), new Timeline(asked, List.of(), List.of(), List.of()),
				List.of(), 0, (REQUESTS + 2) * GAP_MILLIS, 0);
	}

}
