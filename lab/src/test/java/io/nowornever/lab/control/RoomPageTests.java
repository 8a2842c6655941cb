package io.nowornever.lab.control;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.nowornever.lab.ledger.LedgerCommand;
import io.nowornever.testbed.browser.Tab;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
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

	@RegisterExtension
	private static final RoomOfClass lab = RoomOfClass.empty();

	@Test
	void theAccountAgreesWithTheLedgerOverTheSameJournals(RoomBoxes room, Tab tab) throws IOException {
		room.start(RoomBoxes.ORIGINAL);
		room.killWithWorkInHand("slow-1");
		assertThat(room.mark("killed slow-1")).containsText("lost");
		for (String producer : List.of("producer-1", "producer-2")) {
			room.hand(producer, "Stop").click();
			assertThat(room.badge(producer)).hasText("stopped");
		}
		assertThat(room.term("in_flight")).hasText("0 in flight");
		assertThat(tab.text("#law-check")).hasText("it adds up");
		Path kept = lab.folder().resolve("account.json");
		tab.keepFile(() -> tab.button("Account as JSON").click(), kept);
		JsonNode page = json(Files.readString(kept));
		JsonNode ledger = json(ledger());
		for (String part : List.of("conserved", "started", "outcomes", "producer_died", "causes")) {
			assertThat(page.get(part)).as(part).isNotNull().isEqualTo(ledger.get(part));
		}
		assertThat(tab.text("#law-started"))
			.hasText(String.format(Locale.ENGLISH, "%,d", ledger.get("started").asLong()));
	}

	@Test
	void whyAConsumerIsChosenIsShownWhereSomebodyChooses(RoomBoxes room, Tab tab) {
		room.start(RoomBoxes.REMEDY);
		assertThat(room.choice("fast-1"))
			.hasText(Pattern.compile("would wait[\\d.]+ m?slimit[\\d.]+ m?sroom(yes|little|no)chosen[1-9]\\d* %"));
		assertThat(room.choice("slow-1")).hasText(Pattern.compile("would wait.*chosen\\d+ %"));
		assertThat(room.choice("producer-1"))
			.hasText(Pattern.compile("by choice[\\d.]+/sto group[\\d.]+/sshed[\\d.]+/s"));
		assertThat(tab.text("#flow-chosen")).isVisible();
		room.changePolicy("gate", "group");
		String answered = room.term("answered").textContent();
		assertThat(room.term("answered")).not().hasText(answered);
		for (String party : List.of("producer-1", "producer-2", "slow-1", "fast-1")) {
			assertThat(room.choice(party)).isHidden();
		}
		assertThat(tab.text("#flow-chosen")).isHidden();
	}

	@Test
	void whatFailsLaterIsToldToAll(RoomBoxes room, Tab tab) throws IOException {
		room.start(RoomBoxes.REMEDY);
		keepServicesFromStarting();
		room.hand("fast-1", "Adjust").click();
		tab.button("Restart it with that").click();
		String told = "restart fast-1 with other settings: not done. fast-1 ended with exit code 1 before it could listen";
		assertThat(tab.text(".said.bad #said")).containsText(told);
		assertThat(room.badge("fast-1")).hasText("ended");
		tab.reload();
		assertThat(tab.text("#marks .costly .mark-text").first()).hasText(told);
		tab.text("#marks summary").click();
		assertThat(tab.text("#marks pre")).containsText("temporary");
	}

	@Test
	void anExperimentIsPlayedInTheTimesThatItHasHereAndStopped(RoomBoxes room, Tab tab) {
		tab.text("#experiment-speed").selectOption("10");
		tab.button("Play kill-consumer").click();
		assertThat(tab.text("#experiment-state")).hasText("running");
		assertThat(tab.text("#expectations")).containsText("not known yet");
		assertThat(room.box("consumer-1")).containsText("a task takes0.08–0.12 s");
		assertThat(tab.text("#run-title + p")).containsText("answer within 500 ms or never");
		assertThat(tab.text("#experiment-time")).containsText(
				Pattern.compile("Played 10 times as fast: a request has 500 ms.*judged when a scene has ended"));
		tab.button("Stop it").click();
		assertThat(tab.text("#experiment-state")).hasText("stopped");
	}

	/**
	 * As where somebody clears the folder for temporary files.
	 */
	private static void keepServicesFromStarting() throws IOException {
		try (Stream<Path> files = Files.walk(lab.folder(), 2)) {
			Path temporary = files.filter((file) -> file.endsWith("temporary")).findFirst().orElseThrow();
			Files.move(temporary, temporary.resolveSibling("away"));
			Files.createFile(temporary);
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
