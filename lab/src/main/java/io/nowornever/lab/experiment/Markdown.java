package io.nowornever.lab.experiment;

import java.util.List;

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
		StringBuilder table = new StringBuilder(row(header)).append("\n|")
			.append(" --- |".repeat(words))
			.append(" ---: |".repeat(header.size() - words));
		rows.forEach((cells) -> table.append('\n').append(row(cells)));
		return paragraph(table.toString());
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

	private static String row(List<String> cells) {
		return "| " + String.join(" | ", cells) + " |";
	}

}
