package io.nowornever.lab.failure;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.nowornever.testbed.service.ConsumerFigures;
import io.nowornever.testbed.service.ProducerFigures;
import io.nowornever.testbed.service.ServiceProcess;
import io.nowornever.testbed.service.Testbed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("integration")
class SeveralOfEachTests {

	private static Testbed testbed;

	private static List<ServiceProcess> consumers;

	@BeforeAll
	static void start() {
		testbed = Testbed.start();
		consumers = List.of(consumer("consumer-1"), consumer("consumer-2"));
		consumers.forEach(ServiceProcess::awaitReady);
	}

	@AfterAll
	static void stop() {
		testbed.close();
	}

	@Test
	void underLoadEveryRequestIsAnsweredAndAccountedFor() {
		List<ServiceProcess> producers = List.of(load("load-1"), load("load-2"));
		producers.forEach(ServiceProcess::awaitReady);
		List<ProducerFigures> asked = producers.stream()
			.map((producer) -> Watch.await(producer, (figures) -> figures.answered() >= 60))
			.toList();
		asked.forEach((figures) -> Watch.assertOnlyAnswers(ProducerFigures.NONE, figures));
		long answered = asked.stream().mapToLong(ProducerFigures::answered).sum();
		Watch.await().until(() -> allConsumed().answered() >= answered);
		assertThat(consumers).allMatch((consumer) -> Watch.consumed(consumer).answered() > 0);
		producers.forEach(ServiceProcess::terminate);
		assertThat(producers).allMatch((producer) -> producer.awaitExit(Duration.ofSeconds(30)) == 143);
		assertThat(allConsumed().handled()).allSatisfy((outcome, count) -> {
			if (!outcome.equals("answered")) {
				assertThat(count).as(outcome).isZero();
			}
		});
	}

	@Test
	void aKnownNumberOfRequestsIsWorkedOnExactlyOnceEach() {
		List<ServiceProcess> producers = List.of(quiet("quiet-1"), quiet("quiet-2"));
		producers.forEach(ServiceProcess::awaitReady);
		ConsumerFigures before = allConsumed();
		try (HttpClient http = HttpClient.newHttpClient()) {
			List<CompletableFuture<HttpResponse<String>>> replies = IntStream.range(0, 80)
				.mapToObj((user) -> http.sendAsync(post(producers.get(user % 2), user),
						HttpResponse.BodyHandlers.ofString()))
				.toList();
			assertThat(replies).allSatisfy((reply) -> {
				assertThat(reply.join().statusCode()).isEqualTo(200);
				assertThat(reply.join().body()).contains("\"processed\":true");
			});
		}
		producers.forEach((producer) -> {
			ProducerFigures figures = Watch.awaitAllSettled(producer);
			assertThat(figures.started()).isEqualTo(40);
			Watch.assertOnlyAnswers(ProducerFigures.NONE, figures);
		});
		Watch.await().until(() -> allConsumed().answered() >= before.answered() + 80);
		assertThat(allConsumed().received()).isEqualTo(before.received() + 80);
		producers.forEach(ServiceProcess::kill);
	}

	private static ConsumerFigures allConsumed() {
		return consumers.stream().map(Watch::consumed).reduce(ConsumerFigures.NONE, ConsumerFigures::plus);
	}

	private static ServiceProcess consumer(String name) {
		return testbed.consumer(name, "--consumer.work.min=5ms", "--consumer.work.max=15ms", "--consumer.max-age=20s");
	}

	private static ServiceProcess load(String name) {
		return testbed.producer(name, "--producer.load.rate=60", "--producer.timeout=20s");
	}

	private static ServiceProcess quiet(String name) {
		return testbed.producer(name, "--producer.load.enabled=false", "--producer.timeout=20s");
	}

	private static HttpRequest post(ServiceProcess producer, int user) {
		return HttpRequest.newBuilder(producer.address().resolve("/tasks"))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString("{\"user_id\":" + user + "}"))
			.build();
	}

}
