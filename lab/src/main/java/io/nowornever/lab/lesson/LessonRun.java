package io.nowornever.lab.lesson;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamStatusCheckedException;

/**
 * One giving of a lesson, from its beginning to the removal of what it made.
 */
final class LessonRun {

	private final Connection connection;

	private final Board board;

	private final long beganNanos = System.nanoTime();

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
		catch (RefusedException | IOException ex) {
			return verdictOn(ex);
		}
		try (OwnStreams streams = new OwnStreams(this.connection, management)) {
			Verdict verdict = Verdict.failed("The listener failed");
			try {
				verdict = give(script, new JetStreamCalls(this.board, this.connection, management, streams));
			}
			finally {
				verdict = verdict.then(cleanUp(streams));
			}
			return verdict;
		}
	}

	private Verdict give(Script script, JetStreamCalls calls) {
		try {
			script.give(this.board, calls);
			return Verdict.PASSED;
		}
		catch (IOException | JetStreamApiException | JetStreamStatusCheckedException | InterruptedException ex) {
			return verdictOn(ex);
		}
		catch (RuntimeException ex) {
			if (this.board.isDeaf()) {
				throw ex;
			}
			return verdictOn(ex);
		}
	}

	private Verdict cleanUp(OwnStreams streams) {
		this.interrupted |= Thread.interrupted();
		if (streams.names().isEmpty()) {
			return Verdict.PASSED;
		}
		this.board.step("Clean up");
		List<String> left = new ArrayList<>();
		for (String name : streams.names().reversed()) {
			this.board.call("deleteStream", "stream", name);
			String result = remove(streams, name);
			this.board.result("removed", result);
			if (!"yes".equals(result)) {
				left.add(name);
			}
		}
		return left.isEmpty() ? Verdict.PASSED : Verdict.failed("These streams could not be removed: "
				+ String.join(", ", left) + ". The lesson removes them when it is given on that server again");
	}

	/**
	 * Whoever interrupts a lesson wants it to end, not to leave something behind.
	 */
	private String remove(OwnStreams streams, String name) {
		while (true) {
			try {
				streams.remove(name);
				return "yes";
			}
			catch (IOException | JetStreamApiException | IllegalStateException ex) {
				if (!Thread.interrupted()) {
					return "no: " + ex.getMessage();
				}
				this.interrupted = true;
			}
		}
	}

	private Verdict verdictOn(Exception problem) {
		this.interrupted |= Thread.interrupted() || problem instanceof InterruptedException;
		return this.interrupted ? Verdict.CANCELLED : Verdict.of(problem);
	}

}
