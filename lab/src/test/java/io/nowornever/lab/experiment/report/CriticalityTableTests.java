package io.nowornever.lab.experiment.report;

import java.util.List;

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

class CriticalityTableTests {

	@Test
	void eachCriticalityHasARow() {
		assertThat(table(asked(Criticality.CRITICAL, Outcome.ANSWERED), asked(Criticality.NORMAL, Outcome.ANSWERED),
				asked(Criticality.SHEDDABLE, Outcome.REFUSED)))
			.contains("| scene | critical | 1 | 1 | 100.0 % | 0.30 s | 0.30 s |",
					"| scene | normal | 1 | 1 | 100.0 % | 0.30 s | 0.30 s |",
					"| scene | sheddable | 1 | 0 | 0.0 % | 0.00 s | 0.00 s |");
	}

	@Test
	void whereAllRequestsAreNormalThereIsNoTable() {
		assertThat(table(asked(Criticality.NORMAL, Outcome.ANSWERED))).isEmpty();
	}

	private static String table(Asked... asked) {
		Scenario scenario = Scenario.of("scene", Speed.ORIGINAL, List.of(), List.of(), (_) -> {
		});
		Timeline timeline = new Timeline(List.of(asked), List.of(), List.of(), List.of());
		Markdown text = new Markdown();
		new CriticalityTable(List.of(new ScenarioRun(scenario, new Ledger().account(), timeline, List.of(), 0, 1, 0)))
			.write(text);
		return text.toString().replaceAll(" +", " ");
	}

	private static Asked asked(Criticality criticality, Outcome outcome) {
		return new Asked("task", "producer", 0, 300, outcome, 1, 0, criticality, List.of());
	}

}
