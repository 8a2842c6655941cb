package io.nowornever.common.durable;

import java.util.Locale;

import io.nowornever.common.wire.InboxPrefixes;

/**
 * What a subject's durable requests go by. They have a subject of their own, since a
 * stream answers whatever is asked on its subject, and a core request would take that for
 * its reply.
 *
 * @param subject where durable requests travel
 * @param stream the stream that keeps them
 */
public record DurableSubject(String subject, String stream) {

	/**
	 * The names for a subject.
	 * @param subject the subject as an application knows it, such as {@code tasks}
	 * @return its names, here {@code tasks.durable} and {@code TASKS}
	 */
	public static DurableSubject of(String subject) {
		return new DurableSubject(subject + InboxPrefixes.OF_STREAM,
				subject.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_-]", "_"));
	}

	/**
	 * Whether a subject is kept for durable requests.
	 * @param subject any subject
	 * @return true if a stream may answer there
	 */
	public static boolean isReserved(String subject) {
		return subject.endsWith(InboxPrefixes.OF_STREAM);
	}

}
