package io.nowornever.lab.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.LinkedHashSet;

import io.nowornever.lab.control.Fault.Target;

/**
 * All faults, and which of them each lost request is blamed on: the latest that can be.
 */
final class Marks {

	/**
	 * Faults that may still cost something, and those whose figures are shown.
	 */
	private static final int MOST = 200;

	private final Map<Integer, Mark> marks = new LinkedHashMap<>();

	private final Set<Integer> changed = new LinkedHashSet<>();

	private int last;

	/**
	 * Notes a fault.
	 * @param held the requests that its party has
	 */
	void add(Fault fault, long atMillis, List<String> held) {
		this.last++;
		Mark mark = new Mark(this.last, fault, atMillis, held);
		if (fault.target() == Target.PRODUCER && fault.kills()) {
			mark.abandon();
		}
		this.marks.put(this.last, mark);
		this.changed.add(this.last);
		if (this.marks.size() > MOST) {
			this.marks.remove(this.last - MOST);
		}
	}

	/**
	 * What was done to a party is over.
	 */
	void end(String party, long nowMillis) {
		this.marks.values()
			.stream()
			.filter((mark) -> mark.fault().party().equals(party))
			.forEach((mark) -> mark.end(nowMillis));
	}

	/**
	 * Finds out what a request was lost by, if it was lost.
	 */
	void settle(Way way) {
		for (Map.Entry<Integer, Mark> each : new ArrayList<>(this.marks.entrySet()).reversed()) {
			if (each.getValue().blame(way)) {
				this.changed.add(each.getKey());
				return;
			}
		}
	}

	/**
	 * Those that have changed since this was asked last.
	 */
	List<Mark.View> changed() {
		List<Mark.View> views = new ArrayList<>();
		this.marks.forEach((number, mark) -> {
			if (this.changed.contains(number)) {
				views.add(mark.view());
			}
		});
		this.changed.clear();
		return views;
	}

}
