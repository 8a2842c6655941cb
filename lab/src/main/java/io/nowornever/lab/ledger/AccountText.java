package io.nowornever.lab.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.nowornever.testbed.report.Table;

/**
 * An account as people read it.
 *
 * @param account the account
 */
record AccountText(Account account) {

	private static final int MOST_LISTED = 20;

	List<String> lines() {
		List<String> lines = new ArrayList<>();
		lines.addAll(outcomes().lines());
		if (this.account.outcomes().getOrDefault(Outcome.TIMED_OUT, 0L) > 0) {
			lines.add("");
			lines.addAll(shares("timed out since", this.account.causes()).lines());
		}
		if (!this.account.consumers().isEmpty()) {
			lines.add("");
			lines.addAll(consumers().lines());
		}
		lines.add("");
		lines.add("sent again: " + counts(this.account.retries()));
		lines.add("extra replies: " + counts(this.account.extraReplies()));
		if (this.account.foreign() > 0) {
			lines.add("received, but started in none of these journals: " + this.account.foreign());
		}
		if (!this.account.incomplete().isEmpty()) {
			lines.add("the beginning is missing in the journals of: "
					+ printable(String.join(", ", this.account.incomplete())));
			lines.add("known only from what came after their start: " + this.account.begunBefore());
		}
		lines.addAll(listing("violations", this.account.violations().stream().map(AccountText::sentence).toList()));
		lines.add(equation());
		lines.addAll(listing("unaccounted", this.account.unaccounted()));
		return lines;
	}

	private Table outcomes() {
		Map<String, Long> fates = named(this.account.outcomes());
		fates.put("producer died", this.account.producerDied());
		return shares("requests", fates, this.account.started());
	}

	private static Table shares(String title, Map<? extends Enum<?>, Long> counts) {
		return shares(title, named(counts), Tallies.sum(counts));
	}

	private static Table shares(String title, Map<String, Long> counts, long whole) {
		Table table = new Table(1, List.of(title, Long.toString(whole), "share"));
		counts.forEach((name, count) -> {
			if (count > 0) {
				table.add(List.of(name, count.toString(),
						String.format(Locale.ROOT, "%.1f %%", 100.0 * count / Math.max(whole, 1))));
			}
		});
		return table;
	}

	private static Map<String, Long> named(Map<? extends Enum<?>, Long> counts) {
		return counts.entrySet()
			.stream()
			.collect(Collectors.toMap((entry) -> Words.forPeople(entry.getKey()), Map.Entry::getValue, Long::sum,
					LinkedHashMap::new));
	}

	private Table consumers() {
		Table table = new Table(1,
				Stream
					.of(Stream.of("consumers", "received", "taken"), Stream.of(Handling.values()).map(Words::forPeople),
							Stream.of("unfinished", "dropped"))
					.flatMap((cells) -> cells)
					.toList());
		for (ConsumerFates fates : this.account.consumers()) {
			List<String> row = new ArrayList<>(
					List.of(printable(fates.who()), Long.toString(fates.received()), Long.toString(fates.taken())));
			fates.handled().values().forEach((count) -> row.add(count.toString()));
			row.add(Long.toString(fates.unfinished()));
			row.add(Long.toString(fates.dropped()));
			table.add(row);
		}
		return table;
	}

	private String equation() {
		Map<String, Long> fates = named(this.account.outcomes());
		fates.put("producer died", this.account.producerDied());
		String sum = fates.entrySet()
			.stream()
			.filter((entry) -> entry.getValue() > 0)
			.map((entry) -> entry.getValue() + " " + entry.getKey())
			.collect(Collectors.joining(" + "));
		boolean equal = this.account.started() == fates.values().stream().mapToLong(Long::longValue).sum();
		return this.account.started() + " started " + (equal ? "= " : "is not ") + (sum.isEmpty() ? "0" : sum);
	}

	private static String counts(Map<? extends Enum<?>, Long> counts) {
		return named(counts).entrySet()
			.stream()
			.map((entry) -> entry.getValue() + " " + entry.getKey())
			.collect(Collectors.joining(", "));
	}

	private static String sentence(Violation violation) {
		String task = violation.task();
		return Words.forPeople(violation.kind()) + ", says " + violation.who() + ((task != null) ? ": " + task : "");
	}

	private static List<String> listing(String title, List<String> entries) {
		List<String> lines = new ArrayList<>();
		lines.add(title + ": " + entries.size());
		entries.stream().limit(MOST_LISTED).forEach((entry) -> lines.add("  " + printable(entry)));
		if (entries.size() > MOST_LISTED) {
			lines.add("  and " + (entries.size() - MOST_LISTED) + " more, which --json lists");
		}
		return lines;
	}

	/**
	 * Ids come from anybody who can publish: what would steer a terminal is replaced.
	 */
	private static String printable(String text) {
		return text.replaceAll("\\p{Cntrl}", "?");
	}

}
