package io.nowornever.respond.work;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.nowornever.common.load.Load;
import io.nowornever.respond.Requests;
import io.nowornever.respond.admission.Arrival;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * What two workers make of a load, by a clock that is set by hand.
 */
class PaceTests {

	private static final long MS = 1_000_000;

	private static final long BUDGET = 5_000 * MS;

	private final ServiceTime serviceTime = ServiceTime.known(Duration.ofMillis(100), Duration.ofMillis(20));

	private final Line line = new Line(10, Long.MAX_VALUE);

	private final Pace pace = new Pace(this.serviceTime, 2, this.line, BUDGET, 0, 0);

	@Test
	void aLoadTellsWhatIsKnown() {
		assertThat(this.pace.load("w", "g", 7, true, 0)).isEqualTo(new Load("w", "g", 7, 0, 250 * MS, 2, 2,
				this.serviceTime.meanNanos(), this.serviceTime.mostNanos(), 0, false, true));
	}

	@Test
	void whoHasWorkIsNotFreeUntilItsHandlerHasComeToItsEnd() {
		this.pace.begun(0, 0);
		assertThat(load(0).free()).isEqualTo(1);
		this.pace.begun(1, 40 * MS);
		assertThat(load(50 * MS).free()).isZero();
		assertThat(load(50 * MS).waitNanos()).isCloseTo(50 * MS, within(MS));
		this.pace.worked(0, 0, false, false, 60 * MS);
		assertThat(load(60 * MS).free()).as("before it has answered").isEqualTo(1);
		assertThat(load(60 * MS).waitNanos()).isZero();
	}

	@Test
	void whoWaitsTakesWhatIsFree() {
		this.line.add(new Arrival(Requests.ofLength(0), null, 0, 0, BUDGET));
		assertThat(load(0).free()).isEqualTo(1);
		this.line.add(new Arrival(Requests.ofLength(0), null, 0, 0, BUDGET));
		this.line.add(new Arrival(Requests.ofLength(0), null, 0, 0, BUDGET));
		assertThat(load(0).free()).isZero();
		assertThat(load(0).waitNanos()).isCloseTo(150 * MS, within(MS));
	}

	@Test
	void whatWasBrokenOffSaysOnlyThatTasksTakeLonger() {
		this.pace.worked(0, 0, true, false, 10 * MS);
		assertThat(load(10 * MS).meanNanos()).isCloseTo(100 * MS, within(MS));
		this.pace.worked(0, 0, true, false, 180 * MS);
		assertThat(load(180 * MS).meanNanos()).isCloseTo(110 * MS, within(MS));
		this.pace.worked(0, 0, false, false, 30 * MS);
		assertThat(load(180 * MS).meanNanos()).isCloseTo(100 * MS, within(MS));
	}

	@Test
	void anEighthOfTheErrorsIsTheLastTaskAndThatFadesInTenSeconds() {
		this.pace.worked(0, 0, false, true, 100 * MS);
		assertThat(load(100 * MS).errors()).isCloseTo(1 / 8.0, within(0.0001));
		this.pace.worked(0, 0, false, true, 100 * MS);
		assertThat(load(100 * MS).errors()).isCloseTo(15 / 64.0, within(0.0001));
		this.pace.worked(0, 0, false, false, 100 * MS);
		assertThat(load(100 * MS).errors()).isCloseTo(15 / 64.0 * 7 / 8, within(0.0001));
		assertThat(load(10_100 * MS).errors()).isCloseTo(15 / 64.0 * 7 / 8 / Math.E, within(0.0001));
	}

	@Test
	void aTrialIsWantedWhileTheTimeOfATaskIsAGuessOrBeyondTheBudget() {
		assertThat(load(0).trial()).isFalse();
		Pace guessing = new Pace(ServiceTime.guessed(Duration.ofMillis(50)), 1, this.line, BUDGET, 0, 0);
		assertThat(guessing.load("w", "g", 1, false, 0).trial()).isTrue();
		guessing.begun(0, 0);
		assertThat(guessing.load("w", "g", 1, false, 0).trial()).as("one is under way").isFalse();
		guessing.worked(0, 0, false, false, 5 * MS);
		assertThat(guessing.load("w", "g", 1, false, 5 * MS).trial()).as("it is known").isFalse();
		Pace hopeless = new Pace(ServiceTime.known(Duration.ofSeconds(6), Duration.ZERO), 1, this.line, BUDGET, 0, 0);
		assertThat(hopeless.load("w", "g", 1, false, 0).trial()).isTrue();
	}

	@Test
	void aWorkerThatIsIdleAfterTheLineWasFullMakesTheLineLonger() {
		this.pace.begun(0, 0);
		this.pace.shortLine().look(300 * MS, 0);
		this.pace.ended(0, 50 * MS);
		this.pace.begun(0, 70 * MS);
		this.pace.begun(1, 70 * MS);
		double one = 2.0 * 20 / 100 / 2;
		double other = 2.0 * 70 / 100 / 2;
		assertThat(load(71 * MS).limitNanos()).isCloseTo(Math.round(250 * MS * Math.exp(one + other)), within(MS));
	}

	@Test
	void aTaskThatIsDoneAfterTheLineWasFullMakesTheLineShorter() {
		this.pace.begun(0, 0);
		this.pace.begun(1, 0);
		this.pace.shortLine().look(300 * MS, 0);
		this.pace.worked(0, 0, false, false, 100 * MS);
		this.pace.ended(0, 100 * MS);
		this.pace.begun(0, 100 * MS);
		assertThat(load(100 * MS).limitNanos()).isCloseTo(Math.round(250 * MS * Math.exp(-0.005)), within(MS / 10));
	}

	@Test
	void whoFollowsTheLoadIsToldWheneverAWorkerIsFree() {
		AtomicInteger told = new AtomicInteger();
		this.pace.afterwards(told::incrementAndGet);
		this.pace.begun(0, 0);
		this.pace.worked(0, 0, false, false, MS);
		assertThat(told).hasValue(0);
		this.pace.ended(0, MS);
		assertThat(told).hasValue(1);
	}

	private Load load(long now) {
		return this.pace.load("w", "g", 1, false, now);
	}

}
