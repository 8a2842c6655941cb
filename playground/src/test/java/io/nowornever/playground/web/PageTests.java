package io.nowornever.playground.web;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import com.microsoft.playwright.options.ColorScheme;
import io.nowornever.playground.nats.PlaygroundServer;
import io.nowornever.testbed.broker.Broker;
import io.nowornever.testbed.browser.Chromium;
import io.nowornever.testbed.browser.Tab;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page in a real browser. All tests share one server, as people do: a test leaves no
 * run under way.
 */
@Order(1)
@Tag("integration")
class PageTests {

	private static final int WIDE = 1600;

	/**
	 * What the page looks like, to be seen by people; those in the documents were copied
	 * from there.
	 */
	private static final Path PICTURES = Path.of("target", "pictures");

	private static PlaygroundServer server;

	private static Page page;

	private static Chromium chromium;

	@BeforeAll
	static void start() {
		chromium = Chromium.start();
		server = PlaygroundServer.own();
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

	@Test
	void aRunIsStartedByAClickAndItsCountsArrive() {
		try (Tab tab = open(WIDE)) {
			tab.fill("Messages", "5000").fill("Subscribers", "3").button("Run benchmark").click();
			assertThat(tab.text("#summary-equation"))
				.hasText("5,000 sent × 3 subscribers = 15,000 received, nothing lost");
			assertThat(tab.text("#live-received")).hasText("15,000");
			awaitReady(tab);
		}
	}

	@Test
	void thePageSaysWhereItsServerIsAndHowItCameToRun() {
		try (Tab tab = open(WIDE)) {
			assertThat(tab.text("#server"))
				.hasText(Pattern.compile("^own nats-server [0-9.]+ at " + server.address() + ", created for this"));
		}
	}

	@Test
	void aRunIsStartedByTheEnterKey() {
		try (Tab tab = open(WIDE)) {
			tab.fill("Messages", "1234").press("Enter");
			assertThat(tab.text("#summary-equation")).containsText("1,234 sent");
			awaitReady(tab);
		}
	}

	@Test
	void whileARunGoesOnAnotherCannotBeStarted() {
		try (Tab tab = startLongRun(open(WIDE))) {
			assertThat(tab.text("#run")).isDisabled();
			stopRun(tab);
			assertThat(tab.text("#run")).isEnabled();
		}
	}

	@Test
	void aRunThatIsStoppedSaysSo() {
		try (Tab tab = startLongRun(open(WIDE))) {
			stopRun(tab);
			assertThat(tab.text("#summary-ending")).containsText("It was stopped.");
		}
	}

	@Test
	void aRunIsSeenInAnotherTab() {
		try (Tab tab = startLongRun(open(WIDE)); Tab other = open(WIDE)) {
			assertThat(other.text("#state")).hasText("running");
			stopRun(other);
			assertThat(tab.text("#state")).hasText("stopped");
		}
	}

	@Test
	void theChartsTitlesSayWhatStateARunIsInAndForHowLong() {
		try (Tab tab = startLongRun(open(WIDE))) {
			assertThat(tab.text("figcaption").first()).hasText(Pattern.compile("cumulative: running, [0-9.]+ s"));
			stopRun(tab);
			assertThat(tab.text("figcaption").last()).hasText(Pattern.compile("a second: stopped, [0-9.]+ s"));
			tab.fill("Messages", "1000").fill("Window", "").fill("Slow subscriber", "10000");
			tab.button("Run benchmark").click();
			assertThat(tab.text("figcaption").first()).containsText(": draining, ");
			stopRun(tab);
			tab.fill("Slow subscriber", "0").button("Run benchmark").click();
			assertThat(tab.text("figcaption").first()).hasText(Pattern.compile("cumulative: done, [0-9.]+ s"));
			awaitReady(tab);
		}
	}

	@Test
	void slidersGoInTheNotebooksStepsAndFieldsFurther() {
		try (Tab tab = open(WIDE)) {
			tab.slider("Messages").focus();
			tab.press("ArrowRight");
			assertThat(tab.text("#messages")).hasValue("21000");
			tab.press("End");
			assertThat(tab.text("#messages")).hasValue("100000");
			tab.press("Home");
			assertThat(tab.text("#messages")).hasValue("1000");
			tab.slider("Subscribers").focus();
			tab.press("End");
			assertThat(tab.text("#subscribers")).hasValue("8");
			tab.fill("Messages", "200000").fill("Subscribers", "9");
			assertThat(tab.slider("Messages")).hasValue("100000");
			assertThat(tab.slider("Messages")).hasAttribute("aria-valuetext", "200000");
			tab.button("Run benchmark").click();
			assertThat(tab.text("#summary-equation")).containsText("200,000 sent × 9 subscribers = 1,800,000 received");
			awaitReady(tab);
		}
	}

	@Test
	void aReloadPicksARunUpAgain() {
		try (Tab tab = startLongRun(open(WIDE))) {
			tab.reload();
			assertThat(tab.text("#state")).hasText("running");
			assertThat(tab.text("#live-received")).hasText(Pattern.compile("[1-9]"));
			stopRun(tab);
		}
	}

	@Test
	void runsAreCompared() {
		try (Tab tab = open(WIDE)) {
			for (String messages : List.of("2000", "3000")) {
				tab.fill("Messages", messages).button("Run benchmark").click();
				assertThat(tab.text("#comparison-runs tr").last()).containsText(messages.replace("000", ",000"));
				awaitReady(tab);
			}
			tab.text("#comparison-runs button").nth(-2).click();
			assertThat(tab.text("#summary-equation")).containsText("2,000 sent");
		}
	}

	@Test
	void nonsenseGetsAMessageBesideItsField() {
		try (Tab tab = open(WIDE)) {
			tab.fill("Messages", "many").fill("Subscribers", "33").button("Run benchmark").click();
			assertThat(tab.text("#messages-error"))
				.hasText("'many' is not allowed: a whole number from 1,000 to 10,000,000");
			assertThat(tab.text("#subscribers-error")).containsText("from 1 to 32");
			assertThat(tab.text("#messages")).isFocused();
			awaitReady(tab);
		}
	}

	@ParameterizedTest
	@CsvSource({ "1600, LIGHT, 50000, #benchmark", "1280, LIGHT, 300000, #summary", "360, DARK, 60000, .state" })
	void aRunFitsAnyWindow(int width, ColorScheme colors, int messages, String from) {
		try (Tab tab = open(page, width, colors)) {
			tab.fill("Messages", Integer.toString(messages)).button("Run benchmark").click();
			assertThat(tab.text("#summary-equation")).containsText(messages / 1000 + ",000 sent");
			awaitReady(tab);
			assertThat(tab.overflow()).isZero();
			assertThat(crowded(tab)).isEmpty();
			tab.photograph(from, PICTURES.resolve("run-" + width + ".png"));
		}
	}

	@ParameterizedTest
	@CsvSource({ "1600, DARK, duplicates, Duplicates", "360, LIGHT, work-queue, Work queue" })
	void aLessonIsGivenByAClickAndFitsAnyWindow(int width, ColorScheme colors, String lesson, String title) {
		try (Tab tab = open(page, width, colors)) {
			tab.text("[data-lesson=" + lesson + "]").click();
			assertThat(tab.text("#lesson-title")).containsText(title);
			assertThat(tab.text("#lesson-state")).containsText("passed");
			assertThat(tab.text("#lesson-steps .check").first()).isVisible();
			assertThat(tab.overflow()).isZero();
			tab.photograph("#lesson", PICTURES.resolve("lesson-" + width + ".png"));
		}
	}

	@Test
	void nothingIsLoadedFromElsewhereAndTheBrowserHasNoComplaints() {
		try (Tab tab = open(WIDE)) {
			assertThat(tab.requested()).isNotEmpty().allMatch((url) -> url.startsWith(page.url() + "/"));
			assertThat(tab.complaints()).isEmpty();
		}
	}

	@Test
	@SuppressWarnings("try")
	void withoutNatsThePageSaysSoAndTriesAgainWhenAsked() {
		try (Broker broker = Broker.start();
				PlaygroundServer given = PlaygroundServer.given(broker.url());
				Page other = Page.open(given, List.of("--server.port=0"));
				Tab tab = open(other, WIDE, ColorScheme.LIGHT)) {
			broker.kill();
			assertThat(tab.text("#notice")).containsText("No nats-server answers at " + broker.url());
			broker.restart();
			tab.button("Try again").click();
			assertThat(tab.text("#notice")).isHidden();
		}
	}

	@Test
	void aPageThatIsOpenWhenTheLabIsStartedAnewGoesOn() {
		Page before = Page.open(server, List.of("--server.port=0"));
		try (Tab tab = open(before, WIDE, ColorScheme.LIGHT)) {
			tab.fill("Messages", "1000").button("Run benchmark").click();
			assertThat(tab.text("#summary-equation")).containsText("1,000 sent");
			before.close();
			assertThat(tab.text("#notice-title")).hasText("The lab does not answer.");
			try (Page after = Page.open(server, List.of("--server.port=" + before.url().replaceAll(".*:", "")))) {
				assertThat(after.url()).isEqualTo(before.url());
				assertThat(tab.text("#notice")).isHidden();
				tab.fill("Messages", "2000").button("Run benchmark").click();
				assertThat(tab.text("#summary-equation")).containsText("2,000 sent");
			}
		}
		finally {
			before.close();
		}
	}

	private static Tab open(int width) {
		return open(page, width, ColorScheme.LIGHT);
	}

	private static Tab open(Page page, int width, ColorScheme colors) {
		Tab tab = chromium.open(page.url(), width, colors);
		assertThat(tab.text("#server")).not().containsText("onnecting");
		return tab;
	}

	/**
	 * Starts a run that goes on until it is stopped, at the latest after a minute.
	 */
	private static Tab startLongRun(Tab tab) {
		tab.text("summary").click();
		tab.fill("Messages", "1000000").fill("Window", "50").fill("Slow subscriber", "1000").fill("Time limit", "60");
		tab.button("Run benchmark").click();
		assertThat(tab.text("#state")).hasText("running");
		return tab;
	}

	private static void stopRun(Tab tab) {
		tab.text("#stop").click();
		assertThat(tab.text("#state")).hasText("stopped");
	}

	private static void awaitReady(Tab tab) {
		assertThat(tab.button("Run benchmark")).isEnabled();
	}

	/**
	 * The figures that reach beyond their places, into those beside them.
	 */
	private static List<?> crowded(Tab tab) {
		return (List<?>) tab.evaluate("[...document.querySelectorAll('.figures dd')]"
				+ ".filter((figure) => figure.scrollWidth > figure.clientWidth).map((figure) => figure.textContent)");
	}

}
