package io.nowornever.consumer;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import io.nowornever.testbed.broker.RawClient;
import io.nowornever.testbed.junit.BrokerOfClass;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Header blocks that are damaged at random, by the hundred thousand.
 */
@Tag("integration")
class HeaderFuzzTests {

	private static final int MESSAGES = 240_000;

	private static final int BATCH = 2_000;

	private static final long SEED = 20;

	private static final List<String> PARTS = List.of("NATS/1.0", "\r\n", "\r", "\n", ":", " ", "", "\0", "\t",
			"\u00e9", "Task-Id", "Sent-At", "Timeout-Ms", "Nats-Service-Error", "Description", "503", "1", "-1",
			"1800000000000", "99999999999999999999", "x".repeat(300), "NATS/1.0 503", "NATS/1.0 100 Idle");

	@RegisterExtension
	private static final BrokerOfClass nats = BrokerOfClass.withDefaults();

	private final Random random = new Random(SEED);

	@Test
	void eachIsCountedOnceAndTheLinkStands() {
		try (TestConsumer consumer = TestConsumer.start(nats.url());
				RawClient raw = RawClient.connect(nats.url());
				StandInProducer producer = StandInProducer.connect(nats.url())) {
			double reconnects = consumer.value("nats.connection.reconnects");
			for (long sent = 0; sent < MESSAGES; sent += BATCH) {
				StringBuilder batch = new StringBuilder();
				for (int i = 0; i < BATCH; i++) {
					appendMessage(batch);
				}
				raw.write(batch.toString());
				raw.sync();
				long expected = sent + BATCH;
				Awaitility.await()
					.pollInterval(5, TimeUnit.MILLISECONDS)
					.atMost(60, TimeUnit.SECONDS)
					.until(() -> consumer.handled() >= expected);
			}
			assertThat(consumer.handled()).isEqualTo(MESSAGES);
			assertThat(consumer.value("nats.connection.reconnects")).isEqualTo(reconnects);
			assertThat(producer.ask().getHeaders().getFirst("Worker")).isEqualTo("consumer-1");
		}
	}

	private void appendMessage(StringBuilder out) {
		String block = this.random.nextBoolean() ? damaged(valid()) : composed();
		int length = block.getBytes(StandardCharsets.UTF_8).length;
		out.append("HPUB tasks.now _INBOX.fuzz ").append(length).append(' ').append(length + 2).append("\r\n");
		out.append(block).append("{}\r\n");
	}

	private static String valid() {
		return "NATS/1.0\r\nTask-Id: fuzz\r\nSent-At: " + System.currentTimeMillis()
				+ "\r\nTimeout-Ms: 60000\r\nAttempt: 1\r\n\r\n";
	}

	private String damaged(String block) {
		StringBuilder damaged = new StringBuilder(block);
		for (int i = this.random.nextInt(4); i >= 0; i--) {
			int at = this.random.nextInt(damaged.length());
			switch (this.random.nextInt(4)) {
				case 0 -> damaged.setCharAt(at, (char) this.random.nextInt(128));
				case 1 -> damaged.insert(at, PARTS.get(this.random.nextInt(PARTS.size())));
				case 2 -> damaged.delete(at, Math.min(damaged.length(), at + 1 + this.random.nextInt(5)));
				default -> damaged.setLength(Math.max(at, 1));
			}
			if (damaged.isEmpty()) {
				damaged.append('x');
			}
		}
		return damaged.toString();
	}

	private String composed() {
		StringBuilder block = new StringBuilder(this.random.nextBoolean() ? "NATS/1.0\r\n" : "");
		for (int i = this.random.nextInt(12); i >= 0; i--) {
			block.append(PARTS.get(this.random.nextInt(PARTS.size())));
		}
		return block.isEmpty() ? "x" : block.toString();
	}

}
