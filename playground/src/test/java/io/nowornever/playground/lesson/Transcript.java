package io.nowornever.playground.lesson;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/**
 * Everything a lesson told.
 */
final class Transcript implements LessonListener {

	private final List<LessonEvent> events = new CopyOnWriteArrayList<>();

	@Override
	public void on(LessonEvent event) {
		this.events.add(event);
	}

	List<LessonEvent> events() {
		return this.events;
	}

	/**
	 * The values of a claim each time it was checked.
	 */
	List<String> actual(String claim) {
		return of(LessonEvent.Check.class).stream()
			.filter((check) -> check.claim().equals(claim))
			.map(LessonEvent.Check::actual)
			.toList();
	}

	/**
	 * The values of a figure each time a call led to it.
	 */
	List<String> figures(String call, String figure) {
		return IntStream.range(0, this.events.size())
			.filter((index) -> this.events.get(index) instanceof LessonEvent.Call asked && asked.what().equals(call))
			.mapToObj((index) -> this.events.get(index + 1))
			.map((event) -> (event instanceof LessonEvent.Result result) ? result.figures().getOrDefault(figure, "-")
					: "no result")
			.toList();
	}

	LessonEvent.Ended ended() {
		return of(LessonEvent.Ended.class).getLast();
	}

	<T extends LessonEvent> List<T> of(Class<T> kind) {
		return this.events.stream().filter(kind::isInstance).map(kind::cast).toList();
	}

}
