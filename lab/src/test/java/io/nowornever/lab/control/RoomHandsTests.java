package io.nowornever.lab.control;

import java.util.List;

import io.nowornever.testbed.browser.Tab;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * The hands on the control room's page in a real browser, against real processes. All
 * tests share these, and each leaves all of them up.
 */
@Tag("integration")
class RoomHandsTests {

	@RegisterExtension
	private static final RoomOfClass lab = RoomOfClass.after((room) -> room.start(RoomBoxes.REMEDY));

	@Test
	void everyHandOnAServiceWorks(RoomBoxes room, Tab tab) {
		room.hand("fast-1", "Freeze").click();
		assertThat(room.badge("fast-1")).hasText("frozen");
		room.hand("fast-1", "Thaw").click();
		assertThat(room.badge("fast-1")).hasText("up");
		room.hand("fast-1", "Stop").click();
		assertThat(room.badge("fast-1")).hasText("stopped");
		room.hand("fast-1", "Start").click();
		assertThat(room.badge("fast-1")).hasText("up");
		tab.button("Add fast").click();
		assertThat(room.badge("fast-2")).hasText("up");
		room.hand("fast-2", "Kill").click();
		room.hand("fast-2", "Remove").click();
		assertThat(room.box("fast-2")).hasCount(0);
		tab.button("Add a producer").click();
		assertThat(room.badge("producer-3")).hasText("up");
		room.hand("producer-3", "Adjust").click();
		tab.fill("Requests a second", "7").button("Restart it with that").click();
		assertThat(room.box("producer-3").locator(".box-figures")).containsText("7.0/s");
		assertThat(room.badge("producer-3")).hasText("up");
	}

	@Test
	void everyHandOnTheNetworkWorks(RoomBoxes room, Tab tab) {
		room.hand("fast-1", "Adjust").click();
		tab.button("Cut the way to the broker").click();
		assertThat(room.network("fast-1")).hasText("Network: cut to the broker");
		room.hand("fast-1", "Adjust").click();
		tab.button("Slow: 200 ms").click();
		assertThat(room.network("fast-1")).hasText("Network: 200 ms ± 50 late, 100 kB/s");
		room.hand("fast-1", "Adjust").click();
		tab.fill("Delay", "150").fill("Jitter", "0").fill("Bandwidth", "");
		tab.button("Apply to the network").click();
		assertThat(room.network("fast-1")).hasText("Network: 150 ms late");
		room.hand("fast-1", "Adjust").click();
		tab.button("Heal").click();
		assertThat(room.network("fast-1")).isHidden();
		room.hand("fast-1", "Adjust").click();
		tab.button("Reset its connections").click();
		assertThat(tab.text("#marks")).containsText("reset");
	}

	@Test
	void everyHandOnTheBrokerWorks(RoomBoxes room) {
		room.hand("nats-server", "Kill").click();
		assertThat(room.badge("nats-server")).hasText("killed");
		assertThat(room.term("disconnected")).isVisible();
		room.hand("nats-server", "Start").click();
		assertThat(room.badge("nats-server")).hasText("up");
		room.hand("nats-server", "Freeze").click();
		assertThat(room.badge("nats-server")).hasText("frozen");
		room.hand("nats-server", "Thaw").click();
		assertThat(room.badge("nats-server")).hasText("up");
		room.hand("nats-server", "Restart").click();
		assertThat(room.mark("restarted the broker")).isVisible();
		assertThat(room.badge("nats-server")).hasText("up");
	}

	@Test
	void thePolicyIsChangedForAll(RoomBoxes room, Tab tab) {
		room.changePolicy("skip", "group");
		assertThat(tab.text("#shown-balance")).containsText("anybody of the group");
		for (String party : List.of("producer-1", "producer-2", "slow-1", "fast-1")) {
			assertThat(room.badge(party)).hasText("up");
		}
	}

	@Test
	void theKeyboardAloneIsEnoughAndTabReachesNothingThatKills(RoomBoxes room, Tab tab) {
		room.hand("fast-1", "Adjust").focus();
		tab.press("End");
		assertThat(room.hand("fast-1", "Kill")).isFocused();
		tab.press("Enter");
		assertThat(room.badge("fast-1")).hasText("killed");
		assertThat(room.hand("fast-1", "Adjust")).isFocused();
		assertThat(tab.text(".hands button.danger[tabindex='0']")).hasCount(0);
		tab.press("Enter");
		assertThat(tab.text("#adjust")).isVisible();
		tab.press("Escape");
		assertThat(room.hand("fast-1", "Adjust")).isFocused();
		room.hand("fast-1", "Start").click();
		assertThat(room.badge("fast-1")).hasText("up");
	}

}
