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
import io.nowornever.lab.LabProcess;
import io.nowornever.lab.ledger.LedgerCommand;
import io.nowornever.testbed.browser.Chromium;
import io.nowornever.testbed.browser.Tab;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

	private static final int WIDE = 1600;

	private static final Path PICTURES = Path.of("target", "pictures");

	private static final Pattern COST = Pattern.compile("killed slow-1: held (\\d+), lost (\\d+)");

	@TempDir
	private static Path temporary;

	private static Chromium chromium;

	private static LabProcess lab;

	private static String url;

	private Tab tab;

	private RoomBoxes room;

	@BeforeAll
	static void start() throws IOException {
		chromium = Chromium.start();
		lab = LabProcess.start(temporary, "--server.port=0");
		url = lab.page() + "/room.html";
	}

	@AfterAll
	static void stop() throws Exception {
		if (chromium != null) {
			chromium.close();
			lab.interrupt();
			lab.close();
		}
	}

	@BeforeEach
	void beginWithAnEmptyRoom() {
		this.tab = chromium.open(url, WIDE, ColorScheme.LIGHT);
		this.room = new RoomBoxes(this.tab);
		this.room.end();
	}

	@AfterEach
	void nothingWentWrongInTheBrowser() {
		assertThat(this.tab.complaints()).isEmpty();
		assertThat(this.tab.requested()).allMatch((address) -> address.startsWith(url.replace("room.html", ""))
				|| address.startsWith("blob:" + url.replace("room.html", "")));
		this.tab.close();
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
		Path kept = temporary.resolve("account.json");
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
	void everyHandOnAServiceWorks() {
		this.room.start(RoomBoxes.REMEDY);
		this.room.hand("fast-1", "Freeze").click();
		assertThat(this.room.badge("fast-1")).hasText("frozen");
		this.room.hand("fast-1", "Thaw").click();
		assertThat(this.room.badge("fast-1")).hasText("up");
		this.room.hand("fast-1", "Stop").click();
		assertThat(this.room.badge("fast-1")).hasText("stopped");
		this.room.hand("fast-1", "Start").click();
		assertThat(this.room.badge("fast-1")).hasText("up");
		this.tab.button("Add fast").click();
		assertThat(this.room.badge("fast-2")).hasText("up");
		this.room.hand("fast-2", "Kill").click();
		this.room.hand("fast-2", "Remove").click();
		assertThat(this.room.box("fast-2")).hasCount(0);
		this.tab.button("Add a producer").click();
		assertThat(this.room.badge("producer-3")).hasText("up");
		this.room.hand("producer-3", "Adjust").click();
		this.tab.fill("Requests a second", "7").button("Restart it with that").click();
		assertThat(this.room.box("producer-3").locator(".box-figures")).containsText("7.0/s");
		assertThat(this.room.badge("producer-3")).hasText("up");
	}

	@Test
	void everyHandOnTheNetworkWorks() {
		this.room.start(RoomBoxes.REMEDY);
		this.room.hand("fast-1", "Adjust").click();
		this.tab.button("Cut the way to the broker").click();
		assertThat(this.room.network("fast-1")).hasText("Network: cut to the broker");
		this.room.hand("fast-1", "Adjust").click();
		this.tab.button("Slow: 200 ms").click();
		assertThat(this.room.network("fast-1")).hasText("Network: 200 ms ± 50 late, 100 kB/s");
		this.room.hand("fast-1", "Adjust").click();
		this.tab.fill("Delay", "150").fill("Jitter", "0").fill("Bandwidth", "");
		this.tab.button("Apply to the network").click();
		assertThat(this.room.network("fast-1")).hasText("Network: 150 ms late");
		this.room.hand("fast-1", "Adjust").click();
		this.tab.button("Heal").click();
		assertThat(this.room.network("fast-1")).isHidden();
		this.room.hand("fast-1", "Adjust").click();
		this.tab.button("Reset its connections").click();
		assertThat(this.tab.text("#marks")).containsText("reset");
	}

	@Test
	void everyHandOnTheBrokerWorks() {
		this.room.start(RoomBoxes.REMEDY);
		this.room.hand("nats-server", "Kill").click();
		assertThat(this.room.badge("nats-server")).hasText("killed");
		assertThat(this.room.term("disconnected")).isVisible();
		this.room.hand("nats-server", "Start").click();
		assertThat(this.room.badge("nats-server")).hasText("up");
		this.room.hand("nats-server", "Freeze").click();
		assertThat(this.room.badge("nats-server")).hasText("frozen");
		this.room.hand("nats-server", "Thaw").click();
		assertThat(this.room.badge("nats-server")).hasText("up");
		this.room.hand("nats-server", "Restart").click();
		assertThat(this.room.mark("restarted the broker")).isVisible();
		assertThat(this.room.badge("nats-server")).hasText("up");
	}

	@Test
	void thePolicyIsChangedForAll() {
		this.room.start(RoomBoxes.REMEDY);
		this.tab.button("Change the policy").click();
		this.tab.text("#policy-form-overload").selectOption("skip");
		this.tab.text("#policy-form-balance").selectOption("group");
		this.tab.button("Restart all services with it").click();
		assertThat(this.tab.text("#said")).containsText("all are started again: core, skip, group");
		assertThat(this.tab.text("#shown-balance")).containsText("anybody of the group");
		for (String party : List.of("producer-1", "producer-2", "slow-1", "fast-1")) {
			assertThat(this.room.badge(party)).hasText("up");
		}
	}

	@Test
	void theKeyboardAloneIsEnoughAndTabReachesNothingThatKills() {
		this.room.start(RoomBoxes.REMEDY);
		this.room.hand("fast-1", "Adjust").focus();
		this.tab.press("End");
		assertThat(this.room.hand("fast-1", "Kill")).isFocused();
		this.tab.press("Enter");
		assertThat(this.room.badge("fast-1")).hasText("killed");
		assertThat(this.room.hand("fast-1", "Adjust")).isFocused();
		assertThat(this.tab.text(".hands button.danger[tabindex='0']")).hasCount(0);
		this.tab.press("Enter");
		assertThat(this.tab.text("#adjust")).isVisible();
		this.tab.press("Escape");
		assertThat(this.room.hand("fast-1", "Adjust")).isFocused();
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
		try (Tab other = chromium.open(url, WIDE, ColorScheme.DARK)) {
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
		Path kept = temporary.resolve("run.html");
		this.tab.keepFile(() -> this.tab.button("Run as HTML file").click(), kept);
		try (Tab opened = chromium.open(kept.toUri().toString(), WIDE, ColorScheme.LIGHT)) {
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
		try (Tab window = chromium.open(url, width, colors)) {
			assertThat(window.text("#law-check")).hasText("it adds up");
			assertThat(window.overflow()).isZero();
			window.photograph("header", PICTURES.resolve("room-" + width + ".png"));
			assertThat(window.complaints()).isEmpty();
		}
	}

	private static String ledger() throws IOException {
		try (Stream<Path> files = Files.walk(temporary)) {
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
