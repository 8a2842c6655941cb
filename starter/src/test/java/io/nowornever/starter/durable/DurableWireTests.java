package io.nowornever.starter.durable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Subscription;
import io.nats.client.api.PublishAck;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import io.nowornever.common.connection.NatsLink;
import io.nowornever.request.Answer;
import io.nowornever.respond.outcome.TaskOutcome;
import io.nowornever.starter.respond.Responders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients in any language stand in for either side by what travels alone: here they are
 * bare connections.
 */
@Tag("integration")
class DurableWireTests extends DurableShop {

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

}
