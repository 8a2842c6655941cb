package io.nowornever.lab.experiment.tournament;

import java.time.Duration;

import io.nowornever.lab.experiment.Unwatched;
import io.nowornever.lab.experiment.tournament.Tournament.Arrangement;
import io.nowornever.lab.experiment.tournament.Tournament.Entry;
import io.nowornever.lab.ledger.Outcome;
import io.nowornever.lab.scene.ScenarioRun;
import io.nowornever.lab.scene.Speed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever a policy of the literature does with twice of what consumers can do, the
 * ledger reads its journals as it reads the services'.
 */
@Tag("integration")
class BaselineTests {

	private static final Arrangement SHORT = new Arrangement("slow and fast", Tournament.SLOW_AND_FAST.consumers(),
			Duration.ofSeconds(10), true);

	@ParameterizedTest
	@EnumSource(names = { "AIMD", "CODEL", "PREQUAL" })
	void eachRequestIsAccountedFor(Remedy remedy) {
		ScenarioRun run = Unwatched.run(Tournament.scenario(new Entry(SHORT, remedy, 2), new Speed(10)));
		assertThat(run.count(Outcome.ANSWERED)).isPositive();
	}

}
