package io.nowornever.lab.failure;

import java.nio.file.Path;

import io.nowornever.testbed.junit.SmallFolder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A temporary folder in which no log can grow.
 */
@Tag("integration")
class FullFolderTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path elsewhere;

	/**
	 * With 12 KiB, the broker's files take what there is.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 0, 12 })
	void itIsNamedAtOnceTogetherWithWhatToDo(int freeKib) throws Exception {
		Path output = this.elsewhere.resolve("output");
		assertThat(SmallFolder.run(this.folder, freeKib, output, TestbedInChildJvm.class.getName())).isOne();
		assertThat(output).content()
			.contains("Cannot write in " + this.folder, "now-or-never-", "No space left on device", "Free space there",
					"-Djava.io.tmpdir=");
	}

}
