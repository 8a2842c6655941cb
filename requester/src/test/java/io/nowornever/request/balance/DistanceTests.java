package io.nowornever.request.balance;

import org.junit.jupiter.api.Test;

import static io.nowornever.request.balance.Scene.MS;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a requester thinks of how far away responders are, and what it makes of that.
 */
class DistanceTests {

	private final Distance distance = new Distance();

	private final Scene scene = new Scene();

	private long now = 100_000 * MS;

	@Test
	void nothingIsFarBeforeItHasAnswered() {
		assertThat(this.distance.nanos(this.now)).isZero();
	}

	@Test
	void theQuickestOfTheLastAnswersCounts() {
		seen(300, 80, 95, 90, 90, 90, 90, 90);
		assertThat(this.distance.nanos(this.now)).isEqualTo(80 * MS);
	}

	@Test
	void aFewSlowAnswersTellNoDistance() {
		seen(900, 800, 700, 600, 500, 400, 300);
		assertThat(this.distance.nanos(this.now)).isZero();
	}

	@Test
	void whatIsMissingToAFewMillisecondsTellsNoDistance() {
		seen(10, 900, 900, 900, 900, 900, 900, 900);
		assertThat(this.distance.nanos(this.now)).isZero();
	}

	@Test
	void aWayThatHasBecomeLongerIsNoticedAfterAFewAnswers() {
		seen(1, 400, 410, 405, 400, 420, 400, 430);
		assertThat(this.distance.nanos(this.now)).isZero();
		seen(400);
		assertThat(this.distance.nanos(this.now)).isEqualTo(400 * MS);
	}

	@Test
	void aWayThatHasBecomeShorterIsNoticedAtOnce() {
		seen(400, 400, 400, 400, 400, 400, 400, 400);
		seen(3);
		assertThat(this.distance.nanos(this.now)).isZero();
	}

	@Test
	void whoWasNotAskedForLongIsAskedOnceMore() {
		seen(400, 400, 400, 400, 400, 400, 400, 400);
		this.now += Distance.KNOWN_NANOS;
		assertThat(this.distance.nanos(this.now)).isEqualTo(400 * MS);
		this.now++;
		assertThat(this.distance.nanos(this.now)).isZero();
		seen(500);
		assertThat(this.distance.nanos(this.now)).isEqualTo(400 * MS);
	}

	@Test
	void ofTwoWhoAreIdleTheNearerIsAsked() {
		isFar("far", 80);
		hearsBothIdle();
		assertThat(this.scene.chosen(50)).containsOnlyKeys("near");
	}

	@Test
	void whoIsFarIsAskedAsSoonAsTheWaitHereWeighsMore() {
		isFar("far", 80);
		this.scene.hears(Scene.idle("far"));
		this.scene.hears(Scene.busy("near", 31));
		assertThat(this.scene.chosen(50)).containsOnlyKeys("near");
		this.scene.hears(Scene.busy("near", 33));
		assertThat(this.scene.chosen(50)).containsOnlyKeys("far");
	}

	@Test
	void nobodyIsAskedFromWhereAnAnswerWouldComeTooLate() {
		isFar("far", 80);
		this.scene.hears(Scene.idle("far"));
		assertThat(Scene.name(this.scene.chooseWithLeft(120))).isEqualTo("far");
		assertThat(this.scene.chooseWithLeft(119)).isNotInstanceOf(Route.Direct.class);
	}

	@Test
	void theWayIsNoSilence() {
		isFar("far", 300);
		this.scene.hears(Scene.idle("far").workers(9).free(9));
		this.scene.choose();
		this.scene.passes(400);
		this.scene.hears(Scene.busy("other", 121));
		assertThat(this.scene.chosen(20)).as("its answer is not due yet").containsOnlyKeys("far");
	}

	@Test
	void whatWasSentWhileALoadWasOnItsWayCountsWithIt() {
		isFar("far", 80);
		this.scene.hears(Scene.idle("far"));
		this.scene.choose();
		this.scene.passes(79);
		this.scene.hears(Scene.idle("far"));
		this.scene.hears(Scene.busy("near", 38).limit(1_000));
		assertThat(this.scene.chosen(20)).as("one works there by now").containsOnlyKeys("near");
	}

	private void isFar(String name, long wayMillis) {
		for (int i = 0; i < Distance.ANSWERS; i++) {
			this.scene.hears(Scene.idle(name));
			assertThat(this.scene.asks(wayMillis + 20, 20)).isEqualTo(name);
		}
	}

	private void hearsBothIdle() {
		this.scene.hears(Scene.idle("far"));
		this.scene.hears(Scene.idle("near"));
	}

	private void seen(long... wayMillis) {
		for (long way : wayMillis) {
			this.now += MS;
			this.distance.seen(way * MS, this.now);
		}
	}

}
