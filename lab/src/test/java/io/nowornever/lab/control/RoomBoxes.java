package io.nowornever.lab.control;

import java.util.Locale;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.nowornever.testbed.browser.Tab;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * Where things are on the control room's page, and how others are brought into it.
 *
 * @param tab shows the page
 */
record RoomBoxes(Tab tab) {

	static final String ORIGINAL = "The original experiment";

	/**
	 * With it nothing heaps up, so that all is ended soon.
	 */
	static final String REMEDY = "The remedy";

	/**
	 * The first start after a build prepares quick ones, and a slow consumer ends what it
	 * has.
	 */
	private static final double PATIENCE_MILLIS = 300_000;

	private static final LocatorAssertions.HasTextOptions PATIENTLY_MATCHED = new LocatorAssertions.HasTextOptions()
		.setTimeout(PATIENCE_MILLIS);

	void end() {
		assertThat(this.tab.text("#state")).hasText(Pattern.compile("nothing runs|running|failed"), PATIENTLY_MATCHED);
		if (this.tab.text("#end").isVisible()) {
			this.tab.button("End all").click();
		}
		assertThat(this.tab.text("#start-button"))
			.isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MILLIS));
	}

	void start(String kind) {
		this.tab.text("label:has-text('" + kind + "')").click();
		this.tab.text("#start-button").click();
		assertThat(this.tab.text("#state")).hasText(Pattern.compile("running|failed"), PATIENTLY_MATCHED);
		assertThat(badge("fast-1")).hasText("up");
	}

	void killWithWorkInHand(String name) {
		assertThat(box(name).locator(".meter")).hasAttribute("data-text",
				Pattern.compile("^([2-9]|\\d\\d+) waiting.*"));
		hand(name, "Kill").click();
		assertThat(badge(name)).hasText("killed");
	}

	/**
	 * Has all services started again.
	 */
	void changePolicy(String overload, String balance) {
		this.tab.button("Change the policy").click();
		this.tab.text("#policy-form-overload").selectOption(overload);
		this.tab.text("#policy-form-balance").selectOption(balance);
		this.tab.button("Restart all services with it").click();
		assertThat(this.tab.text("#said")).containsText("all are started again: core, " + overload + ", " + balance);
	}

	Locator box(String name) {
		return this.tab.text("#flow .party[data-key='" + name + "']");
	}

	Locator badge(String name) {
		return box(name).locator(".badge");
	}

	Locator hand(String name, String hand) {
		return box(name).locator("[role=toolbar] button[data-hand='" + hand.toLowerCase(Locale.ROOT) + "']");
	}

	Locator mark(String text) {
		return this.tab.text("#marks .mark-text:has-text('" + text + "')");
	}

	Locator term(String outcome) {
		return this.tab.text("#law-terms [data-key='" + outcome + "']");
	}

	Locator choice(String name) {
		return box(name).locator(".box-choice");
	}

	Locator network(String name) {
		return box(name).locator(".box-network");
	}

}
