package io.nowornever.lab.scene;

import java.util.List;
import java.util.stream.Stream;

import io.nowornever.lab.ledger.Criticality;
import io.nowornever.lab.ledger.Outcome;
import io.nowornever.lab.ledger.Timeline.Asked;

/**
 * What became of the requests on which equally much depends, in the original's time.
 *
 * @param asked how many there were
 * @param answered how many of them were answered
 * @param medianSeconds how long the answered ones took, in the median
 * @param slowSeconds the longest that 95 % of the answered took
 */
public record CriticalityFigures(long asked, long answered, double medianSeconds, double slowSeconds) {

	/**
	 * Those of the requests of the steady time.
	 * @param run what was seen
	 * @param criticality how much depends on them
	 * @return the figures
	 */
	public static CriticalityFigures of(ScenarioRun run, Criticality criticality) {
		return of(run.counted().filter((each) -> each.criticality() == criticality), run.scenario().speed());
	}

	/**
	 * Those of some requests.
	 * @param requests which
	 * @param speed how fast their scenario ran
	 * @return the figures
	 */
	public static CriticalityFigures of(Stream<Asked> requests, Speed speed) {
		List<Asked> asked = requests.toList();
		double[] answers = Figures.seconds(asked.stream().filter((each) -> each.outcome() == Outcome.ANSWERED), 0,
				speed);
		return new CriticalityFigures(asked.size(), answers.length, Figures.quantile(answers, 0.5),
				Figures.quantile(answers, 0.95));
	}

	/**
	 * Which share was answered.
	 * @return 0 to 1
	 */
	public double share() {
		return (this.asked == 0) ? 0 : (double) this.answered / this.asked;
	}

}
