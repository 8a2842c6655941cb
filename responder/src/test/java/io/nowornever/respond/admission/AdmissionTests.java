package io.nowornever.respond.admission;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nowornever.common.wire.InboxPrefixes;
import io.nowornever.common.wire.ReceivedMessage;
import io.nowornever.respond.Requests;
import io.nowornever.respond.outcome.TaskMetrics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AdmissionTests {

	private static final long NOW_MILLIS = 1_800_000_000_000L;

	private static final long NOW_NANOS = TimeUnit.SECONDS.toNanos(7);

	private final Admission admission = admission(Forecast.NONE);

	@Test
	void aRequestIsAsOldAsItsStampSaysAndHasTheBudgetThatItStates() {
		Arrival arrival = accepted(judge(300, 2_000));
		assertThat(arrival.taskId()).isEqualTo("t-1");
		assertThat(arrival.ageNanos(NOW_NANOS)).isEqualTo(millis(300));
		assertThat(arrival.remainingNanos(NOW_NANOS)).isEqualTo(millis(1_700));
		assertThat(arrival.remainingNanos(NOW_NANOS + millis(100))).isEqualTo(millis(1_600));
	}

	@Test
	void noBudgetCountsForMoreThanTheLongest() {
		assertThat(accepted(judge(0, 60_000)).budgetNanos()).isEqualTo(millis(5_000));
	}

	@Test
	void aRequestWhoseAgeHasPassedItsBudgetIsStale() {
		assertThat(judge(2_000, 2_000)).isInstanceOf(Verdict.Accept.class);
		assertThat(judge(2_001, 2_000)).isInstanceOf(Verdict.Stale.class);
		assertThat(judge(5_001, 60_000)).isInstanceOf(Verdict.Stale.class);
	}

	@Test
	void whatIsForeseenToBeTooLateIsBusy() {
		Forecast onlyYoung = new Forecast() {

			@Override
			public boolean isInTime(Arrival arrival, long now) {
				return arrival.remainingNanos(now) >= millis(1_000);
			}

			@Override
			public boolean isStillInTime(Arrival arrival, long now) {
				return true;
			}

		};
		assertThat(admission(onlyYoung).judge(request("_INBOX.1", 1_000, 2_000), false))
			.isInstanceOf(Verdict.Accept.class);
		assertThat(admission(onlyYoung).judge(request("_INBOX.1", 1_001, 2_000), false))
			.isInstanceOf(Verdict.Busy.class);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "$JS.API.STREAM.PURGE.X", "tasks.now", "tasks.durable", "inbox.1", "" })
	void whatNamesNoInboxIsMalformed(@Nullable String replyTo) {
		assertThat(this.admission.judge(request(replyTo, 0, 2_000), false)).isInstanceOf(Verdict.Malformed.class);
	}

	@Test
	void whatNamesAnInboxThatIsTooLongToBeAnsweredIsMalformed() {
		assertThat(this.admission.judge(request("_INBOX" + "x".repeat(4_074), 0, 2_000), false))
			.isInstanceOf(Verdict.Accept.class);
		assertThat(this.admission.judge(request("_INBOX" + "x".repeat(4_075), 0, 2_000), false)).isInstanceOfSatisfying(
				Verdict.Malformed.class,
				(malformed) -> assertThat(malformed.problem()).contains("too long", "4080 bytes"));
		assertThat(this.admission.judge(request("_INBOX" + "é".repeat(2_037), 0, 2_000), false))
			.isInstanceOf(Verdict.Accept.class);
		assertThat(this.admission.judge(request("_INBOX" + "é".repeat(2_038), 0, 2_000), false))
			.as("characters that take two bytes when they are sent")
			.isInstanceOf(Verdict.Malformed.class);
	}

	@Test
	void whatBreaksTheContractSaysHow() {
		assertThat(judge(0, 0)).isInstanceOfSatisfying(Verdict.Malformed.class,
				(malformed) -> assertThat(malformed.problem()).contains("Timeout-Ms is \"0\"", "from 1 to"));
	}

	private Verdict judge(long ageMillis, long timeoutMillis) {
		return this.admission.judge(request("_INBOX.1", ageMillis, timeoutMillis), false);
	}

	private static ReceivedMessage request(@Nullable String replyTo, long ageMillis, long timeoutMillis) {
		return Requests.of(replyTo, NOW_MILLIS - ageMillis, timeoutMillis);
	}

	private static Arrival accepted(Verdict verdict) {
		assertThat(verdict).isInstanceOf(Verdict.Accept.class);
		return ((Verdict.Accept) verdict).arrival();
	}

	private static Admission admission(Forecast forecast) {
		InstantSource wallClock = InstantSource.fixed(Instant.ofEpochMilli(NOW_MILLIS));
		return new Admission(() -> NOW_NANOS, wallClock, Duration.ofSeconds(5),
				new InboxPrefixes(List.of("_INBOX"), "tasks.now"), new Timeliness(true, forecast),
				new TaskMetrics(new SimpleMeterRegistry(), Tags.empty(), false));
	}

	private static long millis(long millis) {
		return TimeUnit.MILLISECONDS.toNanos(millis);
	}

}
