package io.nowornever.lab.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a journal under construction.
 */
final class JournalText {

	private final List<String> lines = new ArrayList<>();

	static JournalText producer(String who) {
		return new JournalText().opened("producer", who);
	}

	static JournalText consumer(String who) {
		return new JournalText().opened("consumer", who);
	}

	static String taskEvent(String event, String task, int attempt) {
		return "{\"at\":1,\"event\":\"" + event + "\",\"task\":\"" + task + "\",\"attempt\":" + attempt + "}";
	}

	static String endedEvent(String task, int attempt, String outcome) {
		return "{\"at\":1,\"event\":\"ended\",\"task\":\"" + task + "\",\"attempt\":" + attempt + ",\"outcome\":\""
				+ outcome + "\"}";
	}

	static String startedEvent(String task) {
		return "{\"at\":1,\"event\":\"started\",\"task\":\"" + task + "\",\"user\":17}";
	}

	static String settledEvent(String task, String outcome) {
		return "{\"at\":1,\"event\":\"settled\",\"task\":\"" + task + "\",\"outcome\":\"" + outcome + "\"}";
	}

	static String declinedEvent(String task, int attempt, String reason) {
		return "{\"at\":1,\"event\":\"declined\",\"task\":\"" + task + "\",\"attempt\":" + attempt + ",\"reason\":\""
				+ reason + "\"}";
	}

	static String extraReplyEvent(String task, String kind) {
		return "{\"at\":1,\"event\":\"extra_reply\",\"task\":\"" + task + "\",\"attempt\":1,\"kind\":\"" + kind + "\"}";
	}

	static String droppedEvent(int count) {
		return "{\"at\":1,\"event\":\"dropped\",\"count\":" + count + "}";
	}

	JournalText opened(String role, String who) {
		return line("{\"at\":1,\"event\":\"opened\",\"role\":\"" + role + "\",\"who\":\"" + who + "\",\"pid\":7}");
	}

	/**
	 * A part of a run begins.
	 */
	JournalText opened(String role, String who, String run, int part, long at) {
		return line("{\"at\":" + at + ",\"event\":\"opened\",\"role\":\"" + role + "\",\"who\":\"" + who
				+ "\",\"pid\":7,\"run\":\"" + run + "\",\"part\":" + part + "}");
	}

	JournalText closed() {
		return line("{\"at\":1,\"event\":\"closed\"}");
	}

	/**
	 * A request that was started and sent once.
	 */
	JournalText sent(String task) {
		return line(startedEvent(task)).line(taskEvent("sent", task, 1));
	}

	JournalText settled(String task, String outcome) {
		return line(settledEvent(task, outcome));
	}

	JournalText received(String task) {
		return line(taskEvent("received", task, 1));
	}

	JournalText taken(String task) {
		return line(taskEvent("taken", task, 1));
	}

	JournalText ended(String task, String outcome) {
		return line(endedEvent(task, 1, outcome));
	}

	JournalText line(String line) {
		this.lines.add(line + "\n");
		return this;
	}

	/**
	 * Adds what a kill left of a line.
	 */
	JournalText torn(String start) {
		this.lines.add(start);
		return this;
	}

	List<String> lines() {
		return this.lines;
	}

	static Path write(Path folder, String name, List<String> lines) {
		try {
			return Files.writeString(folder.resolve(name), String.join("", lines));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static Account account(Path folder, JournalText... journals) {
		Ledger ledger = new Ledger();
		for (int i = 0; i < journals.length; i++) {
			ledger.read(write(folder, "journal-" + i, journals[i].lines()));
		}
		return ledger.account();
	}

}
