package io.nowornever.request.balance;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.nowornever.common.wire.Rank;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who is chosen, by a clock that is set by hand.
 */
class BalancerTests {

	private final Scene scene = new Scene();

	@Test
	void whereNobodyTellsAnythingTheQueueGroupChooses() {
		assertThat(this.scene.choose()).isEqualTo(Route.GROUP);
		assertThat(this.scene.balancer.known(this.scene.now)).isZero();
	}

	@Test
	void theOneIsAskedOnItsOwnSubjectWhereARequestWaitsTheShortest() {
		this.scene.hears(Scene.busy("a", 50));
		this.scene.hears(Scene.busy("b.1", 10));
		this.scene.hears(Scene.busy("c", 90));
		assertThat(this.scene.chosen(50)).containsOnlyKeys("b.1");
		assertThat(this.scene.choose()).isInstanceOfSatisfying(Route.Direct.class,
				(direct) -> assertThat(direct.subject()).isEqualTo("s.to.b_1"));
	}

	@Test
	void onlySoManyAreKnownAtOnce() {
		for (int i = 0; i <= Balancer.MOST_KNOWN; i++) {
			this.scene.hears(Scene.busy("made-up-" + i, 50));
		}
		assertThat(this.scene.balancer.known(this.scene.now)).isEqualTo(Balancer.MOST_KNOWN);
		this.scene.passes(5_000);
		this.scene.hears(Scene.idle("a"));
		assertThat(this.scene.balancer.known(this.scene.now)).isEqualTo(1);
		assertThat(this.scene.chosen(20)).containsOnlyKeys("a");
	}

	@Test
	void aMillisecondOfWaitingWeighsTwoAndAHalfOfWork() {
		this.scene.hears(Scene.busy("waits", 40).takes(100, 110));
		this.scene.hears(Scene.busy("works", 0).takes(189, 240));
		assertThat(this.scene.chosen(20)).containsOnlyKeys("works");
		this.scene.hears(Scene.busy("works", 0).takes(211, 240));
		assertThat(this.scene.chosen(20)).containsOnlyKeys("waits");
	}

	@Test
	void whoIsBetterByLessThanATenthOfATaskIsAlike() {
		this.scene.hears(Scene.idle("a").takes(100, 110));
		this.scene.hears(Scene.idle("b").takes(109, 120));
		assertThat(this.scene.chosen(200)).hasSize(2).allSatisfy((name, count) -> assertThat(count).isBetween(60, 140));
		this.scene.hears(Scene.idle("b").takes(111, 120));
		assertThat(this.scene.chosen(20)).containsOnlyKeys("a");
	}

	@Test
	void aWaitGoesByWhileNothingIsTold() {
		this.scene.hears(Scene.busy("a", 60));
		this.scene.passes(55);
		this.scene.hears(Scene.busy("b", 10));
		assertThat(this.scene.chosen(20)).containsOnlyKeys("a");
	}

	@Test
	void whoIsIdleIsChosenWhateverItsLimit() {
		this.scene.hears(Scene.busy("a", 1).limit(1_000));
		this.scene.hears(Scene.idle("b").limit(0));
		assertThat(this.scene.chosen(20)).containsOnlyKeys("b");
	}

	/**
	 * Loads at random, ranks at random. Whoever is chosen has room and would be in time;
	 * nobody is chosen only where there is no such one.
	 */
	@RepeatedTest(500)
	void whoHasNoRoomIsNotChosenAsLongAsAnotherHasIt(RepetitionInfo repetition) {
		Random random = new Random(repetition.getCurrentRepetition());
		Scene some = new Scene(random.nextLong());
		List<String> fit = new ArrayList<>();
		Rank rank = List.of(Rank.CRITICAL, Rank.NORMAL, Rank.SHEDDABLE).get(random.nextInt(3));
		long left = random.nextLong(1, 400);
		int candidates = 1 + random.nextInt(20);
		for (int i = 0; i < candidates; i++) {
			Scene.Told told = Scene.busy("w" + i, random.nextLong(1, 300)).limit(random.nextLong(200));
			some.hears(told);
			double part = switch (rank) {
				case CRITICAL -> Double.POSITIVE_INFINITY;
				case NORMAL -> 1;
				case SHEDDABLE -> 0.25;
			};
			if (told.waiting() <= told.limit() * part && told.waiting() + told.most() <= left) {
				fit.add(told.name());
			}
		}
		Route route = some.choose(rank, left);
		assertThat(Scene.name(route)).isIn(fit.isEmpty() ? List.of(Scene.name(Route.NOWHERE)) : fit);
	}

	@Test
	void whatDependsOnARequestDecidesHowLongItMayWait() {
		this.scene.hears(Scene.busy("a", 101).limit(100));
		assertThat(this.scene.choose(Rank.NORMAL)).isEqualTo(Route.NOWHERE);
		assertThat(Scene.name(this.scene.choose(Rank.CRITICAL))).isEqualTo("a");
		Scene other = new Scene();
		other.hears(Scene.busy("a", 26).limit(100));
		assertThat(other.choose(Rank.SHEDDABLE)).isEqualTo(Route.NOWHERE);
		assertThat(Scene.name(other.choose(Rank.NORMAL))).isEqualTo("a");
		Scene another = new Scene();
		another.hears(Scene.busy("a", 25).limit(100));
		assertThat(Scene.name(another.choose(Rank.SHEDDABLE))).isEqualTo("a");
	}

	@Test
	void whoHasAskedNobodyForASecondAsksOneAllTheSameThatWouldBeInTime() {
		this.scene.hears(Scene.busy("a", 1_000));
		assertThat(this.scene.choose()).isEqualTo(Route.NOWHERE);
		this.scene.passes(500);
		assertThat(this.scene.choose()).as("others may be there who tell nothing").isEqualTo(Route.SILENT);
		this.scene.passes(500);
		this.scene.hears(Scene.busy("a", 1_000));
		assertThat(this.scene.choose()).isEqualTo(Route.NOWHERE);
		this.scene.passes(1);
		assertThat(this.scene.chooseWithLeft(1_038)).as("not in time").isEqualTo(Route.NOWHERE);
		assertThat(Scene.name(this.scene.choose())).isEqualTo("a");
		assertThat(this.scene.choose()).as("for the next second").isEqualTo(Route.NOWHERE);
	}

	@Test
	void aLoadCountsForThreeQuartersOfASecond() {
		this.scene.hears(Scene.idle("a"));
		this.scene.passes(750);
		assertThat(this.scene.chosen()).isEqualTo("a");
		assertThat(this.scene.balancer.known(this.scene.now)).isEqualTo(1);
		this.scene.now++;
		assertThat(this.scene.choose()).isEqualTo(Route.GROUP);
		assertThat(this.scene.balancer.known(this.scene.now)).isZero();
		this.scene.hears(Scene.busy("b", 90));
		assertThat(this.scene.chosen(20)).containsOnlyKeys("b");
	}

	@Test
	void anOlderLoadIsIgnored() {
		this.scene.hears(Scene.busy("a", 90), 5);
		this.scene.hears(Scene.busy("b", 50), 5);
		this.scene.passes(100);
		assertThat(this.scene.hears(Scene.busy("a", 0), 4)).isFalse();
		assertThat(this.scene.hears(Scene.busy("a", 0), 5)).isFalse();
		this.scene.hears(Scene.busy("b", 50), 6);
		assertThat(this.scene.chosen()).as("90 ms have gone by").isEqualTo("a");
		this.scene.passes(651);
		this.scene.hears(Scene.busy("b", 90), 7);
		assertThat(this.scene.chosen()).as("nothing newer was heard of a").isEqualTo("b");
	}

	@Test
	void whoIsStartedAgainWithAClockThatWasSetBackIsHeardOnceItsLastLoadCountsNoMore() {
		this.scene.hears(Scene.busy("a", 90), 1_000);
		this.scene.passes(750);
		assertThat(this.scene.hears(Scene.idle("a"), 5)).isFalse();
		this.scene.passes(1);
		assertThat(this.scene.hears(Scene.idle("a"), 6)).isTrue();
		assertThat(this.scene.hears(Scene.busy("a", 90), 5)).isFalse();
		this.scene.hears(Scene.busy("b", 10));
		assertThat(this.scene.chosen()).isEqualTo("a");
	}

	@Test
	void tellsWhoWasNotKnownToBeThere() {
		assertThat(this.scene.hears(Scene.idle("a"))).isTrue();
		assertThat(this.scene.hears(Scene.idle("a"))).isFalse();
		this.scene.passes(750);
		assertThat(this.scene.hears(Scene.idle("a"))).isFalse();
		this.scene.passes(751);
		assertThat(this.scene.hears(Scene.idle("a"))).isTrue();
	}

	@Test
	void whoLeavesIsNotChosenUntilItComesBack() {
		this.scene.hears(Scene.idle("a"));
		this.scene.hears(Scene.busy("b", 90));
		this.scene.hearsLeaving(Scene.idle("a"));
		assertThat(this.scene.chosen(20)).containsOnlyKeys("b");
		assertThat(this.scene.hears(Scene.idle("a"))).isTrue();
		assertThat(this.scene.chosen(20)).containsOnlyKeys("a");
		this.scene.hearsLeaving(Scene.idle("a"));
		this.scene.hearsLeaving(Scene.idle("b"));
		this.scene.hearsLeaving(Scene.idle("nobody"));
		assertThat(this.scene.choose()).isEqualTo(Route.GROUP);
	}

	@Test
	void whoGetsNothingAnyMoreIsNotChosenUntilItTellsSomething() {
		this.scene.hears(Scene.idle("a"));
		this.scene.balancer.left((Route.Direct) this.scene.choose());
		assertThat(this.scene.choose()).isEqualTo(Route.GROUP);
		this.scene.hears(Scene.idle("a"));
		assertThat(this.scene.chosen()).isEqualTo("a");
	}

	@Test
	void whereSeveralGroupsAreEachHasEveryRequest() {
		this.scene.hears(Scene.idle("a"));
		this.scene.hears(Scene.idle("b").group("other"));
		assertThat(this.scene.choose()).isEqualTo(Route.GROUP);
		this.scene.passes(500);
		this.scene.hears(Scene.idle("a"));
		this.scene.passes(251);
		assertThat(this.scene.chosen()).as("the other is gone").isEqualTo("a");
	}

	@Test
	void whoHasDeclinedARequestDoesNotGetItAgain() {
		this.scene.hears(Scene.idle("a"));
		this.scene.hears(Scene.busy("b", 80));
		Route first = this.scene.choose();
		assertThat(Scene.name(first)).isEqualTo("a");
		this.scene.balancer.ended(first, this.scene.now, true);
		Route second = this.scene.choose(first);
		assertThat(Scene.name(second)).isEqualTo("b");
		assertThat(this.scene.choose(first, second)).isEqualTo(Route.NOWHERE);
		assertThat(this.scene.chosen()).as("others do").isEqualTo("a");
	}

}
