package io.nowornever.playground.lesson;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.nats.client.ConsumerContext;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamStatusCheckedException;
import io.nats.client.Message;
import io.nats.client.Subscription;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.ConsumerInfo;

/**
 * The part on what comes again: six events are in the stream already.
 */
final class Redelivery {

	private static final Duration ACK_WAIT = Duration.ofSeconds(1);

	private static final Duration LONG_ACK_WAIT = Duration.ofSeconds(2);

	private static final Duration WORK = Duration.ofMillis(2500);

	private static final Duration SIGN_OF_LIFE = Duration.ofMillis(250);

	private static final Duration DELAY = Duration.ofMillis(500);

	private static final Duration LOOK = Duration.ofMillis(100);

	private static final String GIVEN_UP = "$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES." + ConsumersScript.STREAM
			+ ".twice";

	private final Board board;

	private final JetStreamCalls calls;

	Redelivery(Board board, JetStreamCalls calls) {
		this.board = board;
		this.calls = calls;
	}

	void give() throws IOException, JetStreamApiException, InterruptedException, JetStreamStatusCheckedException {
		forget();
		declineAndGiveUp();
		keepAlive();
		limitDeliveries();
	}

	private void forget()
			throws IOException, JetStreamApiException, InterruptedException, JetStreamStatusCheckedException {
		this.board.step("Not acknowledged: it comes again");
		this.board.explain("""
				A message that is not acknowledged within the ack wait counts as lost with its reader and is given out
				again, at the next fetch of whoever asks: delivery is at least once. A reader that had done the work but
				could not say so is not told from one that had not, so the work may be done twice and has to bear that.
				The delivery count tells how often a message was given out. The default is 30 s; here it is one
				second.""");
		ConsumerContext worker = this.calls.createConsumer(ConsumersScript.STREAM,
				ConsumerConfiguration.builder().durable("worker").ackPolicy(AckPolicy.Explicit).ackWait(ACK_WAIT));
		// The others are out of the way once they are acknowledged.
		this.calls.ack(this.calls.fetch(worker, 5));
		long beganNanos = System.nanoTime();
		Fetched first = this.calls.fetch(worker, 1);
		this.board.check("Delivery", 1, first.delivery());
		Fetched again = this.calls.fetch(worker, 1);
		long tookNanos = System.nanoTime() - beganNanos;
		this.board.check("It is the same message", first.sequences(), again.sequences());
		this.board.check("Delivery", 2, again.delivery());
		this.board.check("The ack wait had passed before", true, tookNanos >= ACK_WAIT.toNanos());
		this.board.check("Redelivered", 1, this.calls.info(worker).getRedelivered());
	}

	private void declineAndGiveUp()
			throws IOException, JetStreamApiException, InterruptedException, JetStreamStatusCheckedException {
		this.board.step("nak with a delay: not now");
		this.board.explain("""
				A reader that cannot do it gives the message back, without waiting for the ack wait. The delay keeps it
				from coming again at once.""");
		ConsumerContext picky = this.calls.createConsumer(ConsumersScript.STREAM,
				ConsumerConfiguration.builder().durable("picky").ackPolicy(AckPolicy.Explicit));
		this.calls.ack(this.calls.fetch(picky, 5));
		Message message = this.calls.fetch(picky, 1).only();
		long beganNanos = System.nanoTime();
		this.board.call("nakWithDelay", "stream sequence", message.metaData().streamSequence(), "delay",
				Settings.text(DELAY));
		message.nakWithDelay(DELAY);
		this.board.result("sent", true);
		Message again = this.calls.fetch(picky, 1).only();
		long tookNanos = System.nanoTime() - beganNanos;
		this.board.check("Delivery", message.metaData().deliveredCount() + 1, again.metaData().deliveredCount());
		this.board.check("The delay had passed before", true, tookNanos >= DELAY.toNanos());
		giveUp(picky, again);
	}

	private void giveUp(ConsumerContext picky, Message message)
			throws IOException, JetStreamApiException, InterruptedException, JetStreamStatusCheckedException {
		this.board.step("term: never again");
		this.board.explain("""
				A message that nobody can process would come again for ever. term ends that for this consumer; the
				stream keeps the message.""");
		this.board.call("term", "stream sequence", message.metaData().streamSequence());
		message.term();
		this.board.result("sent", true);
		this.board.check("Left for a next fetch", 0, this.calls.fetchNoWait(picky, 1).size());
		ConsumerInfo info = this.calls.infoOnceSettled(picky);
		this.board.check("Ack pending", 0, info.getNumAckPending());
		this.board.check("The stream holds", 6, this.calls.state(ConsumersScript.STREAM).getMsgCount());
	}

	private void keepAlive()
			throws IOException, JetStreamApiException, InterruptedException, JetStreamStatusCheckedException {
		this.board.step("inProgress: still at it");
		this.board.explain("""
				Work that takes longer than the ack wait says so in between: each inProgress starts the ack wait
				anew. So the ack wait can be short, and a dead reader is noticed soon.""");
		ConsumerContext slow = this.calls.createConsumer(ConsumersScript.STREAM,
				ConsumerConfiguration.builder().durable("slow").ackPolicy(AckPolicy.Explicit).ackWait(LONG_ACK_WAIT));
		this.calls.ack(this.calls.fetch(slow, 5));
		Fetched work = this.calls.fetch(slow, 1);
		long beganNanos = System.nanoTime();
		this.board.call("inProgress, every " + Settings.text(SIGN_OF_LIFE), "stream sequences", work.sequences(), "for",
				Settings.text(WORK));
		int signs = 0;
		while (System.nanoTime() - beganNanos < WORK.toNanos()) {
			work.only().inProgress();
			signs++;
			TimeUnit.NANOSECONDS.sleep(SIGN_OF_LIFE.toNanos());
		}
		work.only().inProgress();
		this.board.result("sent", signs + 1);
		this.board.check("Given to somebody else meanwhile", 0, this.calls.fetchNoWait(slow, 1).size());
		this.calls.ack(work);
		this.board.check("Redelivered", 0, this.calls.info(slow).getRedelivered());
	}

	private void limitDeliveries()
			throws IOException, JetStreamApiException, InterruptedException, JetStreamStatusCheckedException {
		this.board.step("Max deliver: enough is enough");
		this.board.explain("""
				The server itself can stop after so many deliveries. The message stays in the stream, and an advisory
				tells who listens that it was given up: the place for a dead letter queue.""");
		Subscription advisories = this.calls.connection().subscribe(GIVEN_UP);
		ConsumerContext twice = this.calls.createConsumer(ConsumersScript.STREAM,
				ConsumerConfiguration.builder().durable("twice").ackPolicy(AckPolicy.Explicit).maxDeliver(2));
		this.calls.ack(this.calls.fetch(twice, 5));
		for (int delivery = 1; delivery <= 2; delivery++) {
			Message message = this.calls.fetch(twice, 1).only();
			this.board.check("Delivery of stream sequence " + message.metaData().streamSequence(), delivery,
					message.metaData().deliveredCount());
			this.board.call("nak", "stream sequence", message.metaData().streamSequence());
			message.nak();
			this.board.result("sent", true);
		}
		int third = 0;
		Message advisory = null;
		long beganNanos = System.nanoTime();
		while (advisory == null && System.nanoTime() - beganNanos < JetStreamCalls.LIMIT.toNanos()) {
			third += this.calls.fetchNoWait(twice, 1).size();
			advisory = advisories.nextMessage(LOOK);
		}
		advisories.unsubscribe();
		this.board.check("Delivered a third time", 0, third);
		this.board.call("an advisory came", "subject", GIVEN_UP);
		String told = (advisory != null) ? Fetched.text(advisory) : "";
		this.board.result("stream sequence", number("stream_seq", told), "deliveries", number("deliveries", told));
		this.board.check("Given up, by stream sequence", "6", number("stream_seq", told));
	}

	private static String number(String key, String json) {
		Matcher matcher = Pattern.compile('"' + key + "\":(\\d+)").matcher(json);
		return matcher.find() ? matcher.group(1) : "none";
	}

}
