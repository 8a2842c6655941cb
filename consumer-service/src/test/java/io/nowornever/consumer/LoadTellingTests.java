package io.nowornever.consumer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.nats.client.Message;
import io.nowornever.common.load.Load;
import io.nowornever.common.load.LoadJson;
import io.nowornever.common.wire.MalformedBodyException;
import io.nowornever.testbed.junit.BrokerOfClass;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a consumer tells of its load, over a real broker.
 */
@Tag("integration")
class LoadTellingTests {

	@RegisterExtension
	private static final BrokerOfClass nats = BrokerOfClass.withDefaults();

	private final List<Load> adverts = new CopyOnWriteArrayList<>();

	private StandInProducer producer;

	@BeforeEach
	void start() {
		this.producer = StandInProducer.connect(nats.url());
		this.producer.listen("tasks.now.load", (advert) -> this.adverts.add(load(advert.getData())));
	}

	@AfterEach
	void stop() {
		this.producer.close();
	}

	@Test
	void itIsToldAgainAndAgainAndWithAReply() {
		try (TestConsumer _ = TestConsumer.start(nats.url(), "consumer.name=consumer-1", "consumer.workers=3",
				"consumer.work.min=20ms", "consumer.work.max=20ms")) {
			Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> this.adverts.size() >= 3);
			Load told = this.adverts.getLast();
			assertThat(told.instance()).isEqualTo("consumer-1");
			assertThat(told.group()).isEqualTo("workers");
			assertThat(told.free()).isEqualTo(3);
			assertThat(told.workers()).isEqualTo(3);
			assertThat(told.waitNanos()).isZero();
			assertThat(told.hasRoom()).isTrue();
			assertThat(told.leaving()).isFalse();
			assertThat(this.adverts).extracting(Load::sequence).isSorted().doesNotHaveDuplicates();
			Message reply = this.producer.ask();
			assertThat(load(reply).instance()).isEqualTo("consumer-1");
			assertThat(load(reply).sequence()).isGreaterThan(told.sequence());
		}
	}

	@Test
	void itsOwnSubjectIsServedToo() throws Exception {
		try (TestConsumer consumer = TestConsumer.start(nats.url(), "consumer.name=odd.name", "consumer.work.min=0s",
				"consumer.work.max=0s")) {
			Message reply = this.producer.askAt("tasks.now.to.odd_name").get(60, TimeUnit.SECONDS);
			assertThat(reply.getHeaders().getFirst("Worker")).isEqualTo("odd.name");
			assertThat(consumer.value("task.chosen")).isEqualTo(1);
		}
	}

	@Test
	void whoIsChosenThoughFullRefusesAndTellsItsLoad() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		try (TestConsumer _ = TestConsumer.with((task) -> {
			begun.countDown();
			release.await();
		}, nats.url(), "consumer.name=full", "consumer.work.min=10s", "consumer.work.max=10s",
				"consumer.max-age=300s")) {
			List<CompletableFuture<Message>> replies = new ArrayList<>(
					List.of(this.producer.askAt("tasks.now.to.full")));
			begun.await();
			for (int more = 0; more < 10; more++) {
				replies.add(this.producer.askAt("tasks.now.to.full"));
			}
			Message first = (Message) CompletableFuture.anyOf(replies.toArray(CompletableFuture[]::new))
				.get(60, TimeUnit.SECONDS);
			assertThat(first.getHeaders().getFirst("Nats-Service-Error-Code")).isEqualTo("503");
			assertThat(load(first).hasRoom()).isFalse();
			assertThat(load(first).free()).isZero();
			release.countDown();
		}
	}

	@Test
	void theLastAdvertSaysThatItLeaves() {
		try (TestConsumer _ = TestConsumer.start(nats.url(), "consumer.name=leaving")) {
			Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> !this.adverts.isEmpty());
		}
		Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> this.adverts.getLast().leaving());
		assertThat(this.adverts.getLast().instance()).isEqualTo("leaving");
	}

	@Test
	void withoutAGateNothingIsTold() {
		try (TestConsumer _ = TestConsumer.start(nats.url(), "consumer.overload=none", "consumer.work.min=0s",
				"consumer.work.max=0s")) {
			assertThat(this.producer.ask().getHeaders().getFirst("Load")).isNull();
			assertThat(this.adverts).isEmpty();
		}
	}

	private static Load load(Message reply) {
		return load(String.valueOf(reply.getHeaders().getFirst("Load")).getBytes(StandardCharsets.UTF_8));
	}

	private static Load load(byte[] text) {
		try {
			return LoadJson.read(text);
		}
		catch (MalformedBodyException ex) {
			throw new AssertionError(ex);
		}
	}

}
