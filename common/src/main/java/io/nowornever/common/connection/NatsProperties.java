package io.nowornever.common.connection;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.nowornever.common.settings.Require;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the broker is and how to be let in.
 *
 * @param servers the broker's addresses; all nodes of a cluster
 * @param user the user, together with a password
 * @param password the user's password
 * @param token a token instead of a user
 * @param creds a credentials file (JWT and seed)
 * @param nkey a file with an nkey's seed
 * @param tls whether and how the link is encrypted
 * @param reconnect the pauses between attempts to connect
 * @param pingInterval how often the link is proven; it is taken for broken when two pings
 * stay unanswered
 * @param connectTimeout how long one attempt to connect may take
 */
@ConfigurationProperties(prefix = "nats", ignoreUnknownFields = false)
public record NatsProperties(@DefaultValue("nats://localhost:4222") List<String> servers, @Nullable String user,
		@Nullable String password, @Nullable String token, @Nullable Path creds, @Nullable Path nkey,
		@DefaultValue Tls tls, @DefaultValue Reconnect reconnect, @DefaultValue("1s") Duration pingInterval,
		@DefaultValue("2s") Duration connectTimeout) {

	/**
	 * Checks the values.
	 */
	public NatsProperties {
		Require.that(!servers.isEmpty(), "nats.servers", "", "one or more addresses like nats://host:4222");
		servers.forEach(NatsProperties::requireAddress);
		Require.that((user == null) == (password == null), "nats.user", user,
				"a user together with nats.password, or neither");
		int ways = count(user) + count(token) + count(creds) + count(nkey);
		Require.that(ways <= 1, "nats.user", user, "only one of nats.user, nats.token, nats.creds and nats.nkey");
		requireReadable("nats.creds", creds);
		requireReadable("nats.nkey", nkey);
		Require.between("nats.ping-interval", pingInterval, Duration.ofMillis(100), Duration.ofMinutes(5));
		Require.between("nats.connect-timeout", connectTimeout, Duration.ofMillis(100), Duration.ofMinutes(1));
	}

	private static void requireAddress(String server) {
		Require.that(ServerAddress.parse(server) != null, "nats.servers", ServerAddress.masked(server),
				"addresses like nats://host:4222 (or tls, ws, wss; port 1 to 65535), separated by commas; in a user or"
						+ " a password only letters, digits and -._~!$&'()*+;= stand for themselves, all else is"
						+ " percent-encoded");
	}

	private static void requireReadable(String key, @Nullable Path file) {
		Require.that(file == null || Files.isReadable(file), key, file, "the path of a file that can be read");
	}

	private static int count(@Nullable Object value) {
		return (value != null) ? 1 : 0;
	}

	/**
	 * Whether and how the link is encrypted.
	 *
	 * @param enabled whether TLS is demanded
	 * @param bundle the name of an SSL bundle ({@code spring.ssl.bundle.*}) with the keys
	 * and the trusted certificates; without one the JVM's defaults count
	 */
	public record Tls(@DefaultValue("false") boolean enabled, @Nullable String bundle) {
	}

	/**
	 * The pauses between attempts to connect, which go on for ever.
	 *
	 * @param delay the pause after an attempt that failed
	 * @param jitter up to this much is added to each pause, at random, so that many
	 * clients do not come back at once
	 */
	public record Reconnect(@DefaultValue("250ms") Duration delay, @DefaultValue("250ms") Duration jitter) {

		/**
		 * Checks the values.
		 */
		public Reconnect {
			Require.between("nats.reconnect.delay", delay, Duration.ofMillis(10), Duration.ofMinutes(1));
			Require.between("nats.reconnect.jitter", jitter, Duration.ZERO, Duration.ofMinutes(1));
		}

	}

}
