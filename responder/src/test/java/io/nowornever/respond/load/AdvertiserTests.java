package io.nowornever.respond.load;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import io.nowornever.common.connection.LinkSettings;
import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.load.Load;
import io.nowornever.common.load.LoadJson;
import io.nowornever.common.time.NanoClock;
import io.nowornever.common.wire.MalformedBodyException;
import io.nowornever.respond.work.Line;
import io.nowornever.respond.work.Pace;
import io.nowornever.respond.work.ServiceTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a responder tells in its replies, without a broker and with a clock that is set by
 * hand.
 */
class AdvertiserTests {

	private static final long MS = 1_000_000;

	private static final Instant STARTED = Instant.parse("2025-01-01T00:00:00Z");

	private long now;

	private final NanoClock clock = () -> this.now;

	private final Advertiser advertiser = advertiser(STARTED);

	@Test
	void aReplyTellsTheLoadOnceAMillisecondAndARefusalAlways() {
		assertThat(this.advertiser.header(false)).isNotNull();
		assertThat(this.advertiser.header(false)).isNull();
		assertThat(this.advertiser.header(true)).isNotNull();
		this.now += MS - 1;
		assertThat(this.advertiser.header(false)).isNull();
		this.now++;
		assertThat(this.advertiser.header(false)).isNotNull();
	}

	@Test
	void eachLoadHasAHigherNumberAlsoOfOneThatIsStartedAgain() throws MalformedBodyException {
		long first = told().sequence();
		long second = told().sequence();
		assertThat(second).isGreaterThan(first);
		assertThat(this.advertiser.load().sequence()).isGreaterThan(second);
		assertThat(advertiser(STARTED.plusSeconds(1)).load().sequence()).isGreaterThan(second + 900_000);
	}

	@Test
	void whoIsAboutToGoTellsThatInItsLastRepliesToo() throws Exception {
		this.advertiser.start();
		assertThat(told().leaving()).isFalse();
		this.advertiser.stop();
		assertThat(told().leaving()).isTrue();
		assertThat(this.advertiser.adverts()).as("there is no link").isZero();
	}

	private Load told() throws MalformedBodyException {
		return LoadJson.read(Objects.requireNonNull(this.advertiser.header(true)));
	}

	private Advertiser advertiser(Instant started) {
		LinkSettings settings = new LinkSettings(List.of("nats://127.0.0.1:4222"), null, null, null, null, null, null,
				new LinkSettings.Reconnect(Duration.ofSeconds(1), Duration.ZERO), Duration.ofSeconds(1),
				Duration.ofSeconds(1), LinkSettings.INBOX_PREFIX);
		// Never started, so nothing is sent.
		NatsLink link = NatsLink.of(settings, "test", this.clock);
		Pace pace = new Pace(ServiceTime.guessed(Duration.ofMillis(50)), 1, new Line(1, Long.MAX_VALUE), 5_000 * MS, 0,
				this.clock.nanoTime());
		return new Advertiser("s", "w", "g", pace, link, this.clock, started);
	}

}
