package io.nowornever.lab.ledger;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TailTests {

	private static final String OPENED = "{\"at\":1,\"event\":\"opened\",\"role\":\"producer\",\"who\":\"p\"}\n";

	@TempDir
	private Path folder;

	private Path file;

	private Tail tail;

	private final List<String> tasks = new ArrayList<>();

	@BeforeEach
	void follow() {
		this.file = this.folder.resolve("p.journal");
		this.tail = new Tail(this.file);
	}

	@AfterEach
	void close() {
		this.tail.close();
	}

	@Test
	void whatWasAddedSinceTheLastReadingIsToldOnce() {
		append(OPENED + started("a"));
		assertThat(read()).isEqualTo(2);
		assertThat(read()).isZero();
		append(started("b") + started("c"));
		assertThat(read()).isEqualTo(2);
		assertThat(this.tasks).containsExactly("a", "b", "c");
	}

	@Test
	void aFileThatIsNotThereYetIsWaitedFor() {
		assertThat(read()).isZero();
		append(OPENED);
		assertThat(read()).isOne();
	}

	@Test
	void aLineIsToldWhenItsEndHasCome() {
		String line = started("a");
		append(OPENED);
		for (int i = 0; i < line.length(); i++) {
			assertThat(read()).isEqualTo((i == 0) ? 1 : 0);
			append(line.substring(i, i + 1));
		}
		assertThat(read()).isOne();
	}

	@Test
	void aTornLineThatTheNextProcessCutsOffIsNeverTold() throws IOException {
		append(OPENED + started("a") + "{\"at\":1,\"event\":\"sta");
		assertThat(read()).isEqualTo(2);
		cut(OPENED.length() + started("a").length());
		append(OPENED + started("b"));
		assertThat(read()).isEqualTo(2);
		assertThat(this.tasks).containsExactly("a", "b");
	}

	@Test
	void aFileThatWasCutIsReadFromItsBeginning() throws IOException {
		append(OPENED + started("a") + started("b"));
		read();
		cut(0);
		append(OPENED + started("c"));
		assertThat(read()).isEqualTo(2);
		assertThat(this.tasks).containsExactly("a", "b", "c");
	}

	@Test
	void whatWasWrittenBeforeAPartWasMovedAsideIsToldBeforeTheNextPart() {
		append(OPENED + started("a"));
		read();
		append(started("b"));
		rotate();
		assertThat(read()).isOne();
		append(OPENED + started("c"));
		assertThat(read()).isEqualTo(2);
		assertThat(this.tasks).containsExactly("a", "b", "c");
	}

	@Test
	void aPartThatCameAndWasMovedAsideBetweenTwoReadingsIsTold() {
		append(OPENED + started("a"));
		read();
		rotate();
		append(OPENED + started("b"));
		rotate();
		append(OPENED + started("c"));
		read();
		assertThat(this.tasks).containsExactly("a", "b", "c");
	}

	@Test
	void whatWasMovedAsideBeforeTheFirstReadingIsToldFirst() {
		append(OPENED + started("a"));
		rotate();
		assertThat(read()).isEqualTo(2);
		append(OPENED + started("b"));
		assertThat(read()).isEqualTo(2);
		assertThat(this.tasks).containsExactly("a", "b");
	}

	@Test
	void aFileThatReplacesOneThatWasRemovedIsFollowed() throws IOException {
		append(OPENED + started("a"));
		read();
		Files.delete(this.file);
		assertThat(read()).isZero();
		append(OPENED + started("b"));
		assertThat(read()).isEqualTo(2);
		assertThat(this.tasks).containsExactly("a", "b");
	}

	@Test
	void aLineThatCannotBeReadIsNamedAndPassedOver() {
		append(OPENED + "what?\n" + started("a"));
		assertThatExceptionOfType(JournalException.class).isThrownBy(this::read)
			.withMessageStartingWith(this.file + ", line 2: not JSON");
		assertThat(read()).isOne();
	}

	@Test
	void aLineThatDoesNotEndIsNotKept() {
		append(OPENED + "x".repeat(Lines.MAX_BYTES + 1));
		assertThatExceptionOfType(JournalException.class).isThrownBy(this::read)
			.withMessageEndingWith("line 2: longer than 1048576 bytes");
	}

	@Test
	void whatIsNoFileIsNamed() throws IOException {
		Files.createDirectory(this.file);
		assertThatExceptionOfType(JournalException.class).isThrownBy(this::read)
			.withMessageContaining("not a regular file");
	}

	@Test
	void theInterruptionOfItsThreadDoesNotEndIt() {
		append(OPENED);
		Thread.currentThread().interrupt();
		assertThat(read()).isOne();
		append(started("a"));
		assertThat(read()).isOne();
		assertThat(Thread.interrupted()).isTrue();
	}

	/**
	 * The seed is the number of the repetition.
	 */
	@RepeatedTest(100)
	void howeverItGrowsEachLineIsToldOnceInItsOrder(RepetitionInfo repetition) {
		Random random = new Random(repetition.getCurrentRepetition());
		List<String> written = new ArrayList<>();
		append(OPENED);
		read();
		int rotations = 0;
		for (int step = 0; step < 200; step++) {
			switch (random.nextInt(6)) {
				case 0 -> {
					read();
					rotations = 0;
				}
				case 1 -> {
					if (rotations < 2) {
						rotate();
						append(OPENED);
						rotations++;
					}
				}
				default -> {
					written.add("task-" + step);
					append(started("task-" + step));
				}
			}
		}
		read();
		assertThat(this.tasks).isEqualTo(written);
	}

	private int read() {
		return this.tail.read((at, event) -> {
			if (event.task() != null) {
				this.tasks.add(event.task());
			}
		});
	}

	private static String started(String task) {
		return JournalText.startedEvent(task) + "\n";
	}

	private void append(String text) {
		try {
			Files.writeString(this.file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void rotate() {
		try {
			Files.move(this.file, JournalParts.older(this.file), StandardCopyOption.REPLACE_EXISTING);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void cut(long length) throws IOException {
		try (RandomAccessFile open = new RandomAccessFile(this.file.toFile(), "rw")) {
			open.setLength(length);
		}
	}

}
