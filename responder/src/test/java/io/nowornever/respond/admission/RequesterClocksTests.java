package io.nowornever.respond.admission;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RequesterClocksTests {

	private static final String ONE = "_INBOX.one.17.1";

	private static final String OTHER = "_INBOX.other.3.1";

	private static final long HOUR = 3_600_000;

	private long nowMillis;

	private final RequesterClocks clocks = new RequesterClocks(() -> TimeUnit.MILLISECONDS.toNanos(this.nowMillis));

	@Test
	void believesAStampByDefault() {
		assertThat(transit(3)).isEqualTo(3);
		assertThat(transit(10_000)).isEqualTo(10_000);
		assertThat(this.clocks.skewed()).isZero();
	}

	@Test
	void takesAStampFromTheFutureForNowAndCountsIt() {
		assertThat(transit(-6_000)).isZero();
		assertThat(this.clocks.skewed()).isEqualTo(1);
	}

	@Test
	void doesNotCountTheFewMillisecondsThatSynchronisedClocksAreApart() {
		assertThat(transit(-5)).isZero();
		assertThat(this.clocks.skewed()).isZero();
	}

	@Test
	void correctsForAClockThatIsAheadAfterAFewSeconds() {
		everyHalfSecond(8, 6_002);
		assertThat(this.clocks.offsetMillis()).isEqualTo(6_002);
		assertThat(transit(6_005)).isEqualTo(3);
		assertThat(transit(9_002)).isEqualTo(3_000);
	}

	@Test
	void findsAClockThatIsBehindAndTakesNoRequestForOlderThanItsStampSays() {
		everyHalfSecond(8, -5_998);
		assertThat(this.clocks.offsetMillis()).isBetween(-5_998L, -5_996L);
		assertThat(transit(-5_990)).isZero();
		assertThat(transit(2_002)).isEqualTo(2_002);
	}

	@ParameterizedTest
	@ValueSource(longs = { -HOUR, HOUR, -4_000, 4_000 })
	void aRequesterWhoseClockIsWrongSpoilsNobodyElsesAgesFromTheFirstRequestOn(long wrongMillis) {
		for (int i = 0; i < 20; i++) {
			pass(250);
			transit(ONE, wrongMillis);
		}
		assertThat(transit(OTHER, 4_500)).as("the first, which was long on its way").isEqualTo(4_500);
		for (int i = 0; i < 100; i++) {
			pass(250);
			assertThat(transit(ONE, wrongMillis + 2)).as("its own are corrected").isBetween(0L, 4L);
			assertThat(transit(OTHER, 3)).isEqualTo(3);
			assertThat(transit(OTHER, 4_500)).as("an old one").isEqualTo(4_500);
		}
		assertThat(this.clocks.offsetMillis()).as("not this clock's fault").isZero();
	}

	@Test
	void aRequesterWhoseClockIsAheadCostsOneThatSeldomAsksNothing() {
		for (int i = 0; i < 8; i++) {
			everyHalfSecond(20, -10_000);
			assertThat(transit(OTHER, 3)).as("request " + i).isEqualTo(3);
		}
	}

	@Test
	void whoComesNewIsCorrectedForAtOnceWhereItIsThisClockThatIsAheadOfAll() {
		for (int i = 0; i < 20; i++) {
			pass(250);
			transit(ONE, 6_000);
			transit(OTHER, 6_003);
		}
		assertThat(this.clocks.offsetMillis()).isEqualTo(6_000);
		assertThat(transit("_INBOX.new.1.1", 6_010)).isEqualTo(10);
		assertThat(transit("_INBOX.right.1.1", 5)).as("not below nothing").isEqualTo(5);
	}

	@Test
	void aRequesterIsKnownByItsInbox() {
		assertThat(RequesterClocks.requesterOf("_INBOX.secret.17.1")).isEqualTo("_INBOX.secret");
		assertThat(RequesterClocks.requesterOf("_INBOX.secret.18.2")).isEqualTo("_INBOX.secret");
		assertThat(RequesterClocks.requesterOf("answers.shop.secret.17.1")).isEqualTo("answers.shop.secret");
		assertThat(RequesterClocks.requesterOf("_INBOX.Yq3.tokenOfRequest")).isEqualTo("_INBOX.Yq3");
		assertThat(RequesterClocks.requesterOf("_INBOX.Yq3")).isEqualTo("_INBOX");
		assertThat(RequesterClocks.requesterOf("_INBOX")).isEqualTo("_INBOX");
		assertThat(RequesterClocks.requesterOf("1.2.3")).isEqualTo("1");
		assertThat(RequesterClocks.requesterOf("a..")).isEqualTo("a");
		assertThat(RequesterClocks.requesterOf(".")).isEqualTo(".");
	}

	@Test
	void onlySoManyRequestersAreToldApart() {
		for (int i = 0; i < 3 * RequesterClocks.MOST; i++) {
			transit("_INBOX.r" + i + "x.1.1", 3);
			transit(ONE, -HOUR);
		}
		assertThat(this.clocks.known()).isEqualTo(RequesterClocks.MOST);
	}

	@Test
	void isNotDeceivedByAQueueOfOldMessages() {
		for (int i = 0; i < 40; i++) {
			pass(100);
			assertThat(transit(60_000 + 100 * i)).isEqualTo(60_000 + 100 * i);
		}
		assertThat(this.clocks.offsetMillis()).isZero();
	}

	@Test
	void isNotDeceivedByABurstOfOldMessages() {
		for (int i = 0; i < 10_000; i++) {
			assertThat(transit(10_000)).isEqualTo(10_000);
		}
		assertThat(this.clocks.offsetMillis()).isZero();
	}

	@Test
	void forgetsTheCorrectionAtOnceWhenTheClockIsSetRight() {
		everyHalfSecond(8, 6_000);
		assertThat(this.clocks.offsetMillis()).isEqualTo(6_000);
		assertThat(transit(2)).isEqualTo(2);
		assertThat(this.clocks.offsetMillis()).isZero();
	}

	@Test
	void forgetsTheCorrectionForAClockBehindWhenTheClockIsSetRight() {
		everyHalfSecond(8, -6_000);
		everyHalfSecond(8, 2);
		assertThat(this.clocks.offsetMillis()).isZero();
	}

	private void everyHalfSecond(int times, long delayMillis) {
		for (int i = 0; i < times; i++) {
			transit(delayMillis + i % 3);
			pass(500);
		}
		transit(delayMillis);
	}

	private void pass(long millis) {
		this.nowMillis += millis;
	}

	private long transit(long delayMillis) {
		return transit(ONE, delayMillis);
	}

	private long transit(String inbox, long delayMillis) {
		return this.clocks.transitMillis(inbox, delayMillis, TimeUnit.MILLISECONDS.toNanos(this.nowMillis));
	}

}
