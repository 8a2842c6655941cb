package io.nowornever.benchmark.report;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.nowornever.testbed.report.Table;

/**
 * Prints results as they come, keeps them as Markdown, and remembers what failed. For one
 * thread.
 */
public final class Report {

	private final PrintWriter out;

	private final PrintWriter progress;

	private final StringBuilder markdown = new StringBuilder();

	private final Map<String, Long> failures = new TreeMap<>();

	/**
	 * Creates an empty report.
	 * @param out where results go
	 * @param progress where it goes what is just being done
	 */
	public Report(PrintWriter out, PrintWriter progress) {
		this.out = out;
		this.progress = progress;
	}

	/**
	 * Adds a paragraph, a heading or a table.
	 * @param block Markdown
	 */
	public void add(String block) {
		String text = block.stripTrailing();
		this.markdown.append(text).append("\n\n");
		this.out.println(text);
		this.out.println();
		this.out.flush();
	}

	/**
	 * Says what is just being done; no part of the result.
	 * @param line the line
	 */
	public void progress(String line) {
		this.progress.println("  " + line);
		this.progress.flush();
	}

	/**
	 * Notes something that makes the figures worthless.
	 * @param what what failed
	 * @param count how often; 0 is no failure
	 */
	public void failure(String what, long count) {
		if (count != 0) {
			this.failures.merge(what, count, Long::sum);
		}
	}

	/**
	 * Adds what failed, if anything did.
	 * @return true if nothing did
	 */
	public boolean conclude() {
		if (!this.failures.isEmpty()) {
			add("**FAILED: these figures are worth nothing.**");
			Table table = new Table(1, List.of("what failed", "how often"));
			this.failures.forEach((what, count) -> table.add(List.of(what, count.toString())));
			add(table.markdown());
		}
		return this.failures.isEmpty();
	}

	/**
	 * Writes everything added so far to a file.
	 * @param file the file
	 * @throws IOException when it cannot be written
	 */
	public void writeTo(Path file) throws IOException {
		Files.writeString(file, this.markdown.toString().stripTrailing() + "\n");
	}

}
