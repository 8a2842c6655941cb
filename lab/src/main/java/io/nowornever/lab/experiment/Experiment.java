package io.nowornever.lab.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An experiment.
 *
 * @param name what it is called on the command line
 * @param purpose what is done, and why
 * @param scenes what is played, one after the other
 * @param expectations what is expected of it
 * @param portrayal how its report shows it
 */
record Experiment(String name, String purpose, List<Scene> scenes, List<Expectation> expectations,
		Portrayal portrayal) {

	/**
	 * How a report shows an experiment.
	 */
	enum Portrayal {

		/**
		 * Each scene over time.
		 */
		SCENES,

		/**
		 * All scenes side by side.
		 */
		TOURNAMENT

	}

	Experiment {
		scenes = List.copyOf(scenes);
		List<Expectation> all = new ArrayList<>(expectations);
		all.add(new Expectation("Each request has exactly one outcome, and each that timed out exactly one cause",
				Experiment::accounted));
		expectations = List.copyOf(all);
	}

	/**
	 * One that is shown scene by scene.
	 */
	static Experiment of(String name, String purpose, List<Scene> scenes, Expectation... expectations) {
		return new Experiment(name, purpose, scenes, List.of(expectations), Portrayal.SCENES);
	}

	private static Finding accounted(Courses courses) {
		long unaccounted = courses.all().stream().mapToLong((course) -> course.account().unaccounted().size()).sum();
		String violations = courses.all()
			.stream()
			.flatMap((course) -> course.account().violations().stream())
			.map((violation) -> violation.kind() + " by " + violation.who())
			.distinct()
			.collect(Collectors.joining(", "));
		return new Finding(courses.all().stream().allMatch(Course::isAccounted),
				"unaccounted: " + unaccounted + (violations.isEmpty() ? "" : "; " + violations));
	}

}
