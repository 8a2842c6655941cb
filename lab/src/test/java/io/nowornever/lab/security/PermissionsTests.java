package io.nowornever.lab.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.nats.client.AuthenticationException;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.ErrorListener;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.Subscription;
import io.nowornever.testbed.broker.Broker;
import io.nowornever.testbed.secured.Secrets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Tag("integration")
class PermissionsTests {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final byte[] EMPTY = {};

	@TempDir
	static Path folder;

	private static SecuredConfiguration configuration;

	private static Broker broker;

	private static final Map<String, Connection> connections = new HashMap<>();

	@BeforeAll
	static void start() throws Exception {
		configuration = new SecuredConfiguration(Secrets.madeIn(folder.resolve("secrets")));
		broker = Broker.builder().jetStream().configuration(configuration.broker()).start();
		for (String user : List.of("producer", "consumer", "operator", "lab", SecuredConfiguration.WITNESS)) {
			connections.put(user, configuration.connect(broker.url(), user));
		}
	}

	@AfterAll
	static void stop() throws InterruptedException {
		for (Connection connection : connections.values()) {
			connection.close();
		}
		broker.close();
	}

	static Stream<PermissionsTable.Field> fields() throws IOException {
		return PermissionsTable.fields().stream();
	}

	@ParameterizedTest
	@MethodSource("fields")
	void theTableOfTheDocumentationHolds(PermissionsTable.Field field) throws Exception {
		Connection connection = connection(field.user());
		connection.clearLastError();
		Dispatcher dispatcher = connection.createDispatcher((_) -> {
		});
		if (field.isInGroup()) {
			dispatcher.subscribe(field.subject(), field.group());
		}
		else {
			dispatcher.subscribe(field.subject());
		}
		assertThat(complaint(connection) == null).as("may subscribe; " + complaint(connection))
			.isEqualTo(field.maySubscribe());
		connection.closeDispatcher(dispatcher);
		if (field.canBePublished()) {
			connection.clearLastError();
			connection.publish(field.subject(), EMPTY);
			assertThat(complaint(connection) == null).as("may publish; " + complaint(connection))
				.isEqualTo(field.mayPublish());
		}
	}

	@Test
	void theTableLeavesOutNothingOfTheConfiguration() throws IOException {
		String pair = Files.readString(SecretsScript.ROOT.resolve("nats/security.conf")).split("LAB \\{", -1)[0];
		List<String> tried = PermissionsTable.fields().stream().map(PermissionsTable.Field::text).toList();
		Matcher allowed = Pattern.compile("[\\[ ]\"([^\"/]+)\"").matcher(pair);
		while (allowed.find()) {
			String wanted = allowed.group(1);
			assertThat(tried).as(wanted).anyMatch((text) -> covers(wanted, text));
		}
	}

	/**
	 * Whether something that was tried is an example of what is allowed.
	 */
	private static boolean covers(String allowed, String tried) {
		String expression = Pattern.quote(allowed).replace("*", "\\E[^. ]+\\Q").replace(">", "\\E[^ ]+\\Q");
		return tried.matches(expression);
	}

	@Test
	void ofAnswersToOthersNobodyReadsAny() throws Exception {
		for (String user : List.of("consumer", "operator", "lab")) {
			assertThat(heard(user, "_INBOX.producer.>", "_INBOX.producer.secret.1")).as(user).isFalse();
			assertThat(heard(user, "_INBOX.*.>", "_INBOX.producer.secret.1")).as(user).isFalse();
			assertThat(heard(user, ">", "_INBOX.producer.secret.1")).as(user).isFalse();
		}
		assertThat(heard("producer", "_INBOX.producer.>", "_INBOX.producer.secret.1")).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "tasks.now", "tasks.now.load", "tasks.durable", "_INBOX.producer.secret", "$SRV.PING",
			"demo.order" })
	void theLabIsApart(String subject) throws Exception {
		assertThat(heard("lab", ">", subject)).as("what the pair says").isFalse();
		Connection lab = connection("lab");
		lab.clearLastError();
		Subscription own = lab.subscribe(subject);
		Subscription pair = connection(SecuredConfiguration.WITNESS).subscribe(">");
		connection(SecuredConfiguration.WITNESS).flush(LIMIT);
		lab.publish(subject, "from.the.lab", EMPTY);
		assertThat(complaint(lab)).as("it may do everything in its room").isNull();
		assertThat(own.nextMessage(LIMIT)).isNotNull();
		own.unsubscribe();
		connection(SecuredConfiguration.WITNESS).flush(LIMIT);
		Message next = pair.nextMessage(Duration.ofMillis(1));
		while (next != null) {
			assertThat(next.getReplyTo()).as(next.getSubject()).isNotEqualTo("from.the.lab");
			next = pair.nextMessage(Duration.ofMillis(1));
		}
		pair.unsubscribe();
	}

	@Test
	void whoNamesNobodyOrAWrongPasswordIsNotLetIn() throws IOException {
		assertNotLetIn(configuration.options(broker.url()));
		assertNotLetIn(
				configuration.options(broker.url()).userInfo("producer", configuration.secrets().password("lab")));
	}

	/**
	 * The client library knows the broker's refusal at once, and yet waits for the answer
	 * to its ping until its connection timeout has passed, unless it is interrupted.
	 */
	private static void assertNotLetIn(Options.Builder options) {
		Thread connecting = Thread.currentThread();
		options.errorListener(new ErrorListener() {
			@Override
			public void errorOccurred(Connection connection, String error) {
				connecting.interrupt();
			}
		});
		assertThatExceptionOfType(AuthenticationException.class).isThrownBy(() -> Nats.connect(options.build()));
		Thread.interrupted();
	}

	@Test
	void whoDoesNotEncryptIsNotLetIn() throws IOException {
		Options plain = Options.builder()
			.server(broker.url())
			.userInfo("producer", configuration.secrets().password("producer"))
			.noReconnect()
			.build();
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> Nats.connect(plain));
	}

	/**
	 * Whether a user who subscribes to something gets what the witness publishes.
	 */
	private static boolean heard(String user, String subscribed, String published) throws Exception {
		Connection connection = connection(user);
		Subscription subscription = connection.subscribe(subscribed);
		connection.flush(LIMIT);
		Connection witness = connection(SecuredConfiguration.WITNESS);
		witness.publish(published, "from.the.witness", EMPTY);
		witness.flush(LIMIT);
		connection.flush(LIMIT);
		boolean heard = false;
		Message next = subscription.nextMessage(Duration.ofMillis(1));
		while (next != null && !heard) {
			heard = "from.the.witness".equals(next.getReplyTo());
			next = subscription.nextMessage(Duration.ofMillis(1));
		}
		subscription.unsubscribe();
		return heard;
	}

	/**
	 * What the broker says against what was sent: it says so before it answers a ping.
	 */
	private static @Nullable String complaint(Connection connection) throws Exception {
		connection.flush(LIMIT);
		String error = connection.getLastError();
		return (error == null || error.isEmpty()) ? null : error;
	}

	private static Connection connection(String user) {
		return Objects.requireNonNull(connections.get(user));
	}

}
