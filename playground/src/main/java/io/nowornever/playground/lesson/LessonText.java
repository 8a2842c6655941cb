package io.nowornever.playground.lesson;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import picocli.CommandLine.Help.Ansi;

/**
 * Prints what happens in a lesson. When nobody reads any more, the lesson's thread is
 * interrupted.
 */
final class LessonText implements LessonListener {

	private static final int WIDTH = 100;

	private final PrintWriter out;

	private final Ansi ansi;

	LessonText(PrintWriter out, Ansi ansi) {
		this.out = out;
		this.ansi = ansi;
	}

	@Override
	public void on(LessonEvent event) {
		switch (event) {
			case LessonEvent.Began began -> {
				this.out.println(this.ansi.string("@|bold " + began.title() + "|@"));
				wrapped(began.summary(), "").forEach(this.out::println);
			}
			case LessonEvent.Step step -> {
				this.out.println();
				this.out.println(
						this.ansi.string(String.format(Locale.ROOT, "@|bold %2d  %s|@", step.number(), step.title())));
			}
			case LessonEvent.Explanation explanation -> wrapped(explanation.text(), "    ")
				.forEach((line) -> this.out.println(this.ansi.string("@|faint " + line + "|@")));
			case LessonEvent.Call call -> print("    > ", call.what(), call.settings());
			case LessonEvent.Result result -> print("    = ", "", result.figures());
			case LessonEvent.Check check -> this.out.println(verdict(check));
			case LessonEvent.Ended ended -> {
				this.out.println();
				this.out.println(ending(ended));
			}
		}
		if (this.out.checkError()) {
			Thread.currentThread().interrupt();
		}
	}

	private String verdict(LessonEvent.Check check) {
		return this.ansi
			.string(check.passed() ? "@|green     ok  |@" + check.claim() + ": " + check.actual() : "@|red     NO  "
					+ check.claim() + ": expected " + check.expected() + ", but it is " + check.actual() + "|@");
	}

	private String ending(LessonEvent.Ended ended) {
		String seconds = String.format(Locale.ROOT, "%.1f s", ended.tookMillis() / 1e3);
		return switch (ended.outcome()) {
			case PASSED -> this.ansi.string("@|green Passed|@") + " after " + seconds;
			case FAILED -> this.ansi.string("@|red Failed|@") + " after " + seconds + ": " + ended.reason();
			case REFUSED -> this.ansi.string("@|red Not given|@") + ": " + ended.reason();
			case CANCELLED -> this.ansi.string("@|yellow Cancelled|@") + " after " + seconds + ": " + ended.reason();
		};
	}

	private void print(String sign, String what, Map<String, String> entries) {
		List<String> words = new ArrayList<>(what.isEmpty() ? List.of() : List.of(what));
		entries.forEach((name, value) -> words.add(name + "=" + value));
		String indent = " ".repeat(sign.length());
		List<String> lines = filled(words, "  ", indent);
		this.out.println(sign + lines.getFirst().substring(indent.length()));
		lines.stream().skip(1).forEach((line) -> this.out.println("  " + line));
	}

	private static List<String> wrapped(String text, String indent) {
		return filled(List.of(text.split(" ", -1)), " ", indent);
	}

	/**
	 * Breaks between words; one that is longer than a line stays whole.
	 */
	private static List<String> filled(List<String> words, String gap, String indent) {
		List<String> lines = new ArrayList<>();
		StringBuilder line = new StringBuilder(indent);
		for (String word : words) {
			if (line.length() > indent.length() && line.length() + gap.length() + word.length() > WIDTH) {
				lines.add(line.toString());
				line = new StringBuilder(indent);
			}
			line.append((line.length() > indent.length()) ? gap : "").append(word);
		}
		lines.add(line.toString());
		return lines;
	}

}
