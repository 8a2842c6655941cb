package io.nowornever.testbed.browser;

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

/**
 * A page in a browser's window, used as a person would: by labels and names. For one
 * thread.
 */
public final class Tab implements AutoCloseable {

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
		return tab;
	}

	/**
	 * Fills a field.
	 * @param label what its label begins with
	 * @param text what is written
	 * @return this
	 */
	public Tab fill(String label, String text) {
		this.page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(Pattern.compile("^" + label)))
			.fill(text);
		return this;
	}

	/**
	 * The slider of a field.
	 * @param label the field's
	 * @return the slider
	 */
	public Locator slider(String label) {
		return this.page.getByRole(AriaRole.SLIDER, new Page.GetByRoleOptions().setName(label + ", slider"));
	}

	/**
	 * A button.
	 * @param name its name, or a part of that
	 * @return the button
	 */
	public Locator button(String name) {
		return this.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
	}

	/**
	 * What a CSS selector selects.
	 * @param selector the selector
	 * @return that
	 */
	public Locator text(String selector) {
		return this.page.locator(selector);
	}

	/**
	 * Loads the page anew.
	 */
	public void reload() {
		this.page.reload();
	}

	/**
	 * Presses a key.
	 * @param key its name, such as {@code Tab}
	 */
	public void press(String key) {
		this.page.keyboard().press(key);
	}

	/**
	 * Has the page compute something.
	 * @param script an expression
	 * @return its value
	 */
	public Object evaluate(String script) {
		return this.page.evaluate(script);
	}

	/**
	 * Does what makes the page give a file to keep.
	 * @param what such as a click
	 * @param file where it is kept
	 */
	public void keepFile(Runnable what, Path file) {
		this.page.waitForDownload(what).saveAs(file);
	}

	/**
	 * By how many pixels the page is wider than its window.
	 * @return 0 if it is not
	 */
	public int overflow() {
		return (int) evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
	}

	/**
	 * Takes a picture of what is in the window.
	 * @param selector the element that is on top
	 * @param file where the picture is kept
	 */
	public void photograph(String selector, Path file) {
		text(selector).evaluate("(element) => element.scrollIntoView(true)");
		this.page.screenshot(new Page.ScreenshotOptions().setPath(file));
	}

	/**
	 * What the page has loaded, or tried to.
	 * @return the addresses
	 */
	public List<String> requested() {
		return this.requested;
	}

	/**
	 * What the browser complained about in its console.
	 * @return its errors
	 */
	public List<String> complaints() {
		return this.complaints;
	}

	@Override
	public void close() {
		this.window.close();
	}

}
