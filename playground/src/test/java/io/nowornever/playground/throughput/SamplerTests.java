package io.nowornever.playground.throughput;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.RepeatedTest;

import static org.assertj.core.api.Assertions.assertThat;

class SamplerTests {

	private final AtomicLong sent = new AtomicLong();

	private final List<Sample> samples = new CopyOnWriteArrayList<>();

	/**
	 * Repeated, since the thread is mostly too late for such a run, and sometimes not.
	 */
	@RepeatedTest(100)
	void aRunThatIsOverAtOnceHasASampleOfItsBeginningAndOneOfItsEnd() throws Exception {
		Sampler sampler = Sampler.start(() -> new Sample(this.sent.get(), this.sent.get(), 0, false),
				this.samples::add);
		this.sent.set(1_000);
		sampler.finish();
		assertThat(this.samples).hasSizeGreaterThanOrEqualTo(2);
		assertThat(this.samples.getFirst().sent()).isZero();
		assertThat(this.samples.getLast().sent()).isEqualTo(1_000);
	}

}
