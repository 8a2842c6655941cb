package io.nowornever.lab.scene;

import java.util.ArrayList;
import java.util.List;

/**
 * What was made to happen in a scenario, each noted with the time just before it. For one
 * thread.
 */
final class Deeds {

	private final List<Mark> marks = new ArrayList<>();

	private final Spectator spectator;

	Deeds(Spectator spectator) {
		this.spectator = spectator;
	}

	/**
	 * Notes that something has happened by itself.
	 */
	void note(Step step) {
		perform(step, () -> {
		});
	}

	/**
	 * Notes how many there are of something.
	 */
	void note(Step step, long count) {
		this.marks.add(new Mark(step, System.currentTimeMillis(), count));
		this.spectator.happened(step);
	}

	/**
	 * Does something.
	 */
	void perform(Step step, Runnable deed) {
		this.marks.add(new Mark(step, System.currentTimeMillis()));
		deed.run();
		this.spectator.happened(step);
	}

	List<Mark> marks() {
		return this.marks;
	}

}
