package io.nowornever.lab.experiment.tournament;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.nowornever.lab.experiment.Unwatched;
import io.nowornever.lab.experiment.tournament.Tournament.Arrangement;
import io.nowornever.lab.experiment.tournament.Tournament.Entry;
import io.nowornever.lab.ledger.Outcome;
import io.nowornever.lab.scene.Figures;
import io.nowornever.lab.scene.Speed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A slow consumer beside a fast one, ten times as fast as the original, with a margin for
 * what a busy machine adds to durations of some milliseconds.
 */
@Tag("integration")
@Isolated("its figures would show what runs beside it")
class TournamentTests {

	private static final Arrangement SHORT = new Arrangement("slow and fast", Tournament.SLOW_AND_FAST.consumers(),
			Duration.ofSeconds(40), true);

	private static final double MARGIN = 0.1;

	@Test
	void atNineTenthsOfTheCapacityTheGateAnswersWhatOtherPoliciesLose() {
		Figures gate = figures(Remedy.GATE, 0.9);
		assertThat(gate.ofClairvoyant()).isGreaterThan(1 - MARGIN);
		List<Double> others = Stream.of(Remedy.NONE, Remedy.PENDING_LIMIT)
			.map((remedy) -> figures(remedy, 0.9).share(Outcome.ANSWERED))
			.toList();
		assertThat(others).allMatch((share) -> share + MARGIN < gate.share(Outcome.ANSWERED));
	}

	@Test
	void beyondTheCapacityTheGateAnswersNearlyWhatAClairvoyantQueueWould() {
		Figures gate = figures(Remedy.GATE, 1.3);
		assertThat(gate.ofClairvoyant()).isGreaterThan(1 - MARGIN);
		assertThat(gate.count(Outcome.REFUSED)).isPositive();
	}

	private static Figures figures(Remedy remedy, double load) {
		return Unwatched.run(Tournament.scenario(new Entry(SHORT, remedy, load), new Speed(10))).figures();
	}

}
