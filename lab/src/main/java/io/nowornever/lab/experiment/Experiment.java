package io.nowornever.lab.experiment;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.nowornever.lab.scene.Scenario;
import io.nowornever.lab.scene.ScenarioRun;

/**
 * An experiment.
 *
 * @param name what it is called on the command line
 * @param purpose what is done, and why
 * @param scenarios what is run, one after the other
 * @param expectations what is expected of it
 * @param layout how its report shows it
 */
public record Experiment(String name, String purpose, List<Scenario> scenarios, List<Expectation> expectations,
		Layout layout) {

	/**
	 * How a report shows an experiment.
	 */
	public enum Layout {

		/**
		 * Each scenario over time.
		 */
		SCENARIOS,

		/**
		 * All scenarios side by side.
		 */
		TOURNAMENT

	}

	private static final Expectation ACCOUNTED = new Expectation(
			"Each request has exactly one outcome, and each that timed out exactly one cause", Experiment::accounted);

	/**
	 * Makes the lists unmodifiable, and expects also that each request is accounted for.
	 */
	public Experiment {
		scenarios = List.copyOf(scenarios);
		expectations = Stream
			.concat(expectations.stream().filter((each) -> !each.equals(ACCOUNTED)), Stream.of(ACCOUNTED))
			.toList();
	}

	/**
	 * One that is shown scenario by scenario.
	 * @param name what it is called on the command line
	 * @param purpose what is done, and why
	 * @param scenarios what is run, one after the other
	 * @param expectations what is expected of it
	 * @return the experiment
	 */
	public static Experiment of(String name, String purpose, List<Scenario> scenarios, Expectation... expectations) {
		return new Experiment(name, purpose, scenarios, List.of(expectations), Layout.SCENARIOS);
	}

	/**
	 * This one with those scenarios only whose names contain a text.
	 * @param text what their names contain
	 * @return the experiment; it has no scenario if none is called so
	 */
	public Experiment only(String text) {
		return new Experiment(this.name, this.purpose,
				this.scenarios.stream().filter((scenario) -> scenario.name().contains(text)).toList(),
				this.expectations, this.layout);
	}

	/**
	 * This one with a broker and services that are secured, and those scenarios only that
	 * can be.
	 * @return the experiment; it has no scenario if none can be secured
	 */
	public Experiment safely() {
		return new Experiment(this.name, this.purpose,
				this.scenarios.stream()
					.filter((scenario) -> scenario.whyNotSecured() == null)
					.map(Scenario::safely)
					.toList(),
				this.expectations, this.layout);
	}

	private static Finding accounted(ScenarioRuns runs) {
		long unaccounted = runs.all().stream().mapToLong((run) -> run.account().unaccounted().size()).sum();
		String violations = runs.all()
			.stream()
			.flatMap((run) -> run.account().violations().stream())
			.map((violation) -> violation.kind() + " by " + violation.who())
			.distinct()
			.collect(Collectors.joining(", "));
		return new Finding(runs.all().stream().allMatch(ScenarioRun::isAccounted),
				"unaccounted: " + unaccounted + (violations.isEmpty() ? "" : "; " + violations));
	}

}
