package io.nowornever.testbed.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Assumptions;

/**
 * The machine's own Chromium, driven by Playwright on the machine's own Node.js. Nothing
 * is downloaded; where one of them is missing, the tests are skipped and say so.
 */
public final class Chromium implements AutoCloseable {

	static final double PATIENCE_MILLIS = 60_000;

	private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome-stable",
			"google-chrome");

	private final Playwright playwright;

	private final Browser browser;

	private Chromium(Playwright playwright, Browser browser) {
		this.playwright = playwright;
		this.browser = browser;
	}

	/**
	 * Starts it, or has the tests skipped.
	 * @return the browser, to be closed
	 */
	public static Chromium start() {
		Optional<Path> node = onSearchPath("node");
		Optional<Path> chromium = NAMES.stream().flatMap((name) -> onSearchPath(name).stream()).findFirst();
		Assumptions.assumeTrue(node.isPresent() && chromium.isPresent(),
				"no Chromium or no Node.js on the PATH: the page is not tested in a browser"
						+ " (Debian: apt-get install chromium nodejs)");
		Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_NODEJS_PATH",
				node.orElseThrow().toString(), "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
		PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
		Browser browser = playwright.chromium()
			.launch(new BrowserType.LaunchOptions().setExecutablePath(chromium.orElseThrow())
				.setTimeout(PATIENCE_MILLIS)
				.setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
		return new Chromium(playwright, browser);
	}

	/**
	 * Opens a window of its own, without cookies or cache of another.
	 * @param url what is shown there
	 * @param width how many pixels it is wide
	 * @param colors light or dark
	 * @return the window's tab, to be closed
	 */
	public Tab open(String url, int width, ColorScheme colors) {
		return Tab.open(this.browser, url, width, colors);
	}

	@Override
	public void close() {
		this.browser.close();
		this.playwright.close();
	}

	private static Optional<Path> onSearchPath(String name) {
		return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
			.filter((folder) -> !folder.isEmpty())
			.map((folder) -> Path.of(folder, name).toAbsolutePath())
			.filter(Files::isExecutable)
			.findFirst();
	}

}
