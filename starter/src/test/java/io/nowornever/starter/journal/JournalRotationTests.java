package io.nowornever.starter.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.nowornever.common.journal.Journal;
import io.nowornever.common.settings.InvalidSettingException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JournalRotationTests {

	private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(1_800_000_000_000L));

	private static final int SIZE = 64 * 1024;

	private static final Pattern LINE = Pattern
		.compile("\\{\"at\":\\d+,\"event\":\"\\w+\"(,\"\\w+\":(\\d+|\"[^\"]*\"))*}");

	private static final int THREADS = 8;

	private static final int LINES = 2_000;

	@TempDir
	private Path folder;

	@Test
	void aFullFileBecomesTheOlderPartAndTheNextBeginsWithWhoWrites() {
		try (Journal journal = open()) {
			journal.introduce("producer", "p-1");
			fill(journal, SIZE * 3 / 4);
		}
		assertThat(lines(older())).first().asString().contains("\"who\":\"p-1\"").endsWith("\"part\":1}");
		assertThat(lines(file())).first().asString().contains("\"who\":\"p-1\"").endsWith("\"part\":2}");
		assertThat(runs()).hasSize(1);
		assertThat(sequences(0)).isEqualTo(Stream.iterate(0, (n) -> n + 1).limit(sequences(0).size()).toList());
		assertThat(lines(file())).last().asString().contains("closed");
	}

	@Test
	void noMoreIsKeptThanWanted() throws IOException {
		try (Journal journal = open()) {
			journal.introduce("producer", "p-1");
			for (int turn = 0; turn < 20; turn++) {
				fill(journal, SIZE / 4);
				assertThat(kept()).isLessThanOrEqualTo(SIZE);
			}
		}
		try (Stream<Path> files = Files.list(this.folder)) {
			assertThat(files).containsExactlyInAnyOrder(file(), older());
		}
		assertThat(kept()).isGreaterThan(SIZE / 3);
	}

	@Test
	void processesThatDoNothingButStartAreBoundedTooAndEachToldOf() throws IOException {
		for (int process = 0; process < 1_000; process++) {
			Journal killed = open();
			killed.introduce("producer", "p-" + process);
		}
		assertThat(kept()).isLessThanOrEqualTo(SIZE);
		List<Integer> processes = all().stream()
			.filter((line) -> line.endsWith("\"part\":1}"))
			.map((line) -> number(line, "p-(\\d+)"))
			.toList();
		assertThat(processes)
			.isEqualTo(Stream.iterate(processes.getFirst(), (n) -> n + 1).limit(processes.size()).toList())
			.last()
			.isEqualTo(999);
	}

	@Test
	void aFurtherProcessGoesOnInTheSameFileWithARunOfItsOwn() {
		for (int process = 0; process < 2; process++) {
			try (Journal journal = open()) {
				journal.introduce("producer", "p-1");
				fill(journal, SIZE / 3);
			}
		}
		assertThat(runs()).hasSize(2);
		assertThat(lines(file())).first().asString().endsWith("\"part\":2}");
	}

	@RepeatedTest(10)
	void noLineIsLostOrTornWhileManyThreadsWrite() throws InterruptedException {
		try (Journal journal = open()) {
			journal.introduce("producer", "p-1");
			CyclicBarrier inStep = new CyclicBarrier(THREADS);
			List<Thread> threads = new ArrayList<>();
			for (int thread = 0; thread < THREADS; thread++) {
				int number = thread;
				threads.add(Thread.ofPlatform().start(() -> {
					for (int n = 0; n < LINES; n++) {
						line(journal, number, n);
						meet(inStep, n);
					}
				}));
			}
			for (Thread thread : threads) {
				thread.join();
			}
		}
		assertThat(all()).allMatch((line) -> LINE.matcher(line).matches());
		for (int thread = 0; thread < THREADS; thread++) {
			List<Integer> left = sequences(thread);
			assertThat(left).isNotEmpty().last().isEqualTo(LINES - 1);
			assertThat(left).isEqualTo(Stream.iterate(left.getFirst(), (n) -> n + 1).limit(left.size()).toList());
		}
		assertThat(kept()).isLessThanOrEqualTo(SIZE).isGreaterThan(SIZE / 3);
	}

	@Test
	void aLineThatIsLongerThanAPartIsKeptWhole() {
		try (Journal journal = open()) {
			journal.introduce("producer", "p-1");
			journal.line("started").add("task", "x".repeat(SIZE)).write();
			journal.line("started").add("task", "y").write();
		}
		assertThat(all()).hasSize(5).allMatch((line) -> LINE.matcher(line).matches());
	}

	@Test
	void aFileThatSomebodyRemovedBeginsAnew() throws IOException {
		try (Journal journal = open()) {
			journal.introduce("producer", "p-1");
			Files.delete(file());
			fill(journal, SIZE * 3 / 4);
			assertThat(journal.failure()).isNull();
		}
		assertThat(lines(file())).first().asString().endsWith("\"part\":2}");
	}

	@Test
	void aFileThatCannotBeMovedAsideEndsTheJournalAndSaysWhy() throws IOException {
		Files.createDirectories(older().resolve("in the way"));
		try (Journal journal = open()) {
			journal.introduce("producer", "p-1");
			fill(journal, SIZE * 3 / 4);
			assertThat(journal.isOn()).isFalse();
			assertThat(journal.failure()).contains("journal.1");
		}
		assertThat(lines(file())).allMatch((line) -> LINE.matcher(line).matches());
		assertThat(kept()).isLessThanOrEqualTo(SIZE);
	}

	@Test
	void aFolderThatIsGoneEndsTheJournalAndSaysWhy() throws IOException {
		try (Journal journal = open()) {
			journal.introduce("producer", "p-1");
			Files.delete(file());
			Files.delete(this.folder);
			fill(journal, SIZE * 3 / 4);
			assertThat(journal.isOn()).isFalse();
			assertThat(journal.failure()).contains("No such file or directory");
		}
		Files.createDirectory(this.folder);
	}

	@Test
	void howMuchIsKeptIsASetting() {
		runner().withPropertyValues("journal.max-size=64KB").run((context) -> {
			fill(context.getBean(Journal.class), SIZE * 3 / 4);
			assertThat(older()).exists();
		});
	}

	@Test
	void withoutTheSettingNothingIsThrownAway() {
		runner().run((context) -> {
			fill(context.getBean(Journal.class), SIZE * 3);
			assertThat(older()).doesNotExist();
		});
	}

	@Test
	void tooSmallASizeIsRejected() {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> Journal.open(file(), SIZE - 1, CLOCK))
			.withMessage("journal.max-size is \"65535B\"; allowed: at least 64KB");
	}

	/**
	 * No thread is far behind the others, so that each has written to the last parts.
	 */
	private static void meet(CyclicBarrier inStep, int lines) {
		try {
			if (lines % 50 == 0) {
				inStep.await();
			}
		}
		catch (InterruptedException | BrokenBarrierException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private ApplicationContextRunner runner() {
		return new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(JournalAutoConfiguration.class))
			.withBean(InstantSource.class, () -> CLOCK)
			.withPropertyValues("journal.file=" + file());
	}

	private Journal open() {
		return Journal.open(file(), SIZE, CLOCK);
	}

	private static void fill(Journal journal, int bytes) {
		for (int n = 0; n < bytes / 60; n++) {
			line(journal, 0, n);
		}
	}

	private static void line(Journal journal, int thread, int number) {
		journal.line("sent").add("task", "t-" + thread).add("attempt", number).write();
	}

	private List<Integer> sequences(int thread) {
		return all().stream()
			.filter((line) -> line.contains("\"task\":\"t-" + thread + "\""))
			.map((line) -> number(line, "\"attempt\":(\\d+)"))
			.toList();
	}

	private List<String> runs() {
		return all().stream()
			.filter((line) -> line.contains("opened"))
			.map((line) -> text(line, "\"run\":\"([^\"]+)\""))
			.distinct()
			.toList();
	}

	private static int number(String line, String pattern) {
		return Integer.parseInt(text(line, pattern));
	}

	private static String text(String line, String pattern) {
		Matcher matcher = Pattern.compile(pattern).matcher(line);
		assertThat(matcher.find()).isTrue();
		return matcher.group(1);
	}

	private long kept() {
		return Stream.of(file(), older())
			.mapToLong((file) -> file.toFile().isFile() ? file.toFile().length() : 0)
			.sum();
	}

	private List<String> all() {
		return Stream.of(older(), file()).filter(Files::exists).flatMap((file) -> lines(file).stream()).toList();
	}

	private static List<String> lines(Path file) {
		try {
			return Files.readAllLines(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Path file() {
		return this.folder.resolve("journal");
	}

	private Path older() {
		return this.folder.resolve("journal.1");
	}

}
