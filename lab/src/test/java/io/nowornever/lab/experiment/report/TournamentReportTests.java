package io.nowornever.lab.experiment.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.nowornever.lab.experiment.ScenarioRuns;
import io.nowornever.lab.experiment.tournament.Tournament;
import io.nowornever.lab.ledger.Ledger;
import io.nowornever.lab.ledger.Timeline;
import io.nowornever.lab.scene.ScenarioRun;
import io.nowornever.lab.scene.Speed;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TournamentReportTests {

	private static final Speed SPEED = new Speed(10);

	private final List<String> charts = new ArrayList<>();

	@Test
	void streamsAndTheLiteratureHaveOverviewsOfTheirOwnBesideTheServices() {
		assertThat(report("").replaceAll(" +", " ")).contains("| hold-back | clairvoyant |",
				"| load | gate | balanced | durable | pull | drop-at-broker | clairvoyant |",
				"| load | gate | balanced | aimd | gradient | codel | prequal | clairvoyant |");
		assertThat(this.charts).containsExactly("remedies", "streams", "baselines");
	}

	@Test
	void entriesThatWereRunAloneAreInTheTableOfAll() {
		assertThat(report("slow and fast, prequal")).contains("prequal").doesNotContain("aimd");
		assertThat(this.charts).isEmpty();
	}

	private String report(String scenes) {
		List<ScenarioRun> runs = Tournament.all(SPEED)
			.map((experiment) -> experiment.only(scenes))
			.flatMap((experiment) -> experiment.scenarios().stream())
			.map((scenario) -> new ScenarioRun(scenario, new Ledger().account(), Timeline.read(Map.of()), List.of(), 0,
					0, 0))
			.toList();
		Markdown text = new Markdown();
		new TournamentReport(new ScenarioRuns(runs)).write(text, (name, chart) -> {
			assertThat(chart.svg()).isNotEmpty();
			this.charts.add(name);
		});
		return text.toString();
	}

}
