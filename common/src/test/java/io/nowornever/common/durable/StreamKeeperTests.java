package io.nowornever.common.durable;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nowornever.testbed.junit.BrokerOfClass;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("integration")
class StreamKeeperTests {

	@RegisterExtension
	static final BrokerOfClass nats = BrokerOfClass.withDefaults();

	private final AtomicLong now = new AtomicLong();

	private final StreamKeeper keeper = new StreamKeeper(this.now::get);

	private final AtomicInteger tries = new AtomicInteger();

	@SuppressWarnings("NullAway.Init") // before each test
	private Connection connection;

	@BeforeEach
	void connect() throws IOException, InterruptedException {
		this.connection = Nats.connect(nats.url());
	}

	@AfterEach
	void close() throws InterruptedException {
		this.keeper.lost(this.connection);
		this.connection.close();
	}

	@Test
	void whatFailsIsTriedAgain() {
		this.keeper.keep((linked) -> {
			if (this.tries.incrementAndGet() < 3) {
				throw new IOException("not yet");
			}
		});
		this.keeper.connected(this.connection);
		awaitTries(3);
	}

	@Test
	void whatIsUnderWayIsNotBegunOnceMore() {
		CountDownLatch end = new CountDownLatch(1);
		this.keeper.connected(this.connection);
		this.keeper.keep((linked) -> {
			this.tries.incrementAndGet();
			awaitQuietly(end);
		});
		awaitTries(1);
		for (int i = 0; i < 5; i++) {
			this.now.addAndGet(TimeUnit.SECONDS.toNanos(1));
			this.keeper.repeat();
		}
		Awaitility.await()
			.during(Duration.ofMillis(300))
			.atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(this.tries).hasValue(1));
		end.countDown();
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
			this.now.addAndGet(TimeUnit.SECONDS.toNanos(1));
			this.keeper.repeat();
			return this.tries.get() > 1;
		});
	}

	@Test
	void onANewConnectionEverythingIsDoneAgain() throws IOException, InterruptedException {
		this.keeper.keep((linked) -> this.tries.incrementAndGet());
		this.keeper.connected(this.connection);
		awaitTries(1);
		this.keeper.lost(this.connection);
		this.connection.close();
		connect();
		this.keeper.connected(this.connection);
		awaitTries(2);
	}

	private void awaitTries(int count) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> this.tries.get() == count);
	}

	private static void awaitQuietly(CountDownLatch end) {
		try {
			end.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
