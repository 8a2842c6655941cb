package io.nowornever.common.pair;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.nowornever.common.wire.AsciiBuffer;
import io.nowornever.common.wire.MalformedBodyException;
import io.nowornever.common.wire.ReceivedMessage;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.ByteArrayBuilder;

/**
 * Bodies to bytes and back. The usual shape, with the contract's fields in their order
 * and texts that need no escaping, is read and written directly; everything else goes
 * through Jackson, which also says what is wrong. Unknown fields are ignored; a wrong
 * type, a missing {@code user_id} or trailing text is a {@link MalformedBodyException}.
 * Safe from any thread.
 */
public final class TaskJson {

	private static final JsonFactory JSON = new JsonFactory();

	private static final byte[] TASK_ID = ascii("{\"task_id\":\"");

	private static final byte[] USER_ID = ascii("\",\"user_id\":");

	private static final byte[] END = ascii("}");

	private static final byte[] PROCESSED = ascii(",\"processed\":true,\"worker\":\"");

	private static final byte[] NOT_PROCESSED = ascii(",\"processed\":false,\"worker\":\"");

	private static final byte[] TEXT_END = ascii("\"}");

	private static final int MOST_DIGITS = 18;

	private static final ThreadLocal<AsciiBuffer> BUFFER = ThreadLocal.withInitial(() -> new AsciiBuffer(256));

	private static final String FIELD_TASK_ID = "task_id";

	private static final String FIELD_USER_ID = "user_id";

	private static final String FIELD_PROCESSED = "processed";

	private static final String FIELD_WORKER = "worker";

	private static final int USUAL_LENGTH = 128;

	private TaskJson() {
	}

	/**
	 * Writes a request's body.
	 * @param taskId the task's id in ASCII that needs no escaping in JSON
	 * @param userId the user
	 * @param buffer cleared and written to
	 * @return the body
	 */
	public static byte[] request(byte[] taskId, long userId, AsciiBuffer buffer) {
		return buffer.clear().append(TASK_ID).append(taskId).append(USER_ID).append(userId).append(END).toBytes();
	}

	/**
	 * Writes a reply's body.
	 * @param reply the reply
	 * @return the body in UTF-8
	 */
	public static byte[] bytes(TaskReply reply) {
		String taskId = reply.taskId();
		String worker = reply.worker();
		if (taskId == null || worker == null || !isPlain(taskId) || !isPlain(worker)) {
			return unusualBytes(reply);
		}
		return BUFFER.get()
			.clear()
			.append(TASK_ID)
			.append(taskId)
			.append(USER_ID)
			.append(reply.userId())
			.append(reply.processed() ? PROCESSED : NOT_PROCESSED)
			.append(worker)
			.append(TEXT_END)
			.toBytes();
	}

	private static byte[] unusualBytes(TaskReply reply) {
		ByteArrayBuilder out = new ByteArrayBuilder(USUAL_LENGTH);
		try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
			json.writeStartObject();
			json.writeStringProperty(FIELD_TASK_ID, reply.taskId());
			json.writeNumberProperty(FIELD_USER_ID, reply.userId());
			json.writeBooleanProperty(FIELD_PROCESSED, reply.processed());
			json.writeStringProperty(FIELD_WORKER, reply.worker());
			json.writeEndObject();
		}
		return out.toByteArray();
	}

	/**
	 * Reads a request's body.
	 * @param body the body
	 * @return the request
	 * @throws MalformedBodyException when it is not what the contract says
	 */
	public static TaskRequest readRequest(byte[] body) throws MalformedBodyException {
		TaskRequest usual = usualRequest(body);
		if (usual != null) {
			return usual;
		}
		Fields fields = Fields.read(body);
		return new TaskRequest(fields.taskId, fields.userId());
	}

	private static @Nullable TaskRequest usualRequest(byte[] body) {
		if (!hasAt(body, 0, TASK_ID)) {
			return null;
		}
		int textEnd = TASK_ID.length;
		while (textEnd < body.length && isPlain(body[textEnd])) {
			textEnd++;
		}
		int first = textEnd + USER_ID.length;
		int end = body.length - END.length;
		if (!hasAt(body, textEnd, USER_ID) || !hasAt(body, end, END) || end <= first || end - first > MOST_DIGITS
				|| (body[first] == '0' && end - first > 1)) {
			return null;
		}
		long userId = 0;
		for (int i = first; i < end; i++) {
			int digit = body[i] - '0';
			if (digit < 0 || digit > 9) {
				return null;
			}
			userId = userId * 10 + digit;
		}
		return new TaskRequest(new String(body, TASK_ID.length, textEnd - TASK_ID.length, StandardCharsets.US_ASCII),
				userId);
	}

	private static boolean hasAt(byte[] body, int at, byte[] part) {
		return at >= 0 && body.length - at >= part.length
				&& Arrays.equals(body, at, at + part.length, part, 0, part.length);
	}

	private static boolean isPlain(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (!isPlain(text.charAt(i))) {
				return false;
			}
		}
		return true;
	}

	private static boolean isPlain(int c) {
		return c >= ' ' && c <= '~' && c != '"' && c != '\\';
	}

	/**
	 * Whether a reply's body has the usual shape and is for a given request, whose work
	 * was done. Looks at the body where it stands.
	 * @param reply the reply
	 * @param taskId the request's id in ASCII that needs no escaping in JSON
	 * @param userId the request's user
	 * @param buffer cleared and written to
	 * @return false if it has another shape, which may be right too, or is for another
	 */
	public static boolean isUsualReply(ReceivedMessage reply, byte[] taskId, long userId, AsciiBuffer buffer) {
		byte[] data = reply.data();
		int begin = reply.bodyBegin();
		buffer.clear().append(TASK_ID).append(taskId).append(USER_ID).append(userId).append(PROCESSED);
		int end = data.length - TEXT_END.length;
		int worker = begin + buffer.length();
		if (end < worker || !buffer.standsIn(data, begin) || !hasAt(data, end, TEXT_END)) {
			return false;
		}
		for (int i = worker; i < end; i++) {
			if (!isPlain(data[i])) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Reads a reply's body.
	 * @param body the body
	 * @return the reply
	 * @throws MalformedBodyException when it is not what the contract says
	 */
	public static TaskReply readReply(byte[] body) throws MalformedBodyException {
		Fields fields = Fields.read(body);
		return new TaskReply(fields.taskId, fields.userId(), fields.processed, fields.worker);
	}

	private static String withoutSource(String message) {
		int source = message.indexOf(" (start marker");
		return (source > 0) ? message.substring(0, source) : message;
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

	private static final class Fields {

		private @Nullable String taskId;

		private long userId;

		private boolean hasUserId;

		private boolean processed;

		private @Nullable String worker;

		static Fields read(byte[] body) throws MalformedBodyException {
			if (body.length == 0) {
				throw new MalformedBodyException("the body is empty; a JSON object is needed");
			}
			Fields fields = new Fields();
			try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body)) {
				if (json.nextToken() != JsonToken.START_OBJECT) {
					throw new MalformedBodyException("the body is no JSON object");
				}
				String name;
				while ((name = json.nextName()) != null) {
					fields.read(name, json);
				}
				if (json.nextToken() != null) {
					throw new MalformedBodyException("the body goes on after its JSON object");
				}
			}
			catch (JacksonException ex) {
				throw new MalformedBodyException("the body is no JSON: " + withoutSource(ex.getOriginalMessage()));
			}
			return fields;
		}

		private void read(String name, JsonParser json) throws MalformedBodyException {
			JsonToken value = json.nextToken();
			switch (name) {
				case FIELD_TASK_ID -> this.taskId = text(name, value, json);
				case FIELD_WORKER -> this.worker = text(name, value, json);
				case FIELD_PROCESSED -> {
					require(name, value.isBoolean(), "true or false", value);
					this.processed = json.getBooleanValue();
				}
				case FIELD_USER_ID -> {
					require(name, value == JsonToken.VALUE_NUMBER_INT, "a whole number", value);
					if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
						throw new MalformedBodyException(name + " must be a whole number of at most 64 bits");
					}
					this.userId = json.getLongValue();
					this.hasUserId = true;
				}
				default -> json.skipChildren();
			}
		}

		private static @Nullable String text(String name, JsonToken value, JsonParser json)
				throws MalformedBodyException {
			if (value == JsonToken.VALUE_NULL) {
				return null;
			}
			require(name, value == JsonToken.VALUE_STRING, "a text", value);
			return json.getString();
		}

		private static void require(String name, boolean right, String needed, JsonToken found)
				throws MalformedBodyException {
			if (!right) {
				throw new MalformedBodyException(name + " must be " + needed + ", found " + found);
			}
		}

		private long userId() throws MalformedBodyException {
			if (!this.hasUserId) {
				throw new MalformedBodyException(FIELD_USER_ID + " is missing; a whole number is needed");
			}
			return this.userId;
		}

	}

}
