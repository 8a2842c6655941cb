package io.nowornever.starter.durable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.PullSubscribeOptions;
import io.nats.client.Subscription;
import io.nats.client.api.PublishAck;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.StreamState;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.durable.DurableSettings;
import io.nowornever.common.durable.DurableSubject;
import io.nowornever.common.durable.StreamSetup;
import io.nowornever.request.Answer;
import io.nowornever.request.Requester;
import io.nowornever.respond.Responder;
import io.nowornever.respond.outcome.TaskOutcome;
import io.nowornever.starter.respond.MembersInPlace;
import io.nowornever.starter.respond.Responders;
import io.nowornever.testbed.broker.Broker;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients in any language stand in for either side by what travels alone: here they are
 * bare connections.
 */
@Tag("integration")
class DurableWireTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private final Broker broker = Broker.builder().jetStream().start();

	private final DurableSettings settings = new DurableSettings(true, DurableSettings.Storage.FILE, 1,
			Duration.ofSeconds(60), Duration.ofMillis(300), 3, Duration.ofSeconds(1), true);

	private final StreamSetup setup = new StreamSetup(DurableSubject.of("shop"), this.settings);

	private final List<AnnotationConfigApplicationContext> applications = new ArrayList<>();

	@SuppressWarnings("NullAway.Init") // before each test
	private Connection foreign;

	@BeforeEach
	void connect() throws IOException, InterruptedException, JetStreamApiException {
		this.foreign = Nats.connect(this.broker.url());
		this.setup.makeStream(this.foreign);
		this.setup.makeConsumer(this.foreign, "workers");
	}

	@AfterEach
	void close() throws InterruptedException {
		this.applications.forEach(AnnotationConfigApplicationContext::close);
		this.foreign.close();
		this.broker.close();
	}

	@Test
	void aRequesterThatConfirmsNothingGetsTheReplyAFewTimesAndTheTaskIsDone() throws Exception {
		answering();
		Subscription inbox = this.foreign.subscribe("_INBOX.foreign.1");
		ask("_INBOX.foreign.1", "t-1");
		for (int i = 0; i < 4; i++) {
			Message reply = Objects.requireNonNull(inbox.nextMessage(LONG));
			assertThat(new String(reply.getData(), StandardCharsets.UTF_8)).isEqualTo("hello!");
			assertThat(reply.getHeaders().getFirst("Task-Id")).isEqualTo("t-1");
			assertThat(reply.getHeaders().getFirst("Deliveries")).isEqualTo("1");
			assertThat(reply.getReplyTo()).isNotBlank();
		}
		awaitEmptyStream();
		assertThat(inbox.getPendingMessageCount()).isZero();
	}

	/**
	 * A busy machine may take longer to confirm than the first repetition waits, but not
	 * each time. Without confirmation no reply ever comes once.
	 */
	@Test
	void aReplyThatIsConfirmedComesOnce() throws Exception {
		answering();
		Subscription inbox = this.foreign.subscribe("_INBOX.foreign.1");
		long repetitions = 1;
		for (int i = 1; i <= 50 && repetitions > 0; i++) {
			ask("_INBOX.foreign.1", "t-" + i);
			Message reply = Objects.requireNonNull(inbox.nextMessage(LONG));
			assertThat(reply.getHeaders().getFirst("Task-Id")).isEqualTo("t-" + i);
			this.foreign.publish(reply.getReplyTo(), new byte[0]);
			awaitEmptyStream();
			this.foreign.flush(LONG);
			repetitions = inbox.getPendingMessageCount();
			for (long repetition = 0; repetition < repetitions; repetition++) {
				assertThat(Objects.requireNonNull(inbox.nextMessage(LONG)).getHeaders().getFirst("Task-Id"))
					.isEqualTo("t-" + i);
			}
		}
		assertThat(repetitions).isZero();
	}

	@Test
	void nobodyIsAnsweredWhereNoInboxIs() throws Exception {
		this.foreign.jetStreamManagement()
			.addStream(StreamConfiguration.builder().name("OTHER").subjects("other").build());
		this.foreign.jetStream().publish("other", new byte[0]);
		AnnotationConfigApplicationContext careless = answering(
				"now-or-never.responder.inbox-prefixes=_INBOX,shop,other");
		String[] noInboxes = { "$JS.API.STREAM.PURGE.OTHER", "$JS.API.STREAM.DELETE.OTHER", "shop.durable", "shop",
				"shop.load", "shop.to.a", "_INBOX.a 0", "_INBOX.*", null };
		Subscription seen = this.foreign.subscribe("shop.to.>");
		for (int i = 0; i < noInboxes.length; i++) {
			ask(noInboxes[i], "t-" + i);
		}
		awaitEmptyStream();
		assertThat(careless.getBean(Responders.class).members().getFirst().count(TaskOutcome.MALFORMED))
			.isEqualTo(noInboxes.length);
		assertThat(stateOf("SHOP").getLastSequence()).as("nothing came back").isEqualTo(noInboxes.length);
		assertThat(stateOf("OTHER").getMsgCount()).isEqualTo(1);
		assertThat(seen.getPendingMessageCount()).isZero();
		assertThat(careless.getBean(NatsLink.class).reconnects()).isZero();
	}

	@Test
	void aResponderThatAsksForNoConfirmationAnswers() throws Exception {
		CompletableFuture<Answer<String>> asked = asking().to("shop")
			.within(LONG)
			.durable()
			.askAsync("x", String.class);
		Message task = take();
		Headers headers = new Headers().put("Task-Id", task.getHeaders().getFirst("Task-Id"));
		this.foreign.publish(Objects.requireNonNull(task.getHeaders().getFirst("Reply-To")), headers,
				"foreign".getBytes(StandardCharsets.UTF_8));
		task.ack();
		assertThat(asked.orTimeout(60, TimeUnit.SECONDS).join().orElseThrow()).isEqualTo("foreign");
	}

	@Test
	void aReplyIsConfirmedOnInboxesOnly() throws Exception {
		asking();
		Subscription stray = this.foreign.subscribe("stray");
		Subscription inbox = this.foreign.subscribe("_INBOX.foreign.confirm");
		CompletableFuture<Answer<String>> asked = asking().to("shop")
			.within(LONG)
			.durable()
			.askAsync("x", String.class);
		Message task = take();
		String replyTo = Objects.requireNonNull(task.getHeaders().getFirst("Reply-To"));
		byte[] body = "foreign".getBytes(StandardCharsets.UTF_8);
		this.foreign.publish(replyTo, "stray", body);
		this.foreign.publish(replyTo, "_INBOX.foreign.confirm", body);
		task.ack();
		assertThat(Objects.requireNonNull(inbox.nextMessage(LONG)).getData()).isEmpty();
		assertThat(stray.getPendingMessageCount()).isZero();
		assertThat(asked.orTimeout(60, TimeUnit.SECONDS).join().isAnswered()).isTrue();
	}

	@Test
	void aRequestThatNobodyBringsToItsEndFailsInTheEnd() throws Exception {
		CompletableFuture<Answer<String>> asked = asking().to("shop")
			.within(LONG)
			.durable()
			.askAsync("x", String.class);
		for (int i = 0; i < this.settings.maxDeliver(); i++) {
			take();
		}
		answering();
		assertThat(asked.orTimeout(60, TimeUnit.SECONDS).join())
			.isEqualTo(new Answer.Failed<>(508, "it was begun 3 times and never brought to its end"));
		awaitEmptyStream();
	}

	@Test
	void whoIsStoppedFinishesWhatItHasBegunAndLeavesTheRestToOthers() throws Exception {
		answering();
		AnnotationConfigApplicationContext stopping = answering();
		Requester requester = asking();
		List<CompletableFuture<Answer<String>>> asked = new ArrayList<>();
		for (int i = 0; i < 300; i++) {
			asked.add(requester.to("shop").within(LONG).durable().askAsync("slowly", String.class));
			if (i == 150) {
				Thread.ofVirtual().start(stopping::close);
			}
		}
		for (CompletableFuture<Answer<String>> answer : asked) {
			assertThat(answer.orTimeout(60, TimeUnit.SECONDS).join().isAnswered()).isTrue();
		}
	}

	@Test
	void whoLeavesItUndoneHasItGivenToAnother() throws Exception {
		CompletableFuture<Answer<String>> asked = asking().to("shop")
			.within(LONG)
			.durable()
			.askAsync("x", String.class);
		take();
		answering();
		Answer<String> answer = asked.orTimeout(60, TimeUnit.SECONDS).join();
		assertThat(answer).isInstanceOfSatisfying(Answer.Answered.class,
				(answered) -> assertThat(answered.reply().headers()).containsEntry("Deliveries", "2"));
	}

	private void ask(@Nullable String replyTo, String taskId) throws IOException, InterruptedException {
		Headers headers = new Headers().put("Task-Id", taskId)
			.put("Nats-Msg-Id", taskId)
			.put("Sent-At", Long.toString(System.currentTimeMillis()))
			.put("Timeout-Ms", "30000")
			.put("Attempt", "1");
		if (replyTo != null) {
			headers.put("Reply-To", replyTo);
		}
		Message stored = this.foreign.request(NatsMessage.builder()
			.subject("shop.durable")
			.headers(headers)
			.data("hello".getBytes(StandardCharsets.UTF_8))
			.build(), LONG);
		try {
			assertThat(new PublishAck(Objects.requireNonNull(stored)).getStream()).isEqualTo("SHOP");
		}
		catch (JetStreamApiException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Message take() throws Exception {
		JetStreamSubscription workers = this.foreign.jetStream()
			.subscribe(null, PullSubscribeOptions.fastBind("SHOP", "workers"));
		List<Message> taken = workers.fetch(1, LONG);
		workers.unsubscribe();
		return taken.getFirst();
	}

	private void awaitEmptyStream() {
		Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> stateOf("SHOP").getMsgCount() == 0);
	}

	private StreamState stateOf(String stream) throws IOException, JetStreamApiException {
		return StreamSetup.management(this.foreign).getStreamInfo(stream).getStreamState();
	}

	private Requester asking() {
		return start(Asking.class).getBean(Requester.class);
	}

	private AnnotationConfigApplicationContext answering(String... settings) {
		AnnotationConfigApplicationContext application = start(Answering.class, settings);
		MembersInPlace.await(application);
		return application;
	}

	private AnnotationConfigApplicationContext start(Class<?> configuration, String... settings) {
		AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext();
		TestPropertyValues
			.of("nats.servers=" + this.broker.url(), "now-or-never.responder.max-age=60s", "durable.max-age=60s",
					"durable.target-wait=60s", "durable.ack-wait=300ms")
			.and(settings)
			.applyTo(application);
		application.register(configuration);
		application.refresh();
		this.applications.add(application);
		return application;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Asking {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Answering {

		@Bean
		Greeter greeter() {
			return new Greeter();
		}

	}

	/**
	 * Answers.
	 */
	static class Greeter {

		@Responder(subject = "shop", durable = true)
		String greet(String text) throws InterruptedException {
			if (text.equals("slowly")) {
				TimeUnit.MILLISECONDS.sleep(5);
			}
			return text + "!";
		}

	}

}
