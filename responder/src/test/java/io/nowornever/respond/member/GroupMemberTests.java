package io.nowornever.respond.member;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Subscription;
import io.nats.client.impl.Headers;
import io.nats.service.Discovery;
import io.nats.service.EndpointStats;
import io.nats.service.InfoResponse;
import io.nats.service.PingResponse;
import io.nats.service.ServiceResponse;
import io.nats.service.StatsResponse;
import io.nowornever.common.codec.Body;
import io.nowornever.respond.RespondException;
import io.nowornever.respond.intake.GroupPlace;
import io.nowornever.respond.outcome.TaskOutcome;
import io.nowornever.respond.work.Task;
import io.nowornever.respond.work.TaskHandler;
import io.nowornever.respond.work.TaskResult;
import io.nowornever.testbed.junit.BrokerOfClass;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A member of a queue group on a subject of an application's own, and the bare client
 * library on the other side, against a real broker.
 */
@Tag("integration")
@Timeout(180)
@SuppressWarnings("try") // a member is there, whether it is looked at or not
class GroupMemberTests {

	@RegisterExtension
	private static final BrokerOfClass nats = BrokerOfClass.withDefaults();

	private static final String SUBJECT = "quotes.price";

	private static final String SERVICE = "quotes-price";

	private static final long PATIENCE_MILLIS = 60_000;

	private Connection requester;

	private Discovery discovery;

	@BeforeEach
	void connect() throws Exception {
		this.requester = Nats.connect(nats.url());
		this.discovery = new Discovery(this.requester, PATIENCE_MILLIS, 1);
	}

	@AfterEach
	void disconnect() throws InterruptedException {
		this.requester.close();
	}

	@Test
	void answersABareRequest() throws Exception {
		try (TestMember member = join("pricing", "worker-1", GroupMemberTests::quote)) {
			Message answer = ask("ACME").get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
			assertThat(text(answer)).isEqualTo("ACME costs 17");
			assertThat(answer.getHeaders().getFirst("Task-Id")).isEqualTo("t-ACME");
			assertThat(answer.getHeaders().getFirst("Worker")).isEqualTo("worker-1");
			assertThat(answer.getHeaders().getFirst("Content-Type")).isEqualTo("text/plain");
			assertThat(answer.getHeaders().getFirst("Waited-Ms")).matches("\\d+");
			assertThat(answer.getHeaders().getFirst("Worked-Ms")).matches("\\d+");
			Message error = ask("NONE").get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
			assertThat(error.getHeaders().getFirst("Nats-Service-Error-Code")).isEqualTo("404");
			assertThat(error.getHeaders().getFirst("Nats-Service-Error")).isEqualTo("no such symbol");
			assertThat(error.getData()).isEmpty();
		}
	}

	@Test
	void isFoundAsANatsServiceByAllByNameAndByItself() throws Exception {
		try (TestMember member = join("pricing", "worker-1", GroupMemberTests::quote)) {
			PingResponse ping = only(this.discovery.ping());
			assertIsTheService(ping, PingResponse.TYPE);
			assertThat(only(this.discovery.ping(SERVICE)).getId()).isEqualTo(ping.getId());
			assertThat(this.discovery.ping(SERVICE, ping.getId()).getId()).isEqualTo(ping.getId());
			assertIsTheService(only(this.discovery.info()), InfoResponse.TYPE);
			assertIsTheService(only(this.discovery.info(SERVICE)), InfoResponse.TYPE);
			InfoResponse info = this.discovery.info(SERVICE, ping.getId());
			assertThat(info.getDescription()).isNotEmpty();
			assertThat(only(info.getEndpoints())).satisfies((endpoint) -> {
				assertThat(endpoint.getName()).isEqualTo(SERVICE);
				assertThat(endpoint.getSubject()).isEqualTo(SUBJECT);
				assertThat(endpoint.getQueueGroup()).isEqualTo("pricing");
			});
			assertIsTheService(only(this.discovery.stats()), StatsResponse.TYPE);
			assertIsTheService(only(this.discovery.stats(SERVICE)), StatsResponse.TYPE);
			assertThat(this.discovery.stats(SERVICE, ping.getId()).getId()).isEqualTo(ping.getId());
		}
	}

	@Test
	void itsStatsTellWhatItHasDone() throws Exception {
		try (TestMember member = join("pricing", "worker-1", GroupMemberTests::quote)) {
			for (String symbol : List.of("ACME", "NONE", "ACME")) {
				ask(symbol).get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
			}
			Awaitility.await()
				.atMost(60, TimeUnit.SECONDS)
				.until(() -> member.member().count(TaskOutcome.ANSWERED) == 2
						&& member.member().count(TaskOutcome.FAILED) == 1);
			StatsResponse stats = only(this.discovery.stats(SERVICE));
			EndpointStats figures = only(stats.getEndpointStatsList());
			assertThat(figures.getNumRequests()).isEqualTo(3);
			assertThat(figures.getNumErrors()).isEqualTo(1);
			assertThat(figures.getLastError()).isEqualTo("404: no such symbol");
			assertThat(figures.getProcessingTime()).isPositive();
			assertThat(figures.getAverageProcessingTime()).isEqualTo(figures.getProcessingTime() / 3);
			assertThat(figures.getDataAsJson()).contains("\"waiting_seconds\":0.0", "\"refused\":0");
			assertThat(stats.getStarted()).isNotNull();
		}
	}

	/**
	 * One task at work leaves the gate open, one more that waits may close it: where it
	 * is closed, somebody waits, whenever the others come.
	 */
	@Test
	void isFoundAlsoWhileItsGateIsClosed() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		try (TestMember member = TestMember.join(nats.url(), SUBJECT, "pricing", "worker-1", Duration.ofSeconds(2),
				(task) -> {
					release.await();
					return quote(task);
				}); AutoCloseable released = release::countDown) {
			for (int i = 0; i < 3; i++) {
				this.requester.publish(SUBJECT, "_INBOX.nobody", headers("ACME"), body("ACME"));
			}
			member.awaitPlace(GroupPlace.FULL);
			assertNobodyAnswers(SUBJECT);
			PingResponse ping = only(this.discovery.ping(SERVICE));
			assertThat(this.discovery.ping(SERVICE, ping.getId())).isNotNull();
			assertThat(only(this.discovery.ping()).getId()).isEqualTo(ping.getId());
			assertThat(only(this.discovery.info(SERVICE)).getId()).isEqualTo(ping.getId());
			EndpointStats figures = only(only(this.discovery.stats(SERVICE)).getEndpointStatsList());
			assertThat(figures.getDataAsJson()).contains("\"waiting_seconds\":")
				.doesNotContain("\"waiting_seconds\":0.0");
		}
	}

	@Test
	void isNotFoundAfterItHasLeftThoughItsConnectionStands() throws Exception {
		try (TestMember member = join("pricing", "worker-1", GroupMemberTests::quote)) {
			String id = only(this.discovery.ping(SERVICE)).getId();
			member.member().stop();
			assertNobodyAnswers(SUBJECT);
			for (String verb : List.of("PING", "INFO", "STATS")) {
				for (String tail : List.of("", "." + SERVICE, "." + SERVICE + "." + id)) {
					assertNobodyAnswers("$SRV." + verb + tail);
				}
			}
			assertThat(member.reconnects()).isZero();
		}
	}

	@Test
	void isFoundAgainAfterTheBrokerCameBack() throws Exception {
		try (TestMember member = join("pricing", "worker-1", GroupMemberTests::quote)) {
			String id = only(this.discovery.ping(SERVICE)).getId();
			nats.broker().kill();
			member.awaitPlace(GroupPlace.UNLINKED);
			nats.broker().restart();
			member.awaitLink();
			this.requester.close();
			connect();
			assertThat(only(this.discovery.ping(SERVICE)).getId()).isEqualTo(id);
		}
	}

	@Test
	void twoGroupsOnOneSubjectEachGetEveryRequest() throws Exception {
		int requests = 100;
		try (TestMember one = join("pricing", "worker-1", GroupMemberTests::quote);
				TestMember other = join("auditing", "worker-2", GroupMemberTests::quote);
				TestMember colleague = join("auditing", "worker-3", GroupMemberTests::quote)) {
			Subscription answers = this.requester.subscribe("_INBOX.answers");
			int first = 0;
			for (int i = 0; i < requests; i++) {
				this.requester.publish(SUBJECT, "_INBOX.answers", headers("ACME"), body("ACME"));
				for (int group = 0; group < 2; group++) {
					Message answer = answers.nextMessage(PATIENCE_MILLIS);
					assertThat(text(answer)).isEqualTo("ACME costs 17");
					first += "worker-1".equals(answer.getHeaders().getFirst("Worker")) ? 1 : 0;
				}
			}
			assertThat(first).as("answers of the group of one").isEqualTo(requests);
			assertThat(new Discovery(this.requester, PATIENCE_MILLIS, 3).ping(SERVICE)).extracting(PingResponse::getId)
				.doesNotHaveDuplicates()
				.hasSize(3);
		}
	}

	private static TestMember join(String group, String name, TaskHandler handler) {
		return TestMember.join(nats.url(), SUBJECT, group, name, Duration.ofMillis(1), handler);
	}

	private static TaskResult quote(Task task) {
		String symbol = new String(task.body(), StandardCharsets.UTF_8);
		if (symbol.equals("NONE")) {
			throw new RespondException(404, "no such symbol");
		}
		return TaskResult.of(new Body((symbol + " costs 17").getBytes(StandardCharsets.UTF_8), "text/plain"));
	}

	private CompletableFuture<Message> ask(String symbol) {
		return this.requester.request(SUBJECT, headers(symbol), body(symbol));
	}

	private static Headers headers(String symbol) {
		return new Headers().put("Task-Id", "t-" + symbol)
			.put("Sent-At", Long.toString(System.currentTimeMillis()))
			.put("Timeout-Ms", Long.toString(PATIENCE_MILLIS));
	}

	private static byte[] body(String symbol) {
		return symbol.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * The client library cancels the future when nobody listens.
	 */
	private void assertNobodyAnswers(String subject) {
		Awaitility.await().atMost(60, TimeUnit.SECONDS).untilAsserted(() -> {
			assertThat(this.requester.request(subject, new byte[0])).as(subject)
				.failsWithin(Duration.ofSeconds(30))
				.withThrowableOfType(CancellationException.class);
		});
	}

	private static void assertIsTheService(ServiceResponse response, String type) {
		assertThat(response.getType()).isEqualTo(type);
		assertThat(response.getName()).isEqualTo(SERVICE);
		assertThat(response.getVersion()).isEqualTo("1.0.0");
		assertThat(response.getMetadata()).containsExactlyEntriesOf(Map.of("worker", "worker-1"));
	}

	private static <T> T only(List<T> list) {
		assertThat(list).hasSize(1);
		return list.getFirst();
	}

	private static String text(Message message) {
		return new String(message.getData(), StandardCharsets.UTF_8);
	}

}
