package io.nowornever.lab.experiment.fault;

import java.util.List;

import io.nowornever.lab.ledger.Criticality;
import io.nowornever.lab.ledger.Outcome;
import io.nowornever.lab.ledger.Timeline.Asked;
import io.nowornever.lab.ledger.Timeline.Received;
import io.nowornever.lab.scene.Mark;
import io.nowornever.lab.scene.Step;
import io.nowornever.lab.scene.Step.Verb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class DurableLossesTests {

	private static final List<Received> THRICE = List.of(new Received("t", "c-1", 10, 1),
			new Received("t", "c-2", 120, 2), new Received("t", "c-1", 230, 3));

	@ParameterizedTest
	@CsvSource({ "ANSWERED,false", "REFUSED,true", "TIMED_OUT,true", "DISCONNECTED,true", "FAILED,true", ",true" })
	void whatWaitedInVainIsLost(Outcome outcome, boolean lost) {
		assertThat(new DurableLosses(THRICE, List.of()).isLost(asked(outcome))).isEqualTo(lost);
	}

	@Test
	void whatNobodySurvivedIsGivenUp() {
		DurableLosses losses = new DurableLosses(THRICE.reversed(), List.of(new Mark(Verb.KILL.of("c-1"), 20),
				new Mark(Verb.KILL.of("c-2"), 130), new Mark(Verb.KILL.of("c-1"), 240)));
		assertThat(losses.isGivenUp(asked(Outcome.FAILED))).isTrue();
		assertThat(losses.isLost(asked(Outcome.FAILED))).isFalse();
		assertThat(losses.isGivenUp(asked(Outcome.TIMED_OUT))).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "KILL,c-2,240", "KILL,c-1,229", "KILL,c-1,401", "PAUSE,c-1,240" })
	void whatOneOfThemSurvivedIsLost(Verb last, String whom, long at) {
		DurableLosses losses = new DurableLosses(THRICE, List.of(new Mark(Verb.KILL.of("c-1"), 20),
				new Mark(Verb.KILL.of("c-2"), 130), new Mark(new Step(last, whom, ""), at)));
		assertThat(losses.isLost(asked(Outcome.FAILED))).isTrue();
	}

	private static Asked asked(Outcome outcome) {
		return new Asked("t", "p-1", 0, 400, outcome, 1, 0, Criticality.NORMAL, List.of());
	}

}
