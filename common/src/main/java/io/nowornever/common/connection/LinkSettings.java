package io.nowornever.common.connection;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

import io.nowornever.common.settings.Require;
import org.jspecify.annotations.Nullable;

/**
 * Where the broker is and how to be let in. Messages about bad values name the keys under
 * {@code nats.}, which are the same in every application.
 *
 * @param servers the broker's addresses; all nodes of a cluster
 * @param user the user, together with a password
 * @param password the user's password
 * @param token a token instead of a user
 * @param creds a credentials file (JWT and seed)
 * @param nkey a file with an nkey's seed
 * @param tls makes what an encrypted link needs, anew for each connection; null for a
 * link that is encrypted only where the broker demands it
 * @param reconnect the pauses between attempts to connect
 * @param pingInterval how often the link is proven; it is taken for broken when two pings
 * stay unanswered
 * @param connectTimeout how long one attempt to connect may take
 * @param inboxPrefix the subject below which all answers come, to whatever is asked
 */
public record LinkSettings(List<String> servers, @Nullable String user, @Nullable String password,
		@Nullable String token, @Nullable Path creds, @Nullable Path nkey, @Nullable Supplier<SSLContext> tls,
		Reconnect reconnect, Duration pingInterval, Duration connectTimeout, String inboxPrefix) {

	/**
	 * What answers come below, unless something else is set.
	 */
	public static final String INBOX_PREFIX = "_INBOX";

	private static final int LONGEST_PREFIX = 64;

	private static final Pattern LITERAL_TOKENS = Pattern.compile("(?!\\$)[!-~&&[^.*>]]+(\\.[!-~&&[^.*>]]+)*");

	/**
	 * Checks the values.
	 */
	public LinkSettings {
		servers = List.copyOf(servers);
		Require.that(!servers.isEmpty(), "nats.servers", "", "one or more addresses like nats://host:4222");
		servers.forEach(LinkSettings::requireAddress);
		Require.that((user == null) == (password == null), "nats.user", user,
				"a user together with nats.password, or neither");
		int ways = count(user) + count(token) + count(creds) + count(nkey);
		Require.that(ways <= 1, "nats.user", user, "only one of nats.user, nats.token, nats.creds and nats.nkey");
		requireReadable("nats.creds", creds);
		requireReadable("nats.nkey", nkey);
		Require.between("nats.ping-interval", pingInterval, Duration.ofMillis(100), Duration.ofMinutes(5));
		Require.between("nats.connect-timeout", connectTimeout, Duration.ofMillis(100), Duration.ofMinutes(1));
		Require.that(inboxPrefix.length() <= LONGEST_PREFIX && LITERAL_TOKENS.matcher(inboxPrefix)
			.matches(), "nats.inbox-prefix", inboxPrefix, "a subject of 1 to " + LONGEST_PREFIX
					+ " printable ASCII characters without spaces, '*' and '>', the first not '$', no part of it empty");
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
	 * The pauses between attempts to connect, which go on for ever.
	 *
	 * @param delay the pause after an attempt that failed
	 * @param jitter up to this much is added to each pause, at random, so that many
	 * clients do not come back at once
	 */
	public record Reconnect(Duration delay, Duration jitter) {

		/**
		 * Checks the values.
		 */
		public Reconnect {
			Require.between("nats.reconnect.delay", delay, Duration.ofMillis(10), Duration.ofMinutes(1));
			Require.between("nats.reconnect.jitter", jitter, Duration.ZERO, Duration.ofMinutes(1));
		}

	}

}
