package io.nowornever.lab.security;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nowornever.testbed.secured.Secrets;
import io.nowornever.testbed.service.ServiceProcess;
import io.nowornever.testbed.service.Testbed;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The services as they are in the stack: with TLS, each as its own user.
 */
@Tag("integration")
class SecuredPairTests {

	private static final Duration LIMIT = Duration.ofMinutes(2);

	private static final int REQUESTS = 20;

	private static Testbed testbed;

	private static ServiceProcess operator;

	@BeforeAll
	static void start() {
		testbed = Testbed.builder().secured(true).start();
		operator = testbed.operator("operator");
	}

	@AfterAll
	static void stop() {
		testbed.close();
	}

	@Test
	void requestsAreAnsweredByWhoWasChosenAndNothingIsForbidden() throws Exception {
		ServiceProcess consumer = consumer("core", "10ms");
		ServiceProcess producer = producer("asking-core");
		ask(producer);
		assertThat(consumer.metrics().value("task_chosen_total")).isPositive();
		testbed.requireNoRefusals();
		end(producer, consumer);
	}

	@Test
	@SuppressWarnings("try") // closing a connection may be interrupted
	void durableRequestsAreAnsweredAlthoughOnlyTheOperatorMayTouchTheStream() throws Exception {
		operator.awaitReady();
		ServiceProcess consumer = consumer("durable", "10ms", "--delivery=durable");
		ServiceProcess producer = producer("asking-durable", "--delivery=durable");
		ask(producer);
		String url = testbed.secrets().orElseThrow().url(testbed.broker().url(), Secrets.OPERATOR);
		try (Connection connection = Nats
			.connect(Options.builder().server(url).inboxPrefix("_INBOX.operator").build())) {
			Awaitility.await("the operator sets the bound by what one worker can do")
				.atMost(LIMIT)
				.until(() -> connection.jetStreamManagement().getStreamInfo("TASKS").getConfiguration().getMaxMsgs(),
						(bound) -> bound > 0 && bound < 1_000);
		}
		testbed.requireNoRefusals();
		end(producer, consumer);
	}

	@Test
	void aSlowConsumerThatMayOnlyLookLeavesTasksToAFastOne() throws Exception {
		operator.awaitReady();
		ServiceProcess fast = consumer("fast", "10ms", "--delivery=durable");
		ServiceProcess slow = consumer("slow", "100ms", "--delivery=durable");
		ServiceProcess producer = producer("asking-both", "--delivery=durable");
		ask(producer);
		Awaitility.await("the slow one has seen that there is a fast one").atMost(LIMIT).until(() -> {
			double before = answered(slow);
			ask(producer);
			ask(producer);
			return answered(slow) == before;
		});
		assertThat(answered(fast)).isPositive();
		testbed.requireNoRefusals();
		end(producer, fast, slow);
	}

	private static double answered(ServiceProcess consumer) {
		return consumer.metrics().valuesBy("task_handled_total", "outcome").getOrDefault("answered", 0.0);
	}

	private static ServiceProcess consumer(String name, String work, String... more) {
		List<String> all = new ArrayList<>(List.of("--consumer.work.min=" + work, "--consumer.work.max=" + work));
		all.addAll(List.of(more));
		return testbed.consumer(name, all.toArray(String[]::new)).awaitReady();
	}

	private static ServiceProcess producer(String name, String... more) {
		List<String> all = new ArrayList<>(List.of("--producer.load.enabled=false"));
		all.addAll(List.of(more));
		return testbed.producer(name, all.toArray(String[]::new)).awaitReady();
	}

	private static void ask(ServiceProcess producer) throws Exception {
		URI address = producer.address().resolve("/tasks");
		try (HttpClient http = HttpClient.newHttpClient()) {
			Awaitility.await().atMost(LIMIT).until(() -> post(http, address) == 200);
			for (int i = 0; i < REQUESTS; i++) {
				assertThat(post(http, address)).isEqualTo(200);
			}
		}
	}

	private static int post(HttpClient http, URI address) throws IOException, InterruptedException {
		return http
			.send(HttpRequest.newBuilder(address)
				.timeout(LIMIT)
				.header("Content-Type", "application/json")
				.POST(HttpRequest.BodyPublishers.ofString("{\"user_id\":17}"))
				.build(), HttpResponse.BodyHandlers.discarding())
			.statusCode();
	}

	private static void end(ServiceProcess... processes) {
		for (ServiceProcess process : processes) {
			process.terminate();
			assertThat(process.awaitExit(LIMIT)).isEqualTo(143);
		}
	}

}
