package io.nowornever.request;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.nowornever.common.durable.DurableSubject;
import io.nowornever.common.wire.PrintableText;
import io.nowornever.common.wire.RequestSubject;
import org.jspecify.annotations.Nullable;

/**
 * All destinations of a client. Safe from any thread.
 */
final class Destinations {

	/**
	 * Each has meters of its own, so a subject that names a customer or an order would
	 * fill the memory here and in whatever reads them.
	 */
	static final int MOST = 1_000;

	/**
	 * The broker hangs up on lines of more than 4 KiB, which hold a reply subject too.
	 */
	private static final int LONGEST = 255;

	private final Map<String, Destination> bySubject = new ConcurrentHashMap<>();

	private final Making making;

	Destinations(Making making) {
		this.making = making;
	}

	/**
	 * The destination of a subject, made if it is new.
	 * @throws IllegalArgumentException if it is none that can be published to
	 * @throws IllegalStateException if there are too many
	 */
	Destination of(String subject) {
		Destination known = this.bySubject.get(subject);
		return (known != null && !known.isDurable()) ? known : add(subject, subject, null);
	}

	/**
	 * The destination of a subject's durable requests, made if it is new.
	 * @throws IllegalArgumentException if it is none that can be published to
	 * @throws IllegalStateException if there are too many
	 */
	Destination durable(String subject) {
		DurableSubject names = DurableSubject.of(subject);
		Destination known = this.bySubject.get(names.subject());
		return (known != null) ? known : add(subject, names.subject(), names);
	}

	private synchronized Destination add(String subject, String wire, @Nullable DurableSubject names) {
		if (DurableSubject.isReserved(subject)) {
			throw new IllegalArgumentException("'" + subject + "' is no subject to ask on: a stream answers there; ask"
					+ " durably on what stands before its last '.'");
		}
		if (subject.length() > LONGEST || !RequestSubject.isOne(subject)) {
			throw new IllegalArgumentException("'" + PrintableText.of(subject, LONGEST)
					+ "' is no subject to ask on; allowed are " + RequestSubject.ALLOWED + ", 255 characters in all");
		}
		if (this.bySubject.size() >= MOST && !this.bySubject.containsKey(wire)) {
			throw new IllegalStateException("There are " + MOST + " subjects already, each with meters of its own;"
					+ " put what varies into the body or a header");
		}
		return this.bySubject.computeIfAbsent(wire, (unknown) -> this.making.make(wire, names));
	}

	/**
	 * Somebody answered a question about presence; which one, its subject says.
	 */
	void presenceAnswered(String subject, boolean somebody, long now) {
		this.bySubject.values().forEach((destination) -> destination.presence().answered(subject, somebody, now));
	}

	/**
	 * Repeats questions about presence that met silence.
	 * @return when to do so again
	 */
	long listen(long now) {
		long due = DeadlineTimer.NEVER;
		for (Destination destination : this.bySubject.values()) {
			due = Math.min(due, destination.presence().listen(now));
		}
		return due;
	}

	/**
	 * The link is gone.
	 */
	void lost(long now) {
		this.bySubject.values().forEach((destination) -> destination.presence().lost(now));
	}

	/**
	 * Makes a destination.
	 */
	@FunctionalInterface
	interface Making {

		/**
		 * Makes one.
		 * @param subject the subject on the wire
		 * @param names those of its stream, or null where there is none
		 */
		Destination make(String subject, @Nullable DurableSubject names);

	}

}
