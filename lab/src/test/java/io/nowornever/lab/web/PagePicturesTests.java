package io.nowornever.lab.web;

import java.nio.file.Path;
import java.util.List;

import com.microsoft.playwright.options.ColorScheme;
import io.nowornever.lab.nats.LabServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the page looks like, wide and narrow, light and dark. The pictures are left under
 * {@code target/pictures}; those in the documents were copied from there.
 */
class PagePicturesTests {

	private static final Path PICTURES = Path.of("target", "pictures");

	private static LabServer server;

	private static Page page;

	private static Chromium chromium;

	@BeforeAll
	static void start() {
		chromium = Chromium.start();
		server = LabServer.own();
		page = Page.open(server, List.of("--server.port=0"));
	}

	@AfterAll
	static void stop() {
		if (chromium != null) {
			chromium.close();
			page.close();
			server.close();
		}
	}

	@ParameterizedTest
	@CsvSource({ "1600, LIGHT, 50000, #benchmark", "360, DARK, 60000, .state" })
	void aRun(int width, ColorScheme colors, int messages, String from) {
		try (Tab tab = chromium.open(page.url(), width, colors)) {
			tab.fill("Messages", Integer.toString(messages)).button("Run benchmark").click();
			assertThat(tab.text("#summary-equation")).containsText(messages / 1000 + ",000 sent");
			tab.awaitReady();
			take(tab, "run", width, from);
		}
	}

	@ParameterizedTest
	@CsvSource({ "1600, DARK", "360, LIGHT" })
	void aLesson(int width, ColorScheme colors) {
		try (Tab tab = chromium.open(page.url(), width, colors)) {
			tab.text("[data-lesson=duplicates]").click();
			assertThat(tab.text("#lesson-state")).containsText("passed");
			take(tab, "lesson", width, "#lesson");
		}
	}

	private static void take(Tab tab, String what, int width, String from) {
		Path picture = PICTURES.resolve(what + "-" + width + ".png");
		tab.photograph(from, picture);
		assertThat(picture).isNotEmptyFile();
		assertThat(tab.overflow()).isZero();
	}

}
