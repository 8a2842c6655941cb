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
	void note(String label) {
		perform(label, () -> {
		});
	}

	/**
	 * Notes how many there are of something.
	 */
	void note(String label, long count) {
		this.marks.add(new Mark(label, System.currentTimeMillis(), count));
		this.spectator.happened(label);
	}

	/**
	 * Does something.
	 */
	void perform(String label, Runnable deed) {
		this.marks.add(new Mark(label, System.currentTimeMillis()));
		deed.run();
		this.spectator.happened(label);
	}

	List<Mark> marks() {
		return this.marks;
	}

}
