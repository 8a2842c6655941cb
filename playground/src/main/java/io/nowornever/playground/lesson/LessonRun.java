package io.nowornever.playground.lesson;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamStatusCheckedException;

/**
 * One giving of a lesson, from its beginning to the removal of what it made.
 */
final class LessonRun {

	private static final String REMOVED = "yes";

	private static final Verdict LINK_BROKE = Verdict.failed("The link to the server broke");

	private final Connection connection;

	private final Board board;

	private final long beganNanos = System.nanoTime();

	private final Map<String, String> removals = new LinkedHashMap<>();

	private boolean interrupted;

	LessonRun(Connection connection, Board board) {
		this.connection = connection;
		this.board = board;
	}

	LessonOutcome give(Lesson lesson, Script script) {
		try {
			this.board.began(lesson);
			Verdict verdict = give(script);
			this.board.ended(verdict.outcome(), verdict.reason(),
					TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - this.beganNanos));
			return verdict.outcome();
		}
		finally {
			if (this.interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private Verdict give(Script script) {
		JetStreamManagement management;
		try {
			management = JetStreamAccess.require(this.connection);
		}
		catch (RefusedException | IOException | IllegalStateException ex) {
			return verdictOn(ex);
		}
		try (OwnStreams streams = new OwnStreams(this.connection, management)) {
			LinkWatch link = LinkWatch.start(this.connection);
			Verdict verdict;
			try {
				verdict = give(script, new JetStreamCalls(this.board, this.connection, management, streams), link);
			}
			finally {
				link.end();
				removeAll(streams);
			}
			return verdict.then(tellWhatWasRemoved());
		}
	}

	private Verdict give(Script script, JetStreamCalls calls, LinkWatch link) {
		try {
			script.give(this.board, calls);
			return Verdict.PASSED;
		}
		catch (IOException | JetStreamApiException | JetStreamStatusCheckedException | InterruptedException ex) {
			return link.isBroken() ? LINK_BROKE : verdictOn(ex);
		}
		catch (RuntimeException ex) {
			if (this.board.isDeaf()) {
				throw ex;
			}
			return link.isBroken() ? LINK_BROKE : verdictOn(ex);
		}
	}

	private void removeAll(OwnStreams streams) {
		this.interrupted |= Thread.interrupted();
		streams.names().reversed().forEach((name) -> this.removals.put(name, remove(streams, name)));
	}

	private Verdict tellWhatWasRemoved() {
		if (this.removals.isEmpty()) {
			return Verdict.PASSED;
		}
		this.board.step("Clean up");
		this.removals.forEach((name, result) -> {
			this.board.call("deleteStream", "stream", name);
			this.board.result("removed", result);
		});
		String left = this.removals.entrySet()
			.stream()
			.filter((removal) -> !REMOVED.equals(removal.getValue()))
			.map(Map.Entry::getKey)
			.collect(Collectors.joining(", "));
		return left.isEmpty() ? Verdict.PASSED : Verdict
			.failed("Not removed: " + left + ". The lesson removes what it left when it is given there again");
	}

	/**
	 * Whoever interrupts a lesson wants it to end, not to leave something behind.
	 */
	private String remove(OwnStreams streams, String name) {
		while (this.connection.getStatus() == Connection.Status.CONNECTED) {
			try {
				streams.remove(name);
				return REMOVED;
			}
			catch (IOException | JetStreamApiException | IllegalStateException ex) {
				if (!Thread.interrupted()) {
					return "no: " + ex.getMessage();
				}
				this.interrupted = true;
			}
		}
		return "no: the link is broken";
	}

	private Verdict verdictOn(Exception problem) {
		this.interrupted |= Thread.interrupted() || problem instanceof InterruptedException;
		return this.interrupted ? Verdict.CANCELLED : Verdict.of(problem);
	}

}
