package io.nowornever.starter.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nowornever.common.journal.Journal;
import io.nowornever.common.settings.InvalidSettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JournalTests {

	private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(1_800_000_000_000L));

	@TempDir
	private Path folder;

	private static final String BEFORE = "{\"at\":1700000000000,\"event\":\"closed\"}";

	private static final Path FULL_DEVICE = Path.of("/dev/full");

	@Test
	void eachEventIsALineThatIsThereAtOnce() throws IOException {
		try (Journal journal = open()) {
			journal.introduce("producer", "p-1");
			assertThat(lines()).singleElement()
				.asString()
				.matches(Pattern
					.quote("{\"at\":1800000000000,\"event\":\"opened\",\"role\":\"producer\","
							+ "\"who\":\"p-1\",\"pid\":" + ProcessHandle.current().pid() + ",\"run\":\"")
						+ "[0-9a-f-]{36}\",\"part\":1}");
			journal.line("sent").add("task", "t-1").add("attempt", 2).add("left", null).write();
			assertThat(lines()).last()
				.isEqualTo("{\"at\":1800000000000,\"event\":\"sent\",\"task\":\"t-1\",\"attempt\":2}");
		}
		assertThat(lines()).last().isEqualTo("{\"at\":1800000000000,\"event\":\"closed\"}");
	}

	@Test
	void whatStoodThereBeforeStays() throws IOException {
		Files.writeString(file(), BEFORE + "\n");
		open().close();
		assertThat(lines()).hasSize(2).first().isEqualTo(BEFORE);
	}

	@Test
	void aLineThatAKillCutShortIsCutOff() throws IOException {
		Files.writeString(file(), BEFORE + "\n{\"at\":18000000");
		open().close();
		assertThat(lines()).hasSize(2).first().isEqualTo(BEFORE);
		for (String torn : List.of("{\"at\":18000000", "{\"a", "")) {
			Files.writeString(file(), torn);
			open().close();
			assertThat(lines()).hasSize(1);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "the only copy of a letter", "a letter\nof two lines\n", "{\"other\":1}\n",
			"{\"at\":1800000000000,\"event\":\"opened\"}\nand a note", "\n" })
	void aFileThatIsNoJournalIsRefusedAndStaysAsItIs(String content) throws IOException {
		Files.writeString(file(), content);
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> open())
			.withMessageContaining("journal.file is \"" + file() + "\"; allowed: a new file, or a journal");
		assertThat(file()).hasContent(content);
	}

	@Test
	void aLongFileWithoutAnyLineIsRefused() throws IOException {
		Files.write(file(), new byte[1 << 20]);
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> open());
		assertThat(file()).hasSize(1 << 20);
	}

	@Test
	@EnabledIf("hasFullDevice")
	void oneThatCannotBeWrittenAnyMoreEndsAndSaysWhy() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(JournalAutoConfiguration.class))
			.withBean(InstantSource.class, () -> CLOCK)
			.withPropertyValues("journal.file=" + FULL_DEVICE)
			.run((context) -> {
				Journal journal = context.getBean(Journal.class);
				SimpleMeterRegistry registry = new SimpleMeterRegistry();
				context.getBean(MeterBinder.class).bindTo(registry);
				HealthIndicator health = context.getBean(HealthIndicator.class);
				assertThat(registry.get("journal.failed").gauge().value()).isZero();
				assertThat(health.health()).extracting(Health::getStatus).isEqualTo(Status.UP);
				journal.line("sent").write();
				journal.line("sent").write();
				assertThat(journal.isOn()).isFalse();
				assertThat(registry.get("journal.failed").gauge().value()).isEqualTo(1);
				assertThat(health.health())
					.isEqualTo(Health.down().withDetail("journal", "No space left on device").build());
			});
	}

	/**
	 * The operating system lets who has opened a file go on writing it, also after its
	 * disk was unmounted.
	 */
	@Test
	void oneWhoseFolderHasVanishedSaysSo() throws IOException {
		try (Journal journal = Journal.open(file(), Journal.UNBOUNDED, CLOCK)) {
			journal.line("sent").write();
			assertThat(journal.failure()).isNull();
			Files.delete(file());
			journal.line("sent").write();
			assertThat(journal.isOn()).isTrue();
			assertThat(journal.failure()).isEqualTo("the file is gone");
		}
	}

	static boolean hasFullDevice() {
		return Files.isWritable(FULL_DEVICE);
	}

	@Test
	void whatWouldBreakALineIsEscaped() throws IOException {
		try (Journal journal = open()) {
			journal.line("sent").add("task", "a\"b\\c").write();
		}
		assertThat(lines()).first().asString().endsWith("\"task\":\"a\\\"b\\\\c\"}");
	}

	@Test
	void aThreadThatIsInterruptedWritesAndDoesNotEndTheJournal() throws Exception {
		try (Journal journal = open()) {
			Thread interrupted = Thread.ofVirtual().unstarted(() -> {
				Thread.currentThread().interrupt();
				journal.line("taken").write();
			});
			interrupted.start();
			interrupted.join();
			journal.line("ended").write();
		}
		assertThat(lines()).hasSize(3);
	}

	@Test
	void linesOfManyThreadsStayWhole() throws Exception {
		try (Journal journal = open()) {
			List<Thread> threads = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				threads.add(Thread.ofVirtual().start(() -> {
					for (int n = 0; n < 1_000; n++) {
						journal.line("sent").add("task", "task-" + n).write();
					}
				}));
			}
			for (Thread thread : threads) {
				thread.join();
			}
		}
		assertThat(lines()).hasSize(8_001).allMatch((line) -> line.matches("\\{\"at\":\\d+,\"event\":.*}"));
	}

	@Test
	void withoutAFileItIsOff() {
		try (Journal journal = Journal.off()) {
			assertThat(journal.isOn()).isFalse();
			journal.introduce("producer", "p-1");
		}
	}

	@Test
	void aFileThatCannotBeWrittenIsRejected() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> Journal.open(this.folder.resolve("none/journal"), Journal.UNBOUNDED, CLOCK))
			.withMessageContaining("journal.file")
			.withMessageContaining("none/journal")
			.withMessageContaining("a folder that exists");
	}

	private Journal open() {
		return Journal.open(file(), Journal.UNBOUNDED, CLOCK);
	}

	private Path file() {
		return this.folder.resolve("journal");
	}

	private List<String> lines() throws IOException {
		return Files.readAllLines(file());
	}

}
