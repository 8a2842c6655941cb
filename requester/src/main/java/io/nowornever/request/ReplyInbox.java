package io.nowornever.request;

import java.nio.charset.StandardCharsets;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nats.client.MessageHandler;
import io.nowornever.common.wire.AsciiBuffer;

/**
 * The one subject tree on which all replies come back: {@code _INBOX.<client>.<request>.
 * <attempt>}. Both numbers are in the subject, because a "no responders" from NATS
 * carries nothing else to know it by. The client's token is secret: whoever knew it could
 * answer in a consumer's name, so nothing that is handed out tells anything about it.
 */
final class ReplyInbox {

	private static final long NO_LIMIT = 0;

	private static final int MOST_DIGITS = 18;

	private static final int USUAL_LENGTH = 64;

	private static final ThreadLocal<AsciiBuffer> BUFFER = ThreadLocal.withInitial(() -> new AsciiBuffer(USUAL_LENGTH));

	private final byte[] prefix;

	private final String subscription;

	private final String presence;

	private final byte[] storage;

	/**
	 * Creates an inbox on which nobody listens yet.
	 * @param root what its subjects begin with, such as {@code _INBOX.<client>.}
	 */
	ReplyInbox(String root) {
		this.prefix = root.getBytes(StandardCharsets.US_ASCII);
		this.subscription = root + ">";
		this.presence = root + "presence.";
		this.storage = (root + "stored.").getBytes(StandardCharsets.US_ASCII);
	}

	void listen(Connection connection, MessageHandler handler) {
		Dispatcher dispatcher = connection.createDispatcher(handler);
		dispatcher.setPendingLimits(NO_LIMIT, NO_LIMIT);
		dispatcher.subscribe(this.subscription);
	}

	String subject(long sequence, int attempt) {
		return BUFFER.get().clear().append(this.prefix).append(sequence).append(".").append(attempt).toString();
	}

	/**
	 * Where a stream says whether it has stored a request.
	 */
	String storageSubject(long sequence) {
		return BUFFER.get().clear().append(this.storage).append(sequence).toString();
	}

	boolean isAboutStorage(Message reply) {
		return reply.getSubject().startsWith("stored.", this.prefix.length);
	}

	/**
	 * Which request a stream speaks of.
	 * @return the request's sequence number, or -1 when the subject holds none
	 */
	long storedSequence(Message reply) {
		return number(reply.getSubject(), this.storage.length, reply.getSubject().length());
	}

	/**
	 * Where answers about presence come, of which each question has its own subject.
	 * @return what such a subject begins with
	 */
	String presencePrefix() {
		return this.presence;
	}

	boolean isAboutPresence(Message reply) {
		return reply.getSubject().startsWith(this.presence);
	}

	/**
	 * Which request a reply is for.
	 * @param reply a message that came to this inbox
	 * @return the request's sequence number, or -1 when the subject holds none
	 */
	long sequence(Message reply) {
		String subject = reply.getSubject();
		int end = subject.lastIndexOf('.');
		return (end > this.prefix.length) ? number(subject, this.prefix.length, end) : -1;
	}

	/**
	 * Which attempt a reply is for.
	 * @param reply a message that came to this inbox
	 * @return the attempt, or -1 when the subject holds none
	 */
	int attempt(Message reply) {
		String subject = reply.getSubject();
		long attempt = number(subject, subject.lastIndexOf('.') + 1, subject.length());
		return (attempt <= Integer.MAX_VALUE) ? (int) attempt : -1;
	}

	private static long number(String text, int begin, int end) {
		if (end <= begin || end - begin > MOST_DIGITS) {
			return -1;
		}
		long number = 0;
		for (int i = begin; i < end; i++) {
			int digit = text.charAt(i) - '0';
			if (digit < 0 || digit > 9) {
				return -1;
			}
			number = number * 10 + digit;
		}
		return number;
	}

}
