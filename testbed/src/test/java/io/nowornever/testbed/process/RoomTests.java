package io.nowornever.testbed.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class RoomTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@Test
	void whereFilesCanGrowThereIsNothingToComplainAboutAndNothingIsLeftInThem() {
		assertThat(Room.complaint(this.folder)).isEmpty();
		assertThat(Room.complaint(this.folder)).isEmpty();
		assertThat(this.folder.resolve("room")).isEmptyFile();
	}

	@Test
	@EnabledIf(value = "io.nowornever.testbed.broker.FullFolderTests#hasDevFull",
			disabledReason = "there is no /dev/full here")
	void whereNoFileCanGrowTheComplaintNamesTheFolderTheReasonAndWhatToDo() throws IOException {
		Files.createSymbolicLink(this.folder.resolve("room"), Path.of("/dev/full"));
		for (int time = 1; time <= 2; time++) {
			assertThat(Room.complaint(this.folder))
				.hasValueSatisfying((text) -> assertThat(text).startsWith("Cannot write in " + this.folder + ": ")
					.contains("No space left on device", "-Djava.io.tmpdir=FOLDER", "TMPDIR=FOLDER"));
		}
	}

	@Test
	void aFolderThatIsNotThereIsComplainedAbout() {
		Path missing = this.folder.resolve("missing");
		assertThat(Room.complaint(missing))
			.hasValueSatisfying((text) -> assertThat(text).contains(missing.toString(), "NoSuchFileException"));
	}

}
