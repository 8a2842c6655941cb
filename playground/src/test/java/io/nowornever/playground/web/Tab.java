package io.nowornever.playground.web;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * The lab's page in a browser's window, used as a person would: by labels and names.
 */
final class Tab implements AutoCloseable {

	private static final int HEIGHT = 900;

	private final BrowserContext window;

	private final Page page;

	private final List<String> requested = new CopyOnWriteArrayList<>();

	private final List<String> complaints = new CopyOnWriteArrayList<>();

	private Tab(BrowserContext window) {
		this.window = window;
		this.page = window.newPage();
		this.page.setDefaultTimeout(Chromium.PATIENCE_MILLIS);
		this.page.onRequest((request) -> this.requested.add(request.url()));
		this.page.onPageError(this.complaints::add);
		this.page.onConsoleMessage((message) -> {
			if ("error".equals(message.type())) {
				this.complaints.add(message.text());
			}
		});
	}

	static Tab open(Browser browser, String url, int width, ColorScheme colors) {
		Tab tab = new Tab(browser.newContext(new Browser.NewContextOptions().setViewportSize(width, HEIGHT)
			.setColorScheme(colors)
			.setReducedMotion(ReducedMotion.REDUCE)));
		tab.page.navigate(url);
		assertThat(tab.text("#server")).not().containsText("onnecting");
		return tab;
	}

	Tab fill(String label, String text) {
		this.page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(Pattern.compile("^" + label)))
			.fill(text);
		return this;
	}

	/**
	 * Opens the settings that are folded away.
	 */
	Tab unfold() {
		this.page.getByText("More settings").click();
		return this;
	}

	/**
	 * The slider of a field.
	 */
	Locator slider(String label) {
		return this.page.getByRole(AriaRole.SLIDER, new Page.GetByRoleOptions().setName(label + ", slider"));
	}

	Locator button(String name) {
		return this.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
	}

	Locator text(String selector) {
		return this.page.locator(selector);
	}

	/**
	 * Starts a run that goes on until it is stopped, at the latest after a minute.
	 */
	Tab startLongRun() {
		unfold().fill("Messages", "1000000")
			.fill("Window", "50")
			.fill("Slow subscriber", "1000")
			.fill("Time limit", "60");
		button("Run benchmark").click();
		assertThat(text("#state")).hasText("running");
		return this;
	}

	void stopRun() {
		this.page.locator("#stop").click();
		assertThat(text("#state")).hasText("stopped");
	}

	void awaitReady() {
		assertThat(button("Run benchmark")).isEnabled();
	}

	void reload() {
		this.page.reload();
	}

	void press(String key) {
		this.page.keyboard().press(key);
	}

	/**
	 * By how many pixels the page is wider than its window.
	 */
	int overflow() {
		return (int) this.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
	}

	/**
	 * The figures that reach beyond their places, into those beside them.
	 */
	List<?> crowded() {
		return (List<?>) this.page.evaluate("[...document.querySelectorAll('.figures dd')]"
				+ ".filter((figure) => figure.scrollWidth > figure.clientWidth).map((figure) => figure.textContent)");
	}

	/**
	 * Takes a picture of what is in the window, from an element on.
	 */
	void photograph(String selector, Path file) {
		text(selector).evaluate("(element) => element.scrollIntoView(true)");
		this.page.screenshot(new Page.ScreenshotOptions().setPath(file));
	}

	List<String> requested() {
		return this.requested;
	}

	List<String> complaints() {
		return this.complaints;
	}

	@Override
	public void close() {
		this.window.close();
	}

}
