package io.nowornever.respond.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.nats.client.impl.Headers;
import io.nowornever.respond.Requests;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A request from a stream, with a clock that is set by hand.
 */
class DeliveryTests {

	private static final Delivery.Reply REPLY = new Delivery.Reply("_INBOX.1", "_INBOX.2", new Headers(), new byte[0]);

	private final Delivery delivery = new Delivery(Requests.ofLength(1), millis(100), 0);

	@Test
	void aSignOfLifeIsDueAgainAndAgainUntilItIsDone() {
		assertThat(this.delivery.takeSign(millis(99))).isFalse();
		assertThat(this.delivery.takeSign(millis(100))).isTrue();
		assertThat(this.delivery.takeSign(millis(100))).isFalse();
		assertThat(this.delivery.takeSign(millis(199))).isFalse();
		assertThat(this.delivery.takeSign(millis(250))).isTrue();
	}

	@Test
	void aReplyIsRepeatedAfter30And120And400MillisecondsAndThenGivenUp() {
		this.delivery.replying(REPLY, millis(1_000));
		List<Long> repeated = new ArrayList<>();
		long now = 1_000;
		while (!this.delivery.isUnconfirmed(millis(now))) {
			if (this.delivery.takeRepeat(millis(now)) != null) {
				repeated.add(now - 1_000);
			}
			now++;
		}
		assertThat(repeated).containsExactly(30L, 120L, 400L);
		assertThat(now - 1_000).isEqualTo(500);
	}

	@Test
	void itIsDoneOnceItHasEndedAndItsReplyIsConfirmed() {
		this.delivery.replying(REPLY, 0);
		this.delivery.ended();
		assertThat(this.delivery.isDone()).isFalse();
		assertThat(this.delivery.settled()).isTrue();
		assertThat(this.delivery.isDone()).isTrue();
		assertThat(this.delivery.settled()).isFalse();
	}

	@Test
	void aConfirmationThatComesBeforeTheEndCounts() {
		this.delivery.replying(REPLY, 0);
		this.delivery.settled();
		assertThat(this.delivery.isDone()).isFalse();
		this.delivery.ended();
		assertThat(this.delivery.isDone()).isTrue();
	}

	@Test
	void whatEndsWithoutAReplyIsDoneAtOnce() {
		this.delivery.ended();
		assertThat(this.delivery.isDone()).isTrue();
	}

	@Test
	void onANewConnectionEverythingIsSaidAgainAtOnce() {
		this.delivery.replying(REPLY, 0);
		assertThat(this.delivery.takeRepeat(millis(30))).isNotNull();
		assertThat(this.delivery.takeRepeat(millis(120))).isNotNull();
		assertThat(this.delivery.takeRepeat(millis(400))).isNotNull();
		this.delivery.relinked(millis(450));
		assertThat(this.delivery.isUnconfirmed(millis(500))).isFalse();
		assertThat(this.delivery.takeSign(millis(450))).isTrue();
		assertThat(this.delivery.takeRepeat(millis(450))).isEqualTo(REPLY);
		assertThat(this.delivery.takeRepeat(millis(539))).isNull();
		assertThat(this.delivery.takeRepeat(millis(540))).isEqualTo(REPLY);
	}

	private static long millis(long millis) {
		return TimeUnit.MILLISECONDS.toNanos(millis);
	}

}
