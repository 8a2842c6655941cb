package io.nowornever.request.balance;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SilentMembersTests {

	private static final long MS = Scene.MS;

	private static final double NO_ROOM = Double.POSITIVE_INFINITY;

	private final SilentMembers silent = new SilentMembers(0);

	private long now = MS;

	@Test
	void areAskedOnlyWhereNobodyElseHasRoomAndOneAtATime() {
		assertThat(this.silent.isBetterThan(1e18, this.now)).isFalse();
		assertThat(this.silent.isBetterThan(NO_ROOM, this.now)).isTrue();
		this.silent.sent(this.now);
		this.now += 60_000 * MS;
		assertThat(this.silent.isBetterThan(NO_ROOM, this.now)).as("the first is not answered").isFalse();
		this.silent.ended(false);
		assertThat(this.silent.isBetterThan(NO_ROOM, this.now)).isTrue();
	}

	@Test
	void areAskedMoreAndMoreRarelyWhereThereAreNone() {
		List<Long> gaps = new ArrayList<>();
		long last = this.now;
		while (gaps.size() < 7) {
			if (this.silent.isBetterThan(NO_ROOM, this.now)) {
				gaps.add((this.now - last) / (1_000 * MS));
				last = this.now;
				this.silent.sent(this.now);
				this.silent.ended(gaps.size() % 2 == 0);
			}
			this.now += 10 * MS;
		}
		assertThat(gaps).containsExactly(0L, 2L, 4L, 8L, 16L, 32L, 32L);
	}

	@Test
	void areAskedForTenSecondsOnceTheyHaveAnswered() {
		answer(100);
		for (int i = 0; i < 3; i++) {
			assertThat(this.silent.isBetterThan(NO_ROOM, this.now)).isTrue();
			this.silent.sent(this.now);
		}
		this.now += 10_000 * MS - 1;
		assertThat(this.silent.isBetterThan(NO_ROOM, this.now)).isTrue();
		this.now++;
		assertThat(this.silent.isBetterThan(NO_ROOM, this.now)).as("three are not answered").isFalse();
	}

	@Test
	void anAnswerMakesThemBeAskedSoonAgainOnceThatIsForgotten() {
		for (int i = 0; i < 5; i++) {
			this.silent.sent(this.now);
			this.silent.ended(false);
		}
		answer(100);
		for (int i = 0; i < 5; i++) {
			this.silent.sent(this.now);
			this.silent.ended(false);
		}
		this.now += 10_000 * MS;
		assertThat(this.silent.isBetterThan(NO_ROOM, this.now)).isTrue();
	}

	@Test
	void areComparedByHowLongTheirAnswersTookInTheMean() {
		answer(200);
		assertThat(this.silent.isBetterThan(899 * MS, this.now)).isFalse();
		assertThat(this.silent.isBetterThan(901 * MS, this.now)).isTrue();
		for (int i = 0; i < 100; i++) {
			answer(200);
		}
		assertThat(this.silent.isBetterThan(199 * MS, this.now)).isFalse();
		assertThat(this.silent.isBetterThan(201 * MS, this.now)).isTrue();
	}

	@Test
	void getMoreAtATimeTheMoreTheyAnswerAndHalfAsManyOnceTheyDoNot() {
		assertThat(atATime()).isZero();
		answer(100);
		assertThat(atATime()).isEqualTo(2);
		for (int i = 0; i < 40; i++) {
			answer(100);
		}
		assertThat(atATime()).isEqualTo(9);
		this.silent.sent(this.now);
		this.silent.ended(true);
		assertThat(atATime()).as("somebody else has answered").isEqualTo(9);
		this.silent.sent(this.now);
		this.silent.ended(false);
		assertThat(atATime()).isEqualTo(4);
		for (int i = 0; i < 10; i++) {
			this.silent.sent(this.now);
			this.silent.ended(false);
		}
		assertThat(atATime()).isEqualTo(1);
	}

	@Test
	void onlyAnAnswerOfSomebodyWhoTellsNothingCountsAsTheirs() {
		Scene scene = new Scene();
		scene.hears(Scene.busy("a", 1_000));
		scene.passes(1);
		Route route = scene.choose();
		assertThat(route).isEqualTo(Route.SILENT);
		scene.balancer.answered(route, scene.now, Balancer.UNKNOWN, false, "a", scene.now);
		assertThat(scene.choose()).as("it was another one").isEqualTo(Route.NOWHERE);
		scene.passes(2_001);
		scene.hears(Scene.busy("a", 1_000));
		assertThat(scene.choose()).isEqualTo(Route.SILENT);
		scene.balancer.answered(route, scene.now, Balancer.UNKNOWN, false, null, scene.now);
		assertThat(scene.choose()).isEqualTo(Route.SILENT);
		scene.balancer.answered(Route.GROUP, scene.now, Balancer.UNKNOWN, false, null, scene.now);
		scene.hears(Scene.idle("a"));
		assertThat(scene.chosen()).as("one who is faster than they were").isEqualTo("a");
	}

	@Test
	void aRefusalOrSilenceEndsTheQuestionToThemToo() {
		Scene scene = new Scene();
		for (boolean declined : new boolean[] { true, false }) {
			scene.hears(Scene.busy("a", 1_000));
			scene.passes(2_001);
			scene.hears(Scene.busy("a", 1_000));
			assertThat(scene.choose()).isEqualTo(Route.SILENT);
			assertThat(scene.choose()).as("one at a time").isNotEqualTo(Route.SILENT);
			scene.balancer.ended(Route.SILENT, scene.now, declined);
			scene.passes(2_001);
		}
	}

	@Test
	void whatTheGroupAnsweredWhileNobodyWasKnownTellsNothingOfThem() {
		Scene scene = new Scene();
		scene.passes(1);
		scene.balancer.answered(Route.GROUP, scene.now, Balancer.UNKNOWN, false, "old", scene.now);
		scene.hears(Scene.busy("a", 1_000));
		assertThat(scene.choose()).isEqualTo(Route.SILENT);
		assertThat(scene.choose()).isEqualTo(Route.NOWHERE);
	}

	@Test
	void oneWhoseLoadIsTooOldTellsNothing() {
		Scene scene = new Scene();
		scene.hears(Scene.busy("a", 1_000));
		scene.hears(Scene.busy("b", 1_000));
		scene.passes(600);
		scene.hears(Scene.busy("a", 1_000));
		scene.passes(200);
		Route route = scene.choose();
		scene.balancer.answered(route, scene.now, Balancer.UNKNOWN, false, "b", scene.now);
		assertThat(scene.choose()).isEqualTo(Route.SILENT);
		assertThat(scene.choose()).as("there are some").isEqualTo(Route.SILENT);
	}

	private void answer(long tookMillis) {
		this.silent.sent(this.now);
		this.now += tookMillis * MS;
		this.silent.answered(this.now - tookMillis * MS, this.now);
	}

	/**
	 * How many are asked while others have room.
	 */
	private int atATime() {
		int asked = 0;
		while (this.silent.isBetterThan(1e18, this.now)) {
			this.silent.sent(this.now);
			asked++;
		}
		for (int i = 0; i < asked; i++) {
			this.silent.ended(true);
		}
		return asked;
	}

}
