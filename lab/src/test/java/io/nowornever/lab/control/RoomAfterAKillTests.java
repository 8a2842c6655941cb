package io.nowornever.lab.control;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import io.nowornever.testbed.browser.Tab;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the control room's page shows of a consumer that was killed, in a real browser. It
 * is killed once, and all tests look at that.
 */
@Tag("integration")
class RoomAfterAKillTests {

	private static final Path PICTURES = Path.of("target", "pictures");

	private static final Pattern COST = Pattern.compile("killed slow-1: held (\\d+), lost (\\d+)");

	@RegisterExtension
	private static final RoomOfClass lab = RoomOfClass.after((room) -> {
		room.start(RoomBoxes.ORIGINAL);
		room.killWithWorkInHand("slow-1");
	});

	@Test
	void aConsumerIsKilledByAClickAndItsLossAppearsBesideTheMarkWithItsCauses(RoomBoxes room, Tab tab) {
		assertThat(room.badge("slow-1")).hasText("killed");
		assertThat(room.mark("killed slow-1")).hasText(Pattern.compile(".*held [1-9]\\d*, lost [1-9]\\d*$"));
		assertThat(tab.text("#causes")).containsText("died waiting");
		Matcher cost = COST.matcher(room.mark("killed slow-1").textContent());
		assertThat(cost.find()).isTrue();
		assertThat(Integer.parseInt(cost.group(2))).isLessThanOrEqualTo(Integer.parseInt(cost.group(1)) + 2);
	}

	@Test
	void theWayOfALostRequestIsShown(Tab tab) {
		tab.text("#unanswered").scrollIntoViewIfNeeded();
		Locator lost = tab.text("#unanswered-rows tr:has-text('slow-1') button").first();
		String task = lost.textContent();
		lost.click();
		assertThat(tab.text("#way-title")).hasText("The way of " + task);
		assertThat(tab.text("#way-events")).containsText(Pattern.compile("producer-[12].*slow-1", Pattern.DOTALL));
		assertThat(tab.text("#way-picture circle").nth(2)).isVisible();
	}

	@Test
	void anotherTabAndAReloadSeeTheSame(RoomBoxes room, Tab tab) {
		assertThat(room.mark("killed slow-1")).isVisible();
		try (Tab other = lab.open(RoomOfClass.WIDE, ColorScheme.DARK)) {
			assertThat(other.text("#marks")).containsText("killed slow-1");
			assertThat(other.text("#consumers-list .party[data-key='slow-1'] .badge")).hasText("killed");
		}
		tab.reload();
		assertThat(room.mark("killed slow-1")).isVisible();
	}

	@Test
	void theRunIsKeptAsAFileThatNeedsNoServer(RoomBoxes room, Tab tab) {
		assertThat(room.mark("killed slow-1")).isVisible();
		Path kept = lab.folder().resolve("run.html");
		tab.keepFile(() -> tab.button("Run as HTML file").click(), kept);
		try (Tab opened = lab.open(kept.toUri().toString(), RoomOfClass.WIDE, ColorScheme.LIGHT)) {
			assertThat(opened.text("#marks")).containsText("killed slow-1");
			assertThat(opened.text("#chart-rates svg")).isVisible();
			assertThat(opened.requested()).containsExactly(kept.toUri().toString());
			assertThat(json(opened.text("#account").textContent()).get("started").asLong()).isPositive();
		}
	}

	@ParameterizedTest
	@CsvSource({ "1600, LIGHT", "900, DARK", "360, LIGHT" })
	void itFitsAnyWindow(int width, ColorScheme colors, RoomBoxes room) {
		assertThat(room.mark("killed slow-1")).hasText(Pattern.compile(".*lost [1-9]\\d*$"));
		try (Tab window = lab.open(width, colors)) {
			assertThat(window.text("#law-check")).hasText("it adds up");
			assertThat(window.overflow()).isZero();
			window.photograph("header", PICTURES.resolve("room-" + width + ".png"));
			assertThat(window.complaints()).isEmpty();
		}
	}

	private static JsonNode json(String text) {
		return JsonMapper.shared().readTree(text);
	}

}
