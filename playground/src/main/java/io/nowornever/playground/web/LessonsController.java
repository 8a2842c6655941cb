package io.nowornever.playground.web;

import java.util.List;
import java.util.stream.Collectors;

import io.nowornever.playground.lesson.Lesson;
import io.nowornever.playground.lesson.Lessons;
import io.nowornever.playground.nats.PlaygroundServer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/lessons} lists the lessons, {@code POST /api/lessons/NAME} gives one,
 * {@code DELETE /api/lessons/current} cancels it.
 */
@RestController
@ConditionalOnBean(PlaygroundServer.class)
class LessonsController {

	private final LessonRuns runs;

	LessonsController(LessonRuns runs) {
		this.runs = runs;
	}

	@GetMapping("/api/lessons")
	List<Entry> list() {
		return Lessons.all().stream().map(Entry::of).toList();
	}

	@PostMapping(path = "/api/lessons/{name}", consumes = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.CREATED)
	void start(@PathVariable String name) throws InterruptedException {
		this.runs.start(Lessons.named(name).orElseThrow(LessonsController::unknown));
	}

	@DeleteMapping("/api/lessons/current")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void stop() {
		this.runs.stop();
	}

	private static ErrorResponseException unknown() {
		String names = Lessons.all().stream().map(Lesson::name).collect(Collectors.joining(", "));
		return new ErrorResponseException(HttpStatus.NOT_FOUND,
				ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "No such lesson; there are " + names), null);
	}

	/**
	 * A lesson in the list.
	 *
	 * @param name its name
	 * @param title its heading
	 * @param summary what it is about
	 */
	record Entry(String name, String title, String summary) {

		static Entry of(Lesson lesson) {
			return new Entry(lesson.name(), lesson.title(), lesson.summary());
		}

	}

}
