package io.nowornever.lab.ledger;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.nowornever.lab.ledger.Account.Loss;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * In how many parts ever, and in whatever order, journals are read: they tell the same;
 * and where the oldest parts are gone, what is left is conserved, and nothing is said
 * that is not true. The seed is the number of the repetition.
 */
class JournalPartsPropertyTests {

	private static final Pattern TASK = Pattern.compile("\"task\":\"([^\"]+)\"");

	@TempDir
	private Path folder;

	private final Set<String> incomplete = new TreeSet<>();

	@RepeatedTest(200)
	void allPartsInAnyOrderTellWhatHappened(RepetitionInfo repetition) {
		Random random = new Random(repetition.getCurrentRepetition());
		History history = new History(random);
		Account account = account(shuffled(history.journalsInParts().stream().flatMap(List::stream).toList(), random));
		assertThat(account.incomplete()).isEmpty();
		assertThat(account.begunBefore()).isZero();
		assertThat(account.unaccounted()).isEmpty();
		assertThat(account.violations()).isEmpty();
		assertThat(account.started()).isEqualTo(history.started);
		assertThat(account.outcomes()).isEqualTo(history.outcomes);
		assertThat(account.producerDied()).isEqualTo(history.producerDied);
		assertThat(account.causes()).isEqualTo(history.causes);
		assertThat(account.retries()).isEqualTo(history.retries);
		assertThat(account.foreign()).isEqualTo(history.foreign.size());
		assertThat(account.isConserved()).isTrue();
	}

	@RepeatedTest(500)
	void whatIsLeftWithoutTheOldestPartsIsConserved(RepetitionInfo repetition) {
		Random random = new Random(repetition.getCurrentRepetition());
		List<List<String>> left = withoutTheOldest(new History(random), random);
		Account account = account(left);
		assertThat(account.violations()).isEmpty();
		assertThat(account.unaccounted()).isEmpty();
		assertThat(account.isConserved()).isTrue();
		assertThat(account.incomplete()).containsExactlyElementsOf(this.incomplete);
		Set<String> started = tasks(left, "started");
		assertThat(account.started()).isEqualTo(started.size() + count(left, "rejected"));
		assertThat(account.started()).isEqualTo(Tallies.sum(account.outcomes()) + account.producerDied());
		assertThat(account.consumers()).allMatch((fates) -> fates.received() >= Tallies.sum(fates.handled()));
		Set<String> known = tasks(left, "");
		known.removeAll(started);
		assertThat(account.begunBefore() + account.foreign()).isEqualTo(known.size());
		if (this.incomplete.stream().anyMatch((who) -> who.startsWith("producer"))) {
			assertThat(account.foreign()).isZero();
		}
	}

	@RepeatedTest(500)
	void noCauseIsGivenThatOnlyFollowsFromWhatIsGone(RepetitionInfo repetition) {
		Random random = new Random(repetition.getCurrentRepetition());
		History history = new History(random);
		Account account = account(withoutTheOldest(history, random));
		boolean consumerCut = this.incomplete.stream().anyMatch((who) -> who.startsWith("consumer"));
		for (Loss loss : account.losses()) {
			Cause furthest = history.furthest.get(loss.task());
			switch (loss.cause()) {
				case DROPPED, NEVER_RECEIVED -> assertThat(furthest).isEqualTo(Cause.NEVER_RECEIVED);
				case UNKNOWN -> assertThat(consumerCut).isTrue();
				default -> assertThat(loss.cause()).isGreaterThanOrEqualTo(furthest);
			}
		}
	}

	@RepeatedTest(100)
	void theOrderInWhichWhatIsLeftIsReadDoesNotMatter(RepetitionInfo repetition) {
		Random random = new Random(repetition.getCurrentRepetition());
		List<List<String>> left = withoutTheOldest(new History(random), random);
		Account one = account(shuffled(left, random));
		Account other = account(shuffled(left, random));
		assertThat(one).usingRecursiveComparison().ignoringFields("losses").isEqualTo(other);
		assertThat(one.losses()).extracting(Loss::task)
			.containsExactlyInAnyOrderElementsOf(other.losses().stream().map(Loss::task).toList());
	}

	private List<List<String>> withoutTheOldest(History history, Random random) {
		List<List<String>> left = new ArrayList<>();
		for (List<List<String>> parts : history.journalsInParts()) {
			int gone = random.nextBoolean() ? random.nextInt(parts.size()) : 0;
			if (gone > 0) {
				this.incomplete.add(text(parts.getFirst().getFirst(), Pattern.compile("\"who\":\"([^\"]+)\"")));
			}
			left.addAll(parts.subList(gone, parts.size()));
		}
		return left;
	}

	private static <T> List<T> shuffled(List<T> list, Random random) {
		List<T> shuffled = new ArrayList<>(list);
		Collections.shuffle(shuffled, random);
		return shuffled;
	}

	private static Set<String> tasks(List<List<String>> parts, String event) {
		return lines(parts, event).filter((line) -> TASK.matcher(line).find())
			.map((line) -> text(line, TASK))
			.collect(Collectors.toCollection(HashSet::new));
	}

	private static long count(List<List<String>> parts, String event) {
		return lines(parts, event).count();
	}

	private static Stream<String> lines(List<List<String>> parts, String event) {
		return parts.stream().flatMap(List::stream).filter((line) -> line.contains("\"event\":\"" + event));
	}

	private static String text(String line, Pattern pattern) {
		Matcher matcher = pattern.matcher(line);
		assertThat(matcher.find()).isTrue();
		return matcher.group(1);
	}

	private Account account(List<List<String>> parts) {
		Ledger ledger = new Ledger();
		for (int i = 0; i < parts.size(); i++) {
			ledger.read(JournalText.write(this.folder, "journal-" + i, parts.get(i)));
		}
		return ledger.account();
	}

}
