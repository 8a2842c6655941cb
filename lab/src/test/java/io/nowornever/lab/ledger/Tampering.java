package io.nowornever.lab.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The journals of a history with one line, chosen at random, removed or repeated.
 */
final class Tampering {

	private static final Pattern TASK = Pattern.compile("\"task\":\"(task-\\d+)\"");

	private final Random random;

	private History history;

	private List<List<String>> journals = List.of();

	private List<String> journal = List.of();

	private int line;

	private String task = "";

	private Tampering(Random random) {
		this.random = random;
		this.history = new History(random);
	}

	static Tampering of(int seed) {
		return new Tampering(new Random(seed));
	}

	Tampering inAnyRun(String event) {
		return choose(event, List.of(true, false));
	}

	Tampering inAnOrderlyRun(String event) {
		return choose(event, List.of(true));
	}

	Tampering inAKilledRun(String event) {
		return choose(event, List.of(false));
	}

	/**
	 * Chooses a line, in the first history that has one to choose from.
	 */
	private Tampering choose(String event, List<Boolean> orderly) {
		List<Runnable> choices = choices(event, orderly);
		while (choices.isEmpty()) {
			this.history = new History(this.random);
			choices = choices(event, orderly);
		}
		choices.get(this.random.nextInt(choices.size())).run();
		return this;
	}

	private List<Runnable> choices(String event, List<Boolean> orderly) {
		this.journals = this.history.journals();
		List<Runnable> choices = new ArrayList<>();
		for (List<String> each : this.journals) {
			for (int i = 0; i < each.size(); i++) {
				String text = each.get(i);
				if (text.endsWith("\n") && text.contains("\"event\":\"" + event + "\"") && TASK.matcher(text).find()
						&& orderly.contains(isInAnOrderlyRun(each, i))) {
					int chosen = i;
					choices.add(() -> {
						this.journal = each;
						this.line = chosen;
					});
				}
			}
		}
		return choices;
	}

	private static boolean isInAnOrderlyRun(List<String> journal, int line) {
		for (String later : journal.subList(line, journal.size())) {
			if (later.contains("\"closed\"")) {
				return true;
			}
			if (later.contains("\"opened\"")) {
				return false;
			}
		}
		return false;
	}

	History history() {
		return this.history;
	}

	String task() {
		return this.task;
	}

	Tampering remove() {
		this.task = taskOf(this.journal.remove(this.line));
		return this;
	}

	Tampering repeat() {
		String text = this.journal.get(this.line);
		this.task = taskOf(text);
		this.journal.add(this.line, text);
		return this;
	}

	private static String taskOf(String text) {
		Matcher matcher = TASK.matcher(text);
		assertThat(matcher.find()).isTrue();
		return matcher.group(1);
	}

	List<List<String>> journals() {
		return this.journals;
	}

}
