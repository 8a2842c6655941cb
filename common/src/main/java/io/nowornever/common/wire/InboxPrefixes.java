package io.nowornever.common.wire;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Which reply subjects are answered: those that begin as inboxes do. Any other may be a
 * command to somebody else, such as JetStream's {@code $JS.API.STREAM.PURGE.X}, which a
 * requester that may not give it would have given by our answer (a confused deputy).
 * Whatever the prefixes are, none that begins with {@code $} is answered, none on which
 * requests or adverts travel, and none with a space, a control character or a wildcard.
 *
 * @param prefixes the texts with which a reply subject may begin
 * @param requests the subject on which requests come; nothing is answered there, nor on
 * any subject below it
 */
public record InboxPrefixes(List<String> prefixes, String requests) {

	/**
	 * Keeps the prefixes.
	 */
	public InboxPrefixes {
		prefixes = List.copyOf(prefixes);
	}

	/**
	 * How subjects end on which a stream listens, of whatever requests.
	 */
	public static final String OF_STREAM = ".durable";

	/**
	 * What prefixes have to be, for messages.
	 */
	public static final String ALLOWED = "beginnings of subjects, separated by commas:"
			+ " 1 to 64 printable ASCII characters each without spaces, '*' and '>', the first not '$'";

	/**
	 * Whether texts can be prefixes.
	 * @param texts the texts
	 * @return true if each can, and there is one
	 */
	public static boolean arePrefixes(List<String> texts) {
		return !texts.isEmpty() && texts.stream().allMatch((text) -> text.matches("[!-~&&[^*>$]][!-~&&[^*>]]{0,63}"));
	}

	/**
	 * Whether an answer may go to a subject.
	 * @param subject a reply subject from the wire, or null when there is none
	 * @return true for an inbox
	 */
	public boolean allow(@Nullable String subject) {
		if (subject == null || !isPlain(subject) || isOfRequests(subject)) {
			return false;
		}
		for (String prefix : this.prefixes) {
			if (subject.startsWith(prefix)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Such characters would be taken for the end of a subject, in the middle of a line of
	 * the protocol, or for many subjects.
	 */
	private static boolean isPlain(String subject) {
		for (int i = 0; i < subject.length(); i++) {
			char c = subject.charAt(i);
			if (c <= ' ' || c == '\u007f' || c == '*' || c == '>') {
				return false;
			}
		}
		return !subject.startsWith("$");
	}

	private boolean isOfRequests(String subject) {
		boolean atOrBelow = subject.startsWith(this.requests)
				&& (subject.length() == this.requests.length() || subject.charAt(this.requests.length()) == '.');
		return (atOrBelow && !this.requests.isEmpty()) || subject.endsWith(OF_STREAM);
	}

	/**
	 * What is wrong with a subject that is not allowed.
	 * @param subject a reply subject from the wire, or null when there is none
	 * @return what it is and what is allowed
	 */
	public String problem(@Nullable String subject) {
		return (subject == null) ? "no reply subject; there is nobody to answer"
				: "the reply subject is " + RequestHeaders.quote(subject)
						+ ", where nothing is answered; allowed are inboxes, which begin with "
						+ String.join(" or ", this.prefixes) + ", without spaces and wildcards";
	}

}
