package io.nowornever.lab.control;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import io.nowornever.lab.ledger.LedgerCommand;
import io.nowornever.testbed.browser.Tab;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The control room's page in a real browser, against real processes. All tests share one
 * lab; each starts processes of its own there, which the next one ends.
 */
@Tag("integration")
class RoomPageTests {

	private static final Path PICTURES = Path.of("target", "pictures");

	private static final Pattern COST = Pattern.compile("killed slow-1: held (\\d+), lost (\\d+)");

	@RegisterExtension
	private static final RoomOfClass lab = new RoomOfClass();

	private Tab tab;

	private RoomBoxes room;

	@BeforeEach
	void open() {
		this.tab = lab.tab();
		this.room = lab.boxes();
	}

	@Test
	void aConsumerIsKilledByAClickAndItsLossAppearsBesideTheMarkWithItsCauses() {
		this.room.start(RoomBoxes.ORIGINAL);
		this.room.killWithWorkInHand("slow-1");
		assertThat(this.room.badge("slow-1")).hasText("killed");
		assertThat(this.room.mark("killed slow-1")).hasText(Pattern.compile(".*held [1-9]\\d*, lost [1-9]\\d*$"));
		assertThat(this.tab.text("#causes")).containsText("died waiting");
		Matcher cost = COST.matcher(this.room.mark("killed slow-1").textContent());
		assertThat(cost.find()).isTrue();
		assertThat(Integer.parseInt(cost.group(2))).isLessThanOrEqualTo(Integer.parseInt(cost.group(1)) + 2);
	}

	@Test
	void theAccountAgreesWithTheLedgerOverTheSameJournals() throws IOException {
		this.room.start(RoomBoxes.ORIGINAL);
		this.room.killWithWorkInHand("slow-1");
		assertThat(this.room.mark("killed slow-1")).containsText("lost");
		for (String producer : List.of("producer-1", "producer-2")) {
			this.room.hand(producer, "Stop").click();
			assertThat(this.room.badge(producer)).hasText("stopped");
		}
		assertThat(this.room.term("in_flight")).hasText("0 in flight");
		assertThat(this.tab.text("#law-check")).hasText("it adds up");
		Path kept = lab.folder().resolve("account.json");
		this.tab.keepFile(() -> this.tab.button("Account as JSON").click(), kept);
		JsonNode page = json(Files.readString(kept));
		JsonNode ledger = json(ledger());
		for (String part : List.of("conserved", "started", "outcomes", "producer_died", "causes")) {
			assertThat(page.get(part)).as(part).isNotNull().isEqualTo(ledger.get(part));
		}
		assertThat(this.tab.text("#law-started"))
			.hasText(String.format(Locale.ENGLISH, "%,d", ledger.get("started").asLong()));
	}

	@Test
	void theWayOfALostRequestIsShown() {
		this.room.start(RoomBoxes.ORIGINAL);
		this.room.killWithWorkInHand("slow-1");
		this.tab.text("#unanswered").scrollIntoViewIfNeeded();
		Locator lost = this.tab.text("#unanswered-rows tr:has-text('slow-1') button").first();
		String task = lost.textContent();
		lost.click();
		assertThat(this.tab.text("#way-title")).hasText("The way of " + task);
		assertThat(this.tab.text("#way-events")).containsText(Pattern.compile("producer-[12].*slow-1", Pattern.DOTALL));
		assertThat(this.tab.text("#way-picture circle").nth(2)).isVisible();
	}

	@Test
	void whyAConsumerIsChosenIsShownWhereSomebodyChooses() {
		this.room.start(RoomBoxes.REMEDY);
		assertThat(this.room.choice("fast-1"))
			.hasText(Pattern.compile("would wait[\\d.]+ m?slimit[\\d.]+ m?sroom(yes|little|no)chosen[1-9]\\d* %"));
		assertThat(this.room.choice("slow-1")).hasText(Pattern.compile("would wait.*chosen\\d+ %"));
		assertThat(this.room.choice("producer-1"))
			.hasText(Pattern.compile("by choice[\\d.]+/sto group[\\d.]+/sshed[\\d.]+/s"));
		assertThat(this.tab.text("#flow-chosen")).isVisible();
		this.room.changePolicy("gate", "group");
		String answered = this.room.term("answered").textContent();
		assertThat(this.room.term("answered")).not().hasText(answered);
		for (String party : List.of("producer-1", "producer-2", "slow-1", "fast-1")) {
			assertThat(this.room.choice(party)).isHidden();
		}
		assertThat(this.tab.text("#flow-chosen")).isHidden();
	}

	@Test
	void anExperimentIsPlayedAndStopped() {
		this.tab.text("#experiment-speed").selectOption("10");
		this.tab.button("Play kill-consumer").click();
		assertThat(this.tab.text("#experiment-state")).hasText("running");
		assertThat(this.tab.text("#expectations")).containsText("not known yet");
		this.tab.button("Stop it").click();
		assertThat(this.tab.text("#experiment-state")).hasText("stopped");
	}

	@Test
	void anotherTabAndAReloadSeeTheSame() {
		this.room.start(RoomBoxes.REMEDY);
		this.room.hand("slow-1", "Kill").click();
		assertThat(this.room.mark("killed slow-1")).isVisible();
		try (Tab other = lab.open(RoomOfClass.WIDE, ColorScheme.DARK)) {
			assertThat(other.text("#marks")).containsText("killed slow-1");
			assertThat(other.text("#consumers-list .party[data-key='slow-1'] .badge")).hasText("killed");
		}
		this.tab.reload();
		assertThat(this.room.mark("killed slow-1")).isVisible();
	}

	@Test
	void theRunIsKeptAsAFileThatNeedsNoServer() {
		this.room.start(RoomBoxes.ORIGINAL);
		this.room.killWithWorkInHand("slow-1");
		assertThat(this.room.mark("killed slow-1")).isVisible();
		Path kept = lab.folder().resolve("run.html");
		this.tab.keepFile(() -> this.tab.button("Run as HTML file").click(), kept);
		try (Tab opened = lab.open(kept.toUri().toString(), RoomOfClass.WIDE, ColorScheme.LIGHT)) {
			assertThat(opened.text("#marks")).containsText("killed slow-1");
			assertThat(opened.text("#chart-rates svg")).isVisible();
			assertThat(opened.requested()).containsExactly(kept.toUri().toString());
			assertThat(json(opened.text("#account").textContent()).get("started").asLong()).isPositive();
		}
	}

	@ParameterizedTest
	@CsvSource({ "1600, LIGHT", "900, DARK", "360, LIGHT" })
	void itFitsAnyWindow(int width, ColorScheme colors) {
		this.room.start(RoomBoxes.ORIGINAL);
		this.room.killWithWorkInHand("slow-1");
		assertThat(this.room.mark("killed slow-1")).hasText(Pattern.compile(".*lost [1-9]\\d*$"));
		try (Tab window = lab.open(width, colors)) {
			assertThat(window.text("#law-check")).hasText("it adds up");
			assertThat(window.overflow()).isZero();
			window.photograph("header", PICTURES.resolve("room-" + width + ".png"));
			assertThat(window.complaints()).isEmpty();
		}
	}

	private static String ledger() throws IOException {
		try (Stream<Path> files = Files.walk(lab.folder())) {
			Stream<String> journals = files.map(Path::toString).filter((file) -> file.endsWith(".journal"));
			StringWriter out = new StringWriter();
			new CommandLine(new LedgerCommand()).setOut(new PrintWriter(out))
				.execute(Stream.concat(Stream.of("--json"), journals).toArray(String[]::new));
			return out.toString();
		}
	}

	private static JsonNode json(String text) {
		return JsonMapper.shared().readTree(text);
	}

}
