package io.nowornever.request.balance;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That one who fails gets less, and is tried again.
 */
class FailuresTests {

	private final Scene scene = new Scene();

	@BeforeEach
	void oneIsIdleAndOneIsNot() {
		this.scene.hears(Scene.idle("a"));
		this.scene.hears(Scene.busy("b", 100));
		assertThat(this.scene.chosen()).isEqualTo("a");
	}

	@Test
	void whoFailedIsAvoidedUntilThatIsLongAgo() {
		ends(true);
		assertThat(this.scene.chosen()).isEqualTo("b");
		passes(12_000);
		assertThat(this.scene.chosen()).isEqualTo("b");
		passes(4_000);
		assertThat(this.scene.chosen()).isEqualTo("a");
	}

	@Test
	void whoFailsOftenIsAvoidedForLonger() {
		for (int i = 0; i < 5; i++) {
			ends(true);
		}
		passes(24_000);
		assertThat(this.scene.chosen()).isEqualTo("b");
		passes(5_000);
		assertThat(this.scene.chosen()).isEqualTo("a");
	}

	@Test
	void successMakesUpForFailure() {
		ends(true);
		for (int i = 0; i < 6; i++) {
			ends(false);
			assertThat(this.scene.chosen()).isEqualTo("b");
		}
		ends(false);
		assertThat(this.scene.chosen()).isEqualTo("a");
	}

	@Test
	void aRefusalIsNoFailure() {
		this.scene.balancer.ended(this.scene.choose(), this.scene.now, true);
		assertThat(this.scene.chosen()).isEqualTo("a");
	}

	@Test
	void whoTellsThatItFailsIsAvoidedAsMuch() {
		this.scene.hears(Scene.idle("a").fails(0.06));
		assertThat(this.scene.chosen()).isEqualTo("b");
		this.scene.hears(Scene.idle("a").fails(0.04));
		assertThat(this.scene.chosen()).isEqualTo("a");
	}

	@Test
	void whoFailsIsStillAskedWhereNobodyElseHasRoom() {
		ends(true);
		this.scene.hears(Scene.busy("b", 101));
		assertThat(this.scene.chosen()).isEqualTo("a");
	}

	/**
	 * A request that went to the idle one.
	 */
	private void ends(boolean failed) {
		this.scene.hearsLeaving(Scene.idle("b"));
		this.scene.balancer.answered(this.scene.choose(), this.scene.now, Balancer.UNKNOWN, failed, "a",
				this.scene.now);
		this.scene.hears(Scene.busy("b", 100));
	}

	private void passes(long millis) {
		this.scene.passes(millis);
		this.scene.hears(Scene.idle("a"));
		this.scene.hears(Scene.busy("b", 100));
	}

}
