package io.nowornever.request.balance;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One who asks for a trial, since what it tells of its tasks may be wrong.
 */
class TrialTests {

	private static final Scene.Told HOPELESS = Scene.idle("a").takes(9_000, 10_000);

	private final Scene scene = new Scene();

	@Test
	void whoWouldNotBeInTimeIsNotChosen() {
		this.scene.hears(HOPELESS);
		this.scene.hears(Scene.busy("b", 90));
		assertThat(this.scene.chosen(20)).containsOnlyKeys("b");
	}

	@Test
	void exactlyOneRequestIsATrial() {
		this.scene.hears(HOPELESS.workers(8).free(8).wantsTrial());
		this.scene.hears(Scene.busy("b", 10));
		Route trial = this.scene.choose();
		assertThat(Scene.name(trial)).isEqualTo("a");
		assertThat(this.scene.chosen(20)).containsOnlyKeys("b");
		this.scene.balancer.answered(trial, this.scene.now, Balancer.UNKNOWN, false, "a", this.scene.now);
		assertThat(Scene.name(this.scene.choose())).as("the next, as long as it asks for one").isEqualTo("a");
	}

	@Test
	void itIsNoneForARequestThatHasSpentAFifthOfItsBudget() {
		this.scene.hears(HOPELESS.wantsTrial());
		this.scene.hears(Scene.busy("b", 10));
		assertThat(Scene.name(this.scene.chooseWithLeft(4_000))).isEqualTo("b");
		assertThat(Scene.name(this.scene.chooseWithLeft(4_001))).isEqualTo("a");
	}

	@Test
	void whoIsBusyGetsNone() {
		this.scene.hears(HOPELESS.free(0).wantsTrial());
		this.scene.hears(Scene.busy("b", 10));
		assertThat(this.scene.chosen(20)).containsOnlyKeys("b");
	}

	@Test
	void whoFailedGetsOneOnlyWhereOthersAreNoBetter() {
		this.scene.hears(HOPELESS.wantsTrial().fails(0.5));
		this.scene.hears(Scene.busy("b", 90));
		assertThat(this.scene.chosen(20)).containsOnlyKeys("b");
	}

}
