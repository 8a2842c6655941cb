package io.nowornever.lab.experiment;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

import picocli.CommandLine.Help.Ansi;

/**
 * Runs experiments, and says beforehand what each expects and afterwards whether it held.
 *
 * @param out where to
 * @param ansi whether with colours
 * @param seed makes load and work the same ones each time
 */
record Laboratory(PrintWriter out, Ansi ansi, long seed) {

	/**
	 * What is seen while more of the processors' time than this is stolen says little
	 * about the services.
	 */
	static final double MOST_STOLEN = 0.1;

	/**
	 * How often a scene is played while it is disturbed.
	 */
	static final int MOST_TAKES = 3;

	/**
	 * Runs an experiment.
	 * @param experiment the experiment
	 * @return what it has shown
	 */
	Findings run(Experiment experiment) {
		this.out.println(this.ansi.string("@|bold " + experiment.name() + "|@: ") + experiment.purpose());
		this.out.println("Expected:");
		experiment.expectations().forEach((expectation) -> this.out.println("  - " + expectation.statement()));
		Progress progress = Progress.of(this.out, experiment.scenes().size());
		List<Course> courses = play(experiment.scenes(), progress);
		progress.end();
		Findings findings = Findings.of(experiment, new Courses(courses));
		this.out.println("Seen:");
		findings.verdicts()
			.forEach((verdict) -> this.out
				.println(this.ansi.string("  " + (verdict.held() ? "@|green held    |@" : "@|red FAILED  |@")
						+ verdict.statement() + ": @|faint " + verdict.seen() + "|@")));
		this.out.println();
		return findings;
	}

	/**
	 * Plays all scenes; then again those during which the machine was disturbed, as
	 * disturbances pass. The quietest take counts, whatever was seen in it.
	 */
	private List<Course> play(List<Scene> scenes, Progress progress) {
		List<Course> courses = new ArrayList<>();
		for (Scene scene : scenes) {
			progress.begin(scene.name(), courses.size() + 1);
			courses.add(take(scene, progress));
		}
		for (int takes = 2; takes <= MOST_TAKES; takes++) {
			for (int i = 0; i < courses.size(); i++) {
				Course quietest = courses.get(i);
				if (quietest.stolen() > MOST_STOLEN) {
					progress.again(scenes.get(i).name(), i + 1, quietest.stolen());
					Course another = take(scenes.get(i), progress);
					courses.set(i, (another.stolen() < quietest.stolen()) ? another : quietest);
				}
			}
		}
		return courses;
	}

	private Course take(Scene scene, Progress progress) {
		try (Stage stage = new Stage(scene, this.seed, progress)) {
			return stage.play();
		}
	}

}
