package io.nowornever.common.wire;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Which reply subjects are answered: those that begin as inboxes do. Any other may be a
 * command to somebody else, such as JetStream's {@code $JS.API.STREAM.PURGE.X}, which a
 * requester that may not give it would have given by our answer (a confused deputy).
 *
 * @param prefixes the texts with which a reply subject may begin
 * @param never the subject on which requests come, an answer to which would come back as
 * one
 */
public record InboxPrefixes(List<String> prefixes, String never) {

	/**
	 * Keeps the prefixes.
	 */
	public InboxPrefixes {
		prefixes = List.copyOf(prefixes);
	}

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
	 * @return true for an inbox; never for a system subject ({@code $…}) or the one on
	 * which requests come
	 */
	public boolean allow(@Nullable String subject) {
		if (subject == null || subject.startsWith("$") || subject.equals(this.never)) {
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
	 * What is wrong with a subject that is not allowed.
	 * @param subject a reply subject from the wire, or null when there is none
	 * @return what it is and what is allowed
	 */
	public String problem(@Nullable String subject) {
		return (subject == null) ? "no reply subject; there is nobody to answer"
				: "the reply subject is " + RequestHeaders.quote(subject) + "; allowed are inboxes, which begin with "
						+ String.join(" or ", this.prefixes);
	}

}
