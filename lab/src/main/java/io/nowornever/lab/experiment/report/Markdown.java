package io.nowornever.lab.experiment.report;

import java.util.List;

import io.nowornever.testbed.report.Table;

/**
 * Text in Markdown, as it grows. For one thread.
 */
final class Markdown {

	private final StringBuilder text = new StringBuilder();

	Markdown heading(int level, String title) {
		return paragraph("#".repeat(level) + " " + title);
	}

	Markdown paragraph(String words) {
		if (!this.text.isEmpty()) {
			this.text.append('\n');
		}
		this.text.append(words).append('\n');
		return this;
	}

	/**
	 * A table.
	 * @param words how many columns hold words, which stand to the left; figures stand to
	 * the right
	 */
	Markdown table(int words, List<String> header, List<List<String>> rows) {
		Table table = new Table(words, header);
		rows.forEach(table::add);
		return paragraph(table.markdown());
	}

	Markdown code(String lines) {
		return paragraph("```\n" + lines + "\n```");
	}

	Markdown image(String description, String file) {
		return paragraph("![" + description + "](" + file + ")");
	}

	@Override
	public String toString() {
		return this.text.toString();
	}

}
