package io.nowornever.respond.intake;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import io.nowornever.respond.Requests;
import io.nowornever.respond.admission.Arrival;
import io.nowornever.respond.work.Line;
import io.nowornever.respond.work.QueueDelay;
import io.nowornever.respond.work.ServiceTime;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The gate's keeper without a broker: it belongs to no group that it could leave, and the
 * time is set by hand.
 */
class GateKeeperTests {

	private final AtomicLong now = new AtomicLong();

	private final AtomicBoolean fails = new AtomicBoolean();

	private final Gate gate = new Gate(new GateSettings(0.8, 0.5, Duration.ofMillis(20)), Duration.ofSeconds(11));

	private final Line line = new Line(100, Long.MAX_VALUE);

	private final QueueDelay delay = new QueueDelay(1, ServiceTime.known(Duration.ofSeconds(1), Duration.ZERO),
			this.line, 0);

	private final GateKeeper keeper = new GateKeeper(this.gate,
			new Membership("tasks.now", "workers", 10, (request) -> {
			}), this.delay, this::time);

	@BeforeEach
	void start() {
		this.keeper.start();
	}

	@AfterEach
	void stop() throws InterruptedException {
		this.keeper.stop();
	}

	@Test
	void closesAtTheRequestThatIsEnough() {
		accept(7);
		assertThat(this.keeper.isFull()).isFalse();
		accept(1);
		await(true);
		assertThat(this.keeper.closings()).isEqualTo(1);
		assertThat(this.keeper.isKeeping()).isTrue();
	}

	@Test
	void goesOnWhateverFails() {
		accept(8);
		await(true);
		this.fails.set(true);
		Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> !this.fails.get());
		assertThat(this.keeper.isKeeping()).isTrue();
	}

	@Test
	void whoIsNotKeptIsSeen() throws InterruptedException {
		assertThat(this.keeper.isKeeping()).isTrue();
		this.keeper.stop();
		assertThat(this.keeper.isKeeping()).isFalse();
	}

	private void accept(int requests) {
		for (int i = 0; i < requests; i++) {
			this.line.add(new Arrival(Requests.ofLength(0), null, 0, 0, TimeUnit.SECONDS.toNanos(11)));
			this.keeper.accepted(this.now.get());
		}
	}

	private long time() {
		if (Thread.currentThread().getName().equals("gate-keeper") && this.fails.getAndSet(false)) {
			throw new IllegalStateException("a bug");
		}
		return this.now.get();
	}

	private void await(boolean full) {
		Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> this.keeper.isFull() == full);
	}

}
