package io.nowornever.request.balance;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import io.nowornever.common.wire.Rank;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a requester itself has sent since a responder told its load.
 */
class OwnRequestsTests {

	private static final long MS = Scene.MS;

	private final Scene scene = new Scene();

	@Test
	void whoHasJustGotARequestIsThoughtToBeBusierByIt() {
		this.scene.hears(Scene.busy("a", 10));
		this.scene.hears(Scene.busy("b", 20));
		List<String> asked = new ArrayList<>();
		for (int i = 0; i < 6; i++) {
			asked.add(Scene.name(this.scene.choose()));
		}
		assertThat(asked).containsExactly("a", "b", "a", "b", "a", "b");
	}

	@Test
	void oneThatIsToldToBeIdleGetsAsManyAsHaveNothingToDoThere() {
		Candidate candidate = candidate(Scene.idle("a").workers(4).free(3));
		for (int i = 0; i < 3; i++) {
			assertThat(candidate.waitNanos(0)).isZero();
			candidate.sent(0);
		}
		assertThat(candidate.waitNanos(0)).isEqualTo(5 * MS);
		candidate.sent(0);
		assertThat(candidate.waitNanos(0)).isEqualTo(10 * MS);
		assertThat(candidate.waitNanos(7 * MS)).isEqualTo(3 * MS);
		assertThat(candidate.waitNanos(11 * MS)).isZero();
	}

	@Test
	void aResponderIsFullOfOnesOwnRequestsToo() {
		this.scene.hears(Scene.busy("a", 70).limit(100));
		assertThat(Scene.name(this.scene.choose())).isEqualTo("a");
		assertThat(Scene.name(this.scene.choose())).isEqualTo("a");
		assertThat(this.scene.choose()).isEqualTo(Route.NOWHERE);
	}

	@Test
	void anAnswerOrARefusalTakesOneBackButSilenceDoesNot() {
		this.scene.hears(Scene.busy("a", 100).limit(100));
		Route route = this.scene.choose();
		long sentAt = this.scene.now;
		assertThat(this.scene.choose()).isEqualTo(Route.NOWHERE);
		this.scene.balancer.ended(route, sentAt, true);
		assertThat(this.scene.choose()).isEqualTo(route);
		this.scene.balancer.answered(route, sentAt, Balancer.UNKNOWN, false, "a", sentAt);
		assertThat(this.scene.choose()).isEqualTo(route);
		this.scene.balancer.ended(route, sentAt, false);
		assertThat(this.scene.choose()).isEqualTo(Route.NOWHERE);
	}

	@Test
	void aLoadThatMayNotHaveSeenARequestIsCountedWithIt() {
		Candidate candidate = candidate(Scene.busy("a", 50));
		candidate.sent(10 * MS);
		candidate.heard(Scene.busy("a", 50).load(2, false), 12 * MS);
		assertThat(candidate.waitNanos(12 * MS)).isEqualTo(70 * MS);
		candidate.heard(Scene.busy("a", 60).load(3, false), 14 * MS);
		assertThat(candidate.waitNanos(14 * MS)).isEqualTo(60 * MS);
		candidate.answered(10 * MS, Balancer.UNKNOWN, false, 15 * MS);
		assertThat(candidate.waitNanos(14 * MS)).as("it counted no more").isEqualTo(60 * MS);
	}

	/**
	 * It stands still, or is cut off: one that lives tells its load with each answer.
	 */
	@Test
	void whoOwesAnAnswerForThreeTasksIsAskedOnlyWhereNobodyElseCanBe() {
		this.scene.hears(Scene.idle("silent").workers(9).free(9));
		this.scene.hears(Scene.busy("other", 50));
		assertThat(Scene.name(this.scene.choose())).isEqualTo("silent");
		this.scene.passes(122);
		this.scene.hears(Scene.busy("other", 50));
		assertThat(this.scene.chosen(20)).containsOnlyKeys("silent");
		this.scene.passes(2);
		assertThat(this.scene.chosen(20)).containsOnlyKeys("other");
		this.scene.hears(Scene.busy("other", 150));
		assertThat(this.scene.chosen(20)).as("the other has no room").containsOnlyKeys("silent");
		this.scene.hears(Scene.busy("other", 50));
		this.scene.hears(Scene.idle("silent").workers(9).free(9));
		assertThat(this.scene.chosen(20)).as("it has told its load").containsOnlyKeys("silent");
	}

	@Test
	void whoOwesNothingMayBeSilent() {
		this.scene.hears(Scene.idle("silent").workers(9).free(9));
		Route route = this.scene.choose();
		long sentAt = this.scene.now;
		this.scene.passes(700);
		this.scene.hears(Scene.busy("other", 50));
		assertThat(this.scene.chosen(20)).containsOnlyKeys("other");
		this.scene.balancer.answered(route, sentAt, Balancer.UNKNOWN, false, "silent", this.scene.now);
		assertThat(this.scene.chosen(20)).containsOnlyKeys("silent");
	}

	@Test
	void quickTasksOweNothingForATenthOfASecond() {
		this.scene.hears(Scene.idle("quick").takes(1, 1).workers(9).free(9));
		assertThat(Scene.name(this.scene.choose())).isEqualTo("quick");
		this.scene.hears(Scene.idle("other"));
		this.scene.passes(100);
		assertThat(this.scene.chosen(20)).containsOnlyKeys("quick");
		this.scene.passes(2);
		assertThat(this.scene.chosen(20)).containsOnlyKeys("other");
	}

	@Test
	void manyRequestersRequestsAreSpreadByEach() {
		for (String name : List.of("a", "b", "c", "d")) {
			this.scene.hears(Scene.idle(name).workers(2).free(2));
		}
		Map<String, Integer> counts = new TreeMap<>();
		for (int i = 0; i < 16; i++) {
			counts.merge(Scene.name(this.scene.choose()), 1, Integer::sum);
		}
		assertThat(counts.values()).containsOnly(4);
	}

	/**
	 * Against all that was sent: those count that were sent less than 3 ms (told apart by
	 * a millisecond) before the last load came, or after it, and have not ended, each
	 * once.
	 */
	@RepeatedTest(100)
	void everyRequestCountsOnceOrNotAtAll(RepetitionInfo repetition) {
		Random random = new Random(repetition.getCurrentRepetition());
		Scene.Told told = Scene.busy("a", 100);
		Candidate candidate = candidate(told);
		long now = 0;
		long heard = 0;
		int sequence = 1;
		List<Long> open = new ArrayList<>();
		for (int i = 0; i < 1_000; i++) {
			switch (random.nextInt(6)) {
				case 0, 1 -> {
					candidate.sent(now);
					open.add(now);
				}
				case 2 -> {
					if (!open.isEmpty()) {
						long sentAt = open.remove(random.nextInt(open.size()));
						if (random.nextBoolean()) {
							candidate.declined(sentAt);
						}
						else {
							candidate.answered(sentAt, Balancer.UNKNOWN, false, now);
						}
					}
				}
				case 3 -> {
					told = told.waits(random.nextLong(200));
					candidate.heard(told.load(++sequence, false), now);
					heard = now;
				}
				default -> now += random.nextLong(4 * MS);
			}
			long since = Math.floorDiv(heard - 3 * MS, MS);
			long unseen = open.stream().filter((sentAt) -> Math.floorDiv(sentAt, MS) > since).count();
			long left = Math.max(told.waiting() * MS - (now - heard), 0);
			assertThat(candidate.waitNanos(now)).as("after step %d", i).isEqualTo(left + unseen * 20 * MS);
			assertThat(candidate.weigh(new Scene.Asked(Rank.NORMAL, Long.MAX_VALUE, Set.of()), true, now))
				.isEqualTo(left + unseen * 20 * MS <= 100 * MS);
		}
	}

	private static Candidate candidate(Scene.Told told) {
		return new Candidate("s.to.a", told.load(1, false), 0);
	}

}
