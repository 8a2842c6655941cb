package io.nowornever.common.wire;

/**
 * The subjects on which services tell that they are there and how they are (NATS ADR-32).
 */
public final class Discovery {

	/**
	 * What may name a service, in words.
	 */
	public static final String NAMES = "1 to 255 of the letters A to Z and a to z, digits, '-' and '_'";

	private static final String PREFIX = "$SRV.";

	private Discovery() {
	}

	/**
	 * Whether a text can name a service.
	 * @param text the text
	 * @return true if it can
	 */
	public static boolean isName(String text) {
		return text.matches("[A-Za-z0-9_-]{1,255}");
	}

	/**
	 * How a responder is called there that has no name of its own.
	 * @param subject the subject that it answers on
	 * @return the subject with {@code .} written {@code -}, and {@code _} for what a name
	 * must not have
	 */
	public static String nameOf(String subject) {
		return subject.replace('.', '-').replaceAll("[^A-Za-z0-9_-]", "_");
	}

	/**
	 * Where the instances of a service answer that they are there.
	 * @param name the service's name
	 * @return the subject
	 */
	public static String pingSubject(String name) {
		return subject("PING", name);
	}

	/**
	 * A subject for a question to all instances of a service.
	 * @param verb {@code PING}, {@code INFO} or {@code STATS}
	 * @param tail the service's name, or its name and an instance's id
	 * @return the subject
	 */
	public static String subject(String verb, String tail) {
		return PREFIX + verb + "." + tail;
	}

	/**
	 * The subject for a question to all services.
	 * @param verb {@code PING}, {@code INFO} or {@code STATS}
	 * @return the subject
	 */
	public static String subject(String verb) {
		return PREFIX + verb;
	}

}
