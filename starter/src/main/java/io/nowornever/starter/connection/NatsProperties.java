package io.nowornever.starter.connection;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;

import io.nowornever.common.connection.LinkSettings;
import io.nowornever.common.settings.InvalidSettingException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;

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
 * @param inboxPrefix the subject below which all answers come, to whatever is asked; a
 * broker's permissions can so give each user an inbox of its own
 */
@ConfigurationProperties(prefix = "nats", ignoreUnknownFields = false)
public record NatsProperties(@DefaultValue("nats://localhost:4222") List<String> servers, @Nullable String user,
		@Nullable String password, @Nullable String token, @Nullable Path creds, @Nullable Path nkey,
		@DefaultValue Tls tls, @DefaultValue Reconnect reconnect, @DefaultValue("1s") Duration pingInterval,
		@DefaultValue("2s") Duration connectTimeout, @DefaultValue(LinkSettings.INBOX_PREFIX) String inboxPrefix) {

	/** Where a broker listens for clients, unless it is told otherwise. */
	static final int USUAL_PORT = 4222;

	/**
	 * The settings as the link takes them, checked.
	 * @param details where the broker is and how to be let in
	 * @return the settings
	 */
	LinkSettings settings(NatsConnectionDetails details) {
		return new LinkSettings(details.getServers(), details.getUser(), details.getPassword(), details.getToken(),
				details.getCreds(), details.getNkey(), details.getTls(),
				new LinkSettings.Reconnect(this.reconnect.delay(), this.reconnect.jitter()), this.pingInterval,
				this.connectTimeout, this.inboxPrefix);
	}

	/**
	 * Whether and how the link is encrypted.
	 *
	 * @param enabled whether TLS is demanded
	 * @param bundle the name of an SSL bundle, of those under spring.ssl.bundle, with the
	 * keys and the trusted certificates; without one the JVM's defaults count
	 */
	public record Tls(@DefaultValue("false") boolean enabled, @Nullable String bundle) {

		@Nullable Supplier<SSLContext> context(SslBundles sslBundles) {
			String name = this.bundle;
			if (name != null) {
				return () -> fromBundle(sslBundles, name);
			}
			return this.enabled ? Tls::ofJvm : null;
		}

		private static SSLContext fromBundle(SslBundles sslBundles, String name) {
			try {
				return sslBundles.getBundle(name).createSslContext();
			}
			catch (NoSuchSslBundleException ex) {
				throw new InvalidSettingException("nats.tls.bundle", name,
						"the name of a bundle under spring.ssl.bundle");
			}
		}

		private static SSLContext ofJvm() {
			try {
				return SSLContext.getDefault();
			}
			catch (GeneralSecurityException ex) {
				throw new IllegalStateException("This JVM offers no TLS", ex);
			}
		}

	}

	/**
	 * The pauses between attempts to connect, which go on for ever.
	 *
	 * @param delay the pause after an attempt that failed
	 * @param jitter up to this much is added to each pause, at random, so that many
	 * clients do not come back at once
	 */
	public record Reconnect(@DefaultValue("250ms") Duration delay, @DefaultValue("250ms") Duration jitter) {
	}

}
