package io.nowornever.request;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

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

	private final Function<String, Destination> making;

	Destinations(Function<String, Destination> making) {
		this.making = making;
	}

	/**
	 * The destination of a subject, made if it is new.
	 * @throws IllegalArgumentException if it is none that can be published to
	 * @throws IllegalStateException if there are too many
	 */
	Destination of(String subject) {
		Destination known = this.bySubject.get(subject);
		return (known != null) ? known : add(subject);
	}

	private synchronized Destination add(String subject) {
		if (subject.length() > LONGEST || !subject.matches("[!-~&&[^.*>$]][!-~&&[^.*>]]*(\\.[!-~&&[^.*>]]+)*")) {
			throw new IllegalArgumentException("'" + subject.replaceAll("[^ -~]", "?")
					+ "' is no subject to ask on; allowed are tokens of printable ASCII characters without blanks, '*' and"
					+ " '>', separated by '.', the first not beginning with '$', 255 characters in all");
		}
		if (this.bySubject.size() >= MOST && !this.bySubject.containsKey(subject)) {
			throw new IllegalStateException("There are " + MOST + " subjects already, each with meters of its own;"
					+ " put what varies into the body or a header");
		}
		return this.bySubject.computeIfAbsent(subject, this.making);
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

}
