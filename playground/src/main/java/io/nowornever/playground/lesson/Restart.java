package io.nowornever.playground.lesson;

import java.io.IOException;
import java.util.List;

import io.nats.client.JetStreamApiException;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;

/**
 * The part on what outlasts a restart of the server.
 */
final class Restart {

	private static final String FILE = "DEMO_RESTART_FILE";

	private static final String MEMORY = "DEMO_RESTART_MEMORY";

	private static final String FILE_SUBJECT = "demo.restart-file";

	private static final String MEMORY_SUBJECT = "demo.restart-memory";

	private static final List<String> MESSAGES = List.of("one", "two", "three");

	private static final int STREAM_NOT_FOUND = 10_059;

	private final Board board;

	private final JetStreamCalls calls;

	Restart(Board board, JetStreamCalls calls) {
		this.board = board;
		this.calls = calls;
	}

	void give() throws IOException, JetStreamApiException, InterruptedException {
		this.board.step("Restart: what file and memory keep");
		this.board.explain("""
				The same three messages in a stream of each storage; then the server is stopped and started again. The
				file stream is there with all that it held, and its sequence goes on. The memory stream is gone, itself
				and not only its messages, if there is one server: what has replicas in a cluster lives on in those.
				A server that is not the lesson's own is not restarted, and this is skipped.""");
		create(FILE, FILE_SUBJECT, StorageType.File);
		create(MEMORY, MEMORY_SUBJECT, StorageType.Memory);
		if (this.calls.restartServer()) {
			this.board.check("Messages that the file stream kept", MESSAGES.size(),
					this.calls.state(FILE).getMsgCount());
			this.board.check("The next message there has the sequence", MESSAGES.size() + 1,
					this.calls.publish(FILE_SUBJECT, "four").getSeqno());
			this.board.check("Looking for the memory stream is refused with the code", STREAM_NOT_FOUND,
					refusalOfLook());
		}
	}

	private void create(String stream, String subject, StorageType storage)
			throws IOException, JetStreamApiException, InterruptedException {
		this.calls.createStream(StreamConfiguration.builder().name(stream).subjects(subject).storageType(storage));
		this.calls.publishEach(subject, MESSAGES);
	}

	private long refusalOfLook() throws IOException {
		try {
			this.calls.state(MEMORY);
			return 0;
		}
		catch (JetStreamApiException ex) {
			this.board.result("refused", ex.getErrorDescription(), "code", ex.getApiErrorCode());
			return ex.getApiErrorCode();
		}
	}

}
