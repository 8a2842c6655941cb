package io.nowornever.playground.lesson;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamStatusCheckedException;

/**
 * One giving of a lesson, from its beginning to the removal of what it made.
 */
final class LessonRun {

	private static final String REMOVED = "yes";

	private static final String GONE = "it was gone already";

	private static final Verdict LINK_BROKE = Verdict.failed("The link to the server broke");

	private final Connection connection;

	private final ServerRestart restart;

	private final Board board;

	private final long beganNanos = System.nanoTime();

	private final Map<String, String> removals = new LinkedHashMap<>();

	private boolean interrupted;

	LessonRun(Connection connection, ServerRestart restart, Board board) {
		this.connection = connection;
		this.restart = restart;
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
		Link link;
		try {
			link = Link.open(this.connection, this.restart);
		}
		catch (RefusedException | IOException | IllegalStateException ex) {
			return verdictOn(ex);
		}
		try (link; OwnStreams streams = new OwnStreams(link)) {
			Verdict verdict;
			try {
				verdict = give(script, new JetStreamCalls(this.board, link, streams), link);
			}
			finally {
				link.endWatch();
				removeAll(streams, link);
			}
			return verdict.then(tellWhatWasRemoved());
		}
	}

	private Verdict give(Script script, JetStreamCalls calls, Link link) {
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

	private void removeAll(OwnStreams streams, Link link) {
		this.interrupted |= Thread.interrupted();
		streams.names().reversed().forEach((name) -> this.removals.put(name, remove(streams, name, link.connection())));
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
			.filter((removal) -> !REMOVED.equals(removal.getValue()) && !GONE.equals(removal.getValue()))
			.map(Map.Entry::getKey)
			.collect(Collectors.joining(", "));
		return left.isEmpty() ? Verdict.PASSED : Verdict
			.failed("Not removed: " + left + ". The lesson removes what it left when it is given there again");
	}

	/**
	 * Whoever interrupts a lesson wants it to end, not to leave something behind.
	 */
	private String remove(OwnStreams streams, String name, Connection current) {
		while (current.getStatus() == Connection.Status.CONNECTED) {
			try {
				return streams.remove(name) ? REMOVED : GONE;
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
