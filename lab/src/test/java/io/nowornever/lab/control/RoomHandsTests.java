package io.nowornever.lab.control;

import java.util.List;

import io.nowornever.testbed.browser.Tab;
import org.junit.jupiter.api.BeforeEach;
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

	private Tab tab;

	private RoomBoxes room;

	@BeforeEach
	void open() {
		this.tab = lab.tab();
		this.room = lab.boxes();
	}

	@Test
	void everyHandOnAServiceWorks() {
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
		this.room.changePolicy("skip", "group");
		assertThat(this.tab.text("#shown-balance")).containsText("anybody of the group");
		for (String party : List.of("producer-1", "producer-2", "slow-1", "fast-1")) {
			assertThat(this.room.badge(party)).hasText("up");
		}
	}

	@Test
	void theKeyboardAloneIsEnoughAndTabReachesNothingThatKills() {
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
		this.room.hand("fast-1", "Start").click();
		assertThat(this.room.badge("fast-1")).hasText("up");
	}

}
