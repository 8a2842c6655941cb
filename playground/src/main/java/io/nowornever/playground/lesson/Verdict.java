package io.nowornever.playground.lesson;

import java.util.Objects;

import io.nats.client.JetStreamApiException;

/**
 * How a part of a lesson ended.
 *
 * @param outcome how
 * @param reason why it did not pass, empty if it did
 */
record Verdict(LessonOutcome outcome, String reason) {

	static final Verdict PASSED = new Verdict(LessonOutcome.PASSED, "");

	static final Verdict CANCELLED = new Verdict(LessonOutcome.CANCELLED, "It was interrupted");

	static Verdict failed(String reason) {
		return new Verdict(LessonOutcome.FAILED, reason);
	}

	static Verdict of(Exception problem) {
		return switch (problem) {
			case RefusedException refusal -> new Verdict(LessonOutcome.REFUSED, text(refusal));
			case CheckFailedException check -> failed(text(check));
			case JetStreamApiException answer -> failed("The server refused: " + answer.getErrorDescription());
			default -> failed("The server did not do what it was asked: " + text(problem));
		};
	}

	/**
	 * This, and what went wrong afterwards.
	 */
	Verdict then(Verdict later) {
		if (later.outcome == LessonOutcome.PASSED) {
			return this;
		}
		return (this.outcome == LessonOutcome.PASSED) ? later
				: new Verdict(this.outcome, this.reason + ". " + later.reason);
	}

	private static String text(Exception problem) {
		return Objects.requireNonNullElse(problem.getMessage(), problem.toString());
	}

}
