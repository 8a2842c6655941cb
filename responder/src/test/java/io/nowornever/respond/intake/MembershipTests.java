package io.nowornever.respond.intake;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;

import io.nats.client.Connection;
import io.nats.client.Consumer;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nowornever.testbed.broker.Broker;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("integration")
@SuppressWarnings("try") // closing a connection may be interrupted
class MembershipTests {

	private static final int MOST_REQUESTS = 10_000_000;

	private static final int IN_FLIGHT = 20;

	private static final int CLOSINGS = 10_000;

	private static final int ARRIVED = 1;

	private static final int NOBODY_THERE = 1 << 8;

	private final AtomicIntegerArray fates = new AtomicIntegerArray(MOST_REQUESTS);

	private final Semaphore mayBeInFlight = new Semaphore(IN_FLIGHT);

	@Test
	void leavingUnderLoadLosesNoRequest() throws Exception {
		AtomicBoolean going = new AtomicBoolean(true);
		int asked;
		try (Broker broker = Broker.start();
				Connection consumer = Nats.connect(broker.url());
				Connection producer = Nats.connect(broker.url())) {
			producer.createDispatcher((status) -> settle(status.getSubject(), NOBODY_THERE)).subscribe("inbox.>");
			Membership membership = new Membership("tasks.now", "workers", Consumer.DEFAULT_MAX_MESSAGES,
					(request) -> settle(String.valueOf(request.getReplyTo()), ARRIVED));
			membership.connected(consumer);
			Thread closing = Thread.ofPlatform().start(() -> leaveAndJoin(membership, going));
			asked = flood(producer, going);
			closing.join();
			assertThat(this.mayBeInFlight.tryAcquire(IN_FLIGHT, 60, TimeUnit.SECONDS))
				.as("every request arrived, or NATS said that nobody was there")
				.isTrue();
		}
		int arrived = 0;
		for (int i = 0; i < asked; i++) {
			assertThat(this.fates.get(i)).as("request " + i).isIn(ARRIVED, NOBODY_THERE);
			arrived += (this.fates.get(i) == ARRIVED) ? 1 : 0;
		}
		assertThat(arrived).isBetween(1, asked - 1);
	}

	private int flood(Connection producer, AtomicBoolean going) throws InterruptedException {
		int asked = 0;
		while (going.get() && asked < MOST_REQUESTS) {
			assertThat(this.mayBeInFlight.tryAcquire(60, TimeUnit.SECONDS)).as("a request was lost").isTrue();
			producer.publish("tasks.now", "inbox." + asked, new byte[0]);
			asked++;
		}
		return asked;
	}

	private static void leaveAndJoin(Membership membership, AtomicBoolean going) {
		try {
			for (int i = 0; i < CLOSINGS; i++) {
				membership.leave();
				membership.join();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			going.set(false);
		}
	}

	private void settle(String inbox, int fate) {
		this.fates.addAndGet(Integer.parseInt(inbox.substring("inbox.".length())), fate);
		this.mayBeInFlight.release();
	}

	@Test
	void leavingEndsAlsoWhenTheLinkBreaksMeanwhile() throws Exception {
		try (Broker broker = Broker.start();
				Connection connection = Nats.connect(Options.builder().server(broker.url()).maxReconnects(0).build())) {
			Membership membership = new Membership("tasks.now", "workers", Consumer.DEFAULT_MAX_MESSAGES, (request) -> {
			});
			membership.connected(connection);
			broker.pause();
			FutureTask<@Nullable Void> leaving = new FutureTask<>(() -> {
				membership.leave();
				return null;
			});
			Thread.ofPlatform().daemon().start(leaving);
			Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> !membership.isMember());
			connection.close();
			broker.resume();
			assertThat(leaving).succeedsWithin(Duration.ofSeconds(60));
		}
	}

	@Test
	void whoHasLeftIsNoMember() throws Exception {
		try (Broker broker = Broker.start(); Connection connection = Nats.connect(broker.url())) {
			Membership membership = new Membership("tasks.now", "workers", Consumer.DEFAULT_MAX_MESSAGES, (request) -> {
			});
			membership.connected(connection);
			assertThat(membership.isMember()).isTrue();
			membership.leave();
			assertThat(membership.isMember()).isFalse();
			// The client library cancels the future when nobody listens.
			assertThat(connection.request("tasks.now", new byte[0])).failsWithin(Duration.ofSeconds(30))
				.withThrowableOfType(CancellationException.class);
			membership.connected(connection);
			assertThat(membership.isMember()).isFalse();
			membership.join();
			assertThat(membership.isMember()).isTrue();
		}
	}

}
