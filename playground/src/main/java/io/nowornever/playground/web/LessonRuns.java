package io.nowornever.playground.web;

import java.util.Locale;
import java.util.Map;

import io.nats.client.Connection;
import io.nowornever.playground.lesson.Lesson;
import io.nowornever.playground.lesson.LessonEvent;
import io.nowornever.playground.lesson.NotRestartedException;
import io.nowornever.playground.lesson.ServerRestart;
import io.nowornever.playground.nats.PlaygroundServer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives lessons, one at a time, and tells the feed each event. A lesson that is given
 * again takes the place of its last time.
 */
final class LessonRuns {

	private static final String CONNECTION = "lab-lesson";

	private final PlaygroundServer server;

	private final Runs benchmark;

	private final Feed feed;

	private final JsonMapper json;

	private final Turn turn = new Turn("A lesson");

	LessonRuns(PlaygroundServer server, Runs benchmark, Feed feed, JsonMapper json) {
		this.server = server;
		this.benchmark = benchmark;
		this.feed = feed;
		this.json = json;
	}

	/**
	 * Starts a lesson.
	 * @param lesson the lesson
	 * @throws BusyException if one is under way
	 * @throws io.nowornever.playground.nats.ServerUnavailableException if NATS is not
	 * there
	 */
	void start(Lesson lesson) throws InterruptedException {
		this.turn.take();
		boolean begun = false;
		try {
			this.server.ensureRunning();
			Connection connection = this.server.connect((options) -> options.connectionName(CONNECTION));
			Thread teacher = Thread.ofPlatform().daemon().name("lesson").unstarted(() -> give(lesson, connection));
			this.turn.stopBy(teacher::interrupt);
			teacher.start();
			begun = true;
		}
		finally {
			if (!begun) {
				this.turn.giveBack();
			}
		}
	}

	/**
	 * Cancels the lesson under way, if there is one; it cleans up behind itself.
	 */
	void stop() {
		this.turn.stop();
	}

	private void give(Lesson lesson, Connection connection) {
		String topic = "lesson-" + lesson.name();
		this.feed.forget(topic);
		try {
			lesson.run(connection, this::restart, (event) -> tell(topic, lesson, event));
		}
		finally {
			this.turn.giveBack();
			PlaygroundServer.disconnect(connection);
		}
	}

	private void tell(String topic, Lesson lesson, LessonEvent event) {
		if (event instanceof LessonEvent.Ended) {
			this.turn.ends();
		}
		String kind = event.getClass().getSimpleName().toLowerCase(Locale.ROOT);
		this.feed.add(topic, "lesson",
				this.json.writeValueAsString(Map.of("lesson", lesson.name(), "kind", kind, "event", event)));
	}

	private Connection restart() throws InterruptedException {
		try {
			return this.benchmark.betweenRuns(ServerRestart.of(this.server, CONNECTION));
		}
		catch (BusyException ex) {
			throw new NotRestartedException("a benchmark is under way on this server");
		}
	}

}
