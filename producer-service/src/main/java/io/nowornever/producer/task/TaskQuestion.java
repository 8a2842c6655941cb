package io.nowornever.producer.task;

import java.nio.charset.StandardCharsets;

import io.nowornever.common.journal.Journal;
import io.nowornever.common.pair.TaskJson;
import io.nowornever.common.pair.TaskReply;
import io.nowornever.common.wire.AsciiBuffer;
import io.nowornever.common.wire.HeaderBlock;
import io.nowornever.common.wire.HeaderNames;
import io.nowornever.common.wire.MalformedBodyException;
import io.nowornever.common.wire.Rank;
import io.nowornever.common.wire.ReceivedMessage;
import io.nowornever.request.Question;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the task of a user, in the pair's own JSON.
 *
 * @param userId the user
 * @param rank how much depends on it
 */
public record TaskQuestion(long userId, Rank rank) implements Question {

	private static final byte[] USER_ID = HeaderBlock.name(HeaderNames.USER_ID);

	private static final byte[] CRITICALITY = HeaderBlock.name(HeaderNames.CRITICALITY);

	private static final int USUAL_LENGTH = 128;

	private static final ThreadLocal<AsciiBuffer> BUFFER = ThreadLocal.withInitial(() -> new AsciiBuffer(USUAL_LENGTH));

	/**
	 * One on which nothing special depends.
	 * @param userId the user
	 */
	public TaskQuestion(long userId) {
		this(userId, Rank.NORMAL);
	}

	@Override
	public void addHeaders(HeaderBlock.Writer headers) {
		headers.add(USER_ID, this.userId);
		if (this.rank != Rank.NORMAL) {
			headers.add(CRITICALITY, this.rank.text());
		}
	}

	@Override
	public byte[] body(byte[] taskId) {
		return TaskJson.request(taskId, this.userId, BUFFER.get());
	}

	@Override
	public Journal.Line describe(Journal.Line line) {
		Journal.Line described = line.add("user", this.userId);
		return (this.rank != Rank.NORMAL) ? described.add("criticality", this.rank.text()) : described;
	}

	@Override
	public @Nullable String problem(ReceivedMessage result, byte[] taskId) {
		return TaskJson.isUsualReply(result, taskId, this.userId, BUFFER.get()) ? null
				: unusualProblem(result.body(), taskId);
	}

	private @Nullable String unusualProblem(byte[] body, byte[] expected) {
		try {
			TaskReply reply = TaskJson.readReply(body);
			String taskId = reply.taskId();
			if (taskId != null && !taskId.equals(new String(expected, StandardCharsets.US_ASCII))) {
				return "its task_id is that of another request";
			}
			if (reply.userId() != this.userId) {
				return "its user_id is " + reply.userId() + ", not " + this.userId;
			}
			return reply.processed() ? null : "processed is not true";
		}
		catch (MalformedBodyException ex) {
			return ex.problem();
		}
	}

}
