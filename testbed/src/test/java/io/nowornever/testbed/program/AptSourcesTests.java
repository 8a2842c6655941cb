package io.nowornever.testbed.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class AptSourcesTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@Test
	void readsTheOneLineStyle() throws IOException {
		write("sources.list", """
				# deb http://comment.example/debian stable main
				deb-src http://source.example/debian stable main
				deb [arch=amd64 signed-by=/a/key.gpg] http://mirror.example/debian stable main contrib # why
				deb http://security.example/debian-security stable-security main
				deb cdrom:[Debian]/ stable main
				""");
		assertThat(mirrors()).containsExactly("http://mirror.example/debian");
	}

	@Test
	void readsTheDeb822Style() throws IOException {
		write("sources.list.d/debian.sources", """
				# all of Debian
				Types: deb deb-src
				URIs: http://one.example/debian
				 http://two.example/debian/
				# a comment within
				Suites: stable stable-updates
				Components: main

				Types: deb
				URIs: http://security.example/debian-security
				Suites: stable-security
				Components: main

				Enabled: no
				Types: deb
				URIs: http://off.example/debian
				Suites: stable
				Components: main
				""");
		assertThat(mirrors()).containsExactly("http://one.example/debian", "http://two.example/debian/");
	}

	@Test
	void whatLooksLikeTheArchiveComesFirst() throws IOException {
		write("sources.list.d/a-vendor.list", "deb https://vendor.example/apt stable main\n");
		write("sources.list.d/b-debian.list", "deb http://mirror.example/debian stable main\n");
		write("sources.list.d/c-ignored.list.disabled", "deb http://off.example/debian stable main\n");
		assertThat(mirrors()).containsExactly("http://mirror.example/debian", "https://vendor.example/apt");
	}

	@Test
	void aMachineWithoutAptHasNone() throws IOException {
		assertThat(mirrors()).isEmpty();
	}

	private List<String> mirrors() throws IOException {
		return AptSources.readFrom(this.folder).mirrors();
	}

	private void write(String name, String text) throws IOException {
		Path file = this.folder.resolve(name);
		Files.createDirectories(this.folder.resolve("sources.list.d"));
		Files.writeString(file, text);
	}

}
