package io.nowornever.lab.experiment;

import java.util.List;

/**
 * What was seen of all scenes of an experiment.
 *
 * @param all one of each scene, in their order
 */
record Courses(List<Course> all) {

	Courses {
		all = List.copyOf(all);
	}

	/**
	 * What was seen of a scene.
	 * @param scene its name
	 */
	Course of(String scene) {
		return this.all.stream()
			.filter((course) -> course.scene().name().equals(scene))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("No scene is called " + scene));
	}

	/**
	 * Whether there is a scene of a name.
	 */
	boolean has(String scene) {
		return this.all.stream().anyMatch((course) -> course.scene().name().equals(scene));
	}

	/**
	 * What was seen of the only scene.
	 */
	Course only() {
		return this.all.getFirst();
	}

}
