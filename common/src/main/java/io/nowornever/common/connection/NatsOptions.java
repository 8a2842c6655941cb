package io.nowornever.common.connection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import javax.net.ssl.SSLContext;

import io.nats.client.AuthHandler;
import io.nats.client.NKey;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nowornever.common.settings.Require;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;

/**
 * Turns the settings into the client library's options.
 *
 * @param properties the settings
 * @param connectionName the name that the broker's monitoring shows
 * @param sslBundles where a TLS bundle is looked up
 */
record NatsOptions(NatsProperties properties, String connectionName, SslBundles sslBundles) {

	private static final int PINGS_UNANSWERED = 2;

	// A full queue would block whoever publishes; how much may wait is limited by the
	// services.
	private static final int UNBOUNDED = 0;

	/**
	 * Fails now, at the start, if the settings cannot be met.
	 */
	void check() {
		withoutServers();
	}

	/**
	 * Options for one connection, made anew for each, so that renewed certificates count.
	 * @return a builder to which a session adds its listeners
	 * @throws ConnectFailedException when no address is known
	 */
	Options.Builder builder() throws ConnectFailedException {
		return withoutServers().servers(urls().toArray(String[]::new));
	}

	private List<String> urls() throws ConnectFailedException {
		List<String> urls = new ArrayList<>();
		UnknownHostException unknown = null;
		for (String server : this.properties.servers()) {
			try {
				urls.addAll(Objects.requireNonNull(ServerAddress.parse(server)).urls(InetAddress::getAllByName));
			}
			catch (UnknownHostException ex) {
				unknown = ex;
			}
		}
		if (urls.isEmpty()) {
			throw new ConnectFailedException("unknown host: " + unknown, unknown);
		}
		return urls;
	}

	private Options.Builder withoutServers() {
		Options.Builder options = Options.builder()
			.connectionName(this.connectionName)
			.connectionTimeout(this.properties.connectTimeout())
			.pingInterval(this.properties.pingInterval())
			.maxPingsOut(PINGS_UNANSWERED)
			.dataPortType(GuardedDataPort.class.getName())
			.maxMessagesInOutgoingQueue(UNBOUNDED)
			.subjectValidationType(Options.SubjectValidationType.None);
		authenticate(options);
		encrypt(options);
		return options;
	}

	private void authenticate(Options.Builder options) {
		NatsProperties properties = this.properties;
		if (properties.user() != null && properties.password() != null) {
			options.userInfo(properties.user(), properties.password());
		}
		else if (properties.token() != null) {
			options.token(properties.token().toCharArray());
		}
		else if (properties.creds() != null) {
			options.authHandler(Nats.credentials(properties.creds().toString()));
		}
		else if (properties.nkey() != null) {
			options.authHandler(new SeedHandler(properties.nkey()));
		}
	}

	private void encrypt(Options.Builder options) {
		NatsProperties.Tls tls = this.properties.tls();
		if (tls.enabled() || tls.bundle() != null) {
			options.sslContext(sslContext(tls));
		}
	}

	private SSLContext sslContext(NatsProperties.Tls tls) {
		try {
			return (tls.bundle() != null) ? this.sslBundles.getBundle(tls.bundle()).createSslContext()
					: SSLContext.getDefault();
		}
		catch (NoSuchSslBundleException ex) {
			Require.that(false, "nats.tls.bundle", tls.bundle(), "the name of a bundle under spring.ssl.bundle");
			throw ex;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("This JVM offers no TLS", ex);
		}
	}

	/**
	 * Proves who we are with an nkey's seed, read anew for each connection, so that a
	 * rotated file counts without a restart.
	 */
	private record SeedHandler(Path file) implements AuthHandler {

		@Override
		public byte[] sign(byte[] nonce) {
			try {
				return key().sign(nonce);
			}
			catch (GeneralSecurityException | IOException ex) {
				throw new IllegalStateException("The nkey in " + this.file + " cannot sign", ex);
			}
		}

		@Override
		public char[] getID() {
			try {
				return key().getPublicKey();
			}
			catch (GeneralSecurityException | IOException ex) {
				throw new IllegalStateException("The nkey in " + this.file + " has no public key", ex);
			}
		}

		@Override
		public char[] getJWT() {
			return new char[0];
		}

		private NKey key() {
			try {
				return NKey.fromSeed(Files.readString(this.file).strip().toCharArray());
			}
			catch (IOException ex) {
				throw new UncheckedIOException("The nkey in " + this.file + " cannot be read", ex);
			}
		}

	}

}
