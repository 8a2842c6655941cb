package io.nowornever.respond.stream;

import java.time.Duration;
import java.util.List;

import io.nats.client.support.JsonParseException;
import io.nats.client.support.JsonParser;
import io.nowornever.common.durable.DurableSettings;
import io.nowornever.respond.stream.Members.Member;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class MembersTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private static final Member SLOW = new Member(1, 2.5);

	private static final Member FAST = new Member(1, 0.25);

	@Test
	void aStreamKeepsWhatTheyHaveWorkersForAndDoWithinTheTarget() {
		assertThat(new Members(List.of(FAST, FAST)).bound(SECOND)).isEqualTo(2 + 8);
		assertThat(new Members(List.of(SLOW, FAST)).bound(SECOND)).isEqualTo(2 + 4);
		assertThat(new Members(List.of(SLOW, SLOW)).bound(SECOND)).as("one for each worker").isEqualTo(2 + 2);
		assertThat(new Members(List.of(new Member(64, 0.005))).bound(SECOND)).isEqualTo(64 + 12_800);
	}

	@Test
	void nobodyNeedsNoStream() {
		assertThat(new Members(List.of()).bound(SECOND)).isZero();
	}

	@Test
	void nobodyIsSlowBesideHisLikes() {
		Members slow = new Members(List.of(SLOW, new Member(1, 1.5)));
		assertThat(slow.leastWaiting(2.5, SECOND)).isZero();
		assertThat(slow.leastWaiting(1.5, SECOND)).isZero();
	}

	@Test
	void aSlowOneTakesWhatWouldWaitAsLongForTheFasterOnes() {
		Members members = new Members(List.of(SLOW, FAST));
		assertThat(members.leastWaiting(2.5, Duration.ofSeconds(10))).isEqualTo(9);
		assertThat(members.leastWaiting(0.25, Duration.ofSeconds(10))).isZero();
	}

	@Test
	void butNeverLeavesMoreThanHalfOfWhatMayWait() {
		Members members = new Members(List.of(SLOW, FAST));
		assertThat(members.leastWaiting(2.5, SECOND)).isEqualTo(2);
		assertThat(members.leastWaiting(2.5, Duration.ZERO)).isEqualTo(1);
	}

	@Test
	void theirTextSaysTheSame() {
		Members members = new Members(List.of(SLOW, FAST, new Member(64, 0.00001)));
		assertThat(members.text()).isEqualTo("1x2.50000,1x0.25000,64x0.00001");
		assertThat(Members.parse(members.text())).isEqualTo(members);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "1", "x", "1x", "1x2,", "-1x2", "1xNaN", "1..2x3" })
	void anyOtherTextNamesNobody(String text) {
		assertThat(Members.parse(text).all()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"workers\":0,\"mean_seconds\":1", "\"workers\":-1,\"mean_seconds\":1",
			"\"workers\":0.4,\"mean_seconds\":1", "\"workers\":1e30,\"mean_seconds\":1",
			"\"workers\":9223372036854775807,\"mean_seconds\":1", "\"workers\":1,\"mean_seconds\":-1",
			"\"workers\":1,\"mean_seconds\":1e300", "\"workers\":\"1\",\"mean_seconds\":1", "\"mean_seconds\":1", "" })
	void whoSaysWhatCannotBeIsNotCounted(String data) throws JsonParseException {
		Members members = Members.told(
				List.of(JsonParser.parse("{\"workers\":1,\"mean_seconds\":0.25}"), JsonParser.parse("{" + data + "}")));
		assertThat(members.all()).containsExactly(FAST);
		assertThat(Members.parse(members.text())).as("as the others read it").isEqualTo(members);
	}

	@Test
	void aLineStandsThatHasNotBeenEmptyForAWhile() {
		StandingLine line = new StandingLine();
		for (int i = 1; i < 6; i++) {
			assertThat(line.isStanding(3)).isFalse();
		}
		assertThat(line.isStanding(3)).isTrue();
		assertThat(line.isStanding(1)).isTrue();
		assertThat(line.isStanding(0)).isFalse();
		assertThat(line.isStanding(3)).isFalse();
	}

	@Test
	void aBurstMayWaitLongerButNotForHalfOfItsTime() {
		StandingLine line = new StandingLine();
		assertThat(line.burst(settings(SECOND, Duration.ofSeconds(60)))).isEqualTo(Duration.ofMillis(2_500));
		assertThat(line.burst(settings(SECOND, Duration.ofSeconds(3)))).isEqualTo(Duration.ofMillis(1_500));
		assertThat(line.burst(settings(SECOND, Duration.ofMillis(1_500)))).isEqualTo(SECOND);
	}

	@Test
	void aBoundIsLoweredByTheSecondLookOnly() {
		StandingLine line = new StandingLine();
		assertThat(line.bound(10, 30)).isEqualTo(30);
		assertThat(line.bound(10, 30)).isEqualTo(10);
		assertThat(line.bound(30, 10)).isEqualTo(30);
		assertThat(line.bound(10, 30)).isEqualTo(30);
	}

	private static DurableSettings settings(Duration targetWait, Duration maxAge) {
		return new DurableSettings(true, DurableSettings.Storage.FILE, 1, maxAge, Duration.ofMillis(500), 3, targetWait,
				true);
	}

	@Test
	void aSlowOneMayTakeWhatIsBeyondItsTurn() {
		Deference deference = new Deference();
		assertThat(deference.mostToTake()).isEqualTo(Long.MAX_VALUE);
		deference.others(3);
		assertThat(deference.isSlow()).isTrue();
		deference.waiting(2);
		assertThat(deference.mostToTake()).isZero();
		deference.waiting(3);
		assertThat(deference.mostToTake()).isEqualTo(1);
		deference.waiting(7);
		assertThat(deference.mostToTake()).isEqualTo(5);
		deference.others(0);
		assertThat(deference.mostToTake()).isEqualTo(Long.MAX_VALUE);
	}

	@Test
	void aMarkThatChangesIsSomebodyElses() {
		BoundMark mark = new BoundMark(1);
		assertThat(mark.isFresh(null)).isFalse();
		assertThat(mark.isFresh("a.0")).isTrue();
		assertThat(mark.isFresh("a.0")).isFalse();
		mark.left("own.0");
		assertThat(mark.isFresh("own.0")).isFalse();
		assertThat(mark.isFresh("a.1")).isTrue();
	}

	@Test
	void whoOnlyLooksBelievesAMarkForAFewLooks() {
		BoundMark mark = new BoundMark(4);
		assertThat(mark.isFresh(null)).isFalse();
		for (int look = 0; look < 4; look++) {
			assertThat(mark.isFresh("a.0")).isTrue();
		}
		assertThat(mark.isFresh("a.0")).isFalse();
		assertThat(mark.isFresh("a.0")).isFalse();
		assertThat(mark.isFresh("a.1")).isTrue();
		assertThat(mark.isFresh(null)).isFalse();
	}

}
