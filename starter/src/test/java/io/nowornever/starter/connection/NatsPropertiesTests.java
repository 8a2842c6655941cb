package io.nowornever.starter.connection;

import java.time.Duration;

import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.settings.InvalidSettingException;
import io.nowornever.common.time.NanoClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class NatsPropertiesTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withBean(NanoClock.class, NanoClock::startingNow)
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NatsLinkAutoConfiguration.class));

	@Test
	void defaults() {
		this.runner.run((context) -> {
			NatsProperties properties = context.getBean(NatsProperties.class);
			assertThat(properties.servers()).containsExactly("nats://localhost:4222");
			assertThat(properties.user()).isNull();
			assertThat(properties.tls().enabled()).isFalse();
			assertThat(properties.reconnect().delay()).isEqualTo(Duration.ofMillis(250));
			assertThat(properties.reconnect().jitter()).isEqualTo(Duration.ofMillis(250));
			assertThat(properties.pingInterval()).isEqualTo(Duration.ofSeconds(1));
			assertThat(properties.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
			assertThat(properties.inboxPrefix()).isEqualTo("_INBOX");
			assertThat(context.getBean(NatsLink.class).newInbox()).matches("_INBOX\\.[\\w-]{22}\\.");
		});
	}

	@Test
	void overrides() {
		this.runner
			.withPropertyValues("nats.servers=nats://127.0.0.1:1,tls://127.0.0.1:2", "nats.user=u", "nats.password=p",
					"nats.reconnect.delay=1s", "nats.reconnect.jitter=0s", "nats.ping-interval=3s",
					"nats.connect-timeout=4s", "nats.tls.enabled=true", "nats.inbox-prefix=answers.shop")
			.run((context) -> {
				NatsProperties properties = context.getBean(NatsProperties.class);
				assertThat(properties.servers()).hasSize(2);
				assertThat(properties.user()).isEqualTo("u");
				assertThat(properties.tls().enabled()).isTrue();
				assertThat(properties.reconnect().delay()).isEqualTo(Duration.ofSeconds(1));
				assertThat(properties.pingInterval()).isEqualTo(Duration.ofSeconds(3));
				assertThat(properties.connectTimeout()).isEqualTo(Duration.ofSeconds(4));
				assertThat(context.getBean(NatsLink.class).newInbox()).matches("answers\\.shop\\.[\\w-]{22}\\.");
			});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			nats.servers=http://host          | nats.servers is "http://host"; allowed: addresses like nats://
			nats.servers=nats://              | nats.servers is "nats://"; allowed: addresses like nats://
			nats.servers=nats://host:99999    | nats.servers is "nats://host:99999"; allowed: addresses like nats://
			nats.servers=nats://host:0        | nats.servers is "nats://host:0"; allowed: addresses like nats://
			nats.servers=host:port            | nats.servers is "host:port"; allowed: addresses like nats://
			nats.servers=nats://u:secret@h:99999 | nats.servers is "nats://***@h:99999"; allowed: addresses like
			nats.servers=u:secret@h:99999     | nats.servers is "***@h:99999"; allowed: addresses like nats://
			nats.servers=nats://u:se%cret@h   | nats.servers is "nats://***@h"; allowed: addresses like nats://
			nats.servers=nats://u:s@cret@h    | nats.servers is "nats://***@h"; allowed: addresses like nats://
			nats.user=alice                   | nats.user is "alice"; allowed: a user together with nats.password
			nats.creds=/no/such/file          | nats.creds is "/no/such/file"; allowed: the path of a file
			nats.nkey=/no/such/file           | nats.nkey is "/no/such/file"; allowed: the path of a file
			nats.ping-interval=0s             | nats.ping-interval is "0ms"; allowed: 100ms to 300s
			nats.connect-timeout=2m           | nats.connect-timeout is "120s"; allowed: 100ms to 60s
			nats.reconnect.delay=0s           | nats.reconnect.delay is "0ms"; allowed: 10ms to 60s
			nats.reconnect.jitter=2m          | nats.reconnect.jitter is "120s"; allowed: 0ms to 60s
			nats.inbox-prefix=                | nats.inbox-prefix is ""; allowed: a subject of 1 to 64 printable
			nats.inbox-prefix=$SYS            | nats.inbox-prefix is "$SYS"; allowed: a subject
			nats.inbox-prefix=_INBOX.>        | nats.inbox-prefix is "_INBOX.>"; allowed: a subject
			nats.inbox-prefix=a.*.b           | nats.inbox-prefix is "a.*.b"; allowed: a subject
			nats.inbox-prefix=a b             | nats.inbox-prefix is "a b"; allowed: a subject
			nats.inbox-prefix=_INBOX.         | nats.inbox-prefix is "_INBOX."; allowed: a subject
			nats.inbox-prefix=a..b            | nats.inbox-prefix is "a..b"; allowed: a subject
			nats.inbox-prefix=é               | nats.inbox-prefix is "é"; allowed: a subject
			nats.tls.bundle=none              | nats.tls.bundle is "none"; allowed: the name of a bundle
			""")
	void rejections(String setting, String message) {
		this.runner.withPropertyValues(setting)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSettingException.class)
				.hasMessageContaining(message));
	}

	@Test
	void anUnknownKeyIsRejected() {
		this.runner.withPropertyValues("nats.sevrers=nats://127.0.0.1:1")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("nats.sevrers"));
	}

}
