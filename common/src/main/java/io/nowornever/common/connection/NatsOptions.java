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
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

import io.nats.client.AuthHandler;
import io.nats.client.NKey;
import io.nats.client.Nats;
import io.nats.client.Options;

/**
 * Turns the settings into the client library's options.
 *
 * @param settings the settings
 * @param connectionName the name that the broker's monitoring shows
 */
record NatsOptions(LinkSettings settings, String connectionName) {

	private static final int PINGS_UNANSWERED = 2;

	// A full queue would block whoever publishes; how much may wait is limited by the
	// services.
	private static final int UNBOUNDED = 0;

	/**
	 * The library's reader dies of a longer line. The broker takes lines of 4 KiB (its
	 * {@code max_control_line}), unless its operator allows more, and does not tell; what
	 * it delivers is longer by the subscription's number. So there is ample room, for a
	 * fifth of a megabyte a connection.
	 */
	private static final int LONGEST_LINE = 64 * 1024;

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
		for (String server : this.settings.servers()) {
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
			.connectionTimeout(this.settings.connectTimeout())
			.pingInterval(this.settings.pingInterval())
			.maxPingsOut(PINGS_UNANSWERED)
			.dataPortType(GuardedDataPort.class.getName())
			.maxMessagesInOutgoingQueue(UNBOUNDED)
			.maxControlLine(LONGEST_LINE)
			.inboxPrefix(this.settings.inboxPrefix())
			.subjectValidationType(Options.SubjectValidationType.None);
		authenticate(options);
		Supplier<SSLContext> tls = this.settings.tls();
		if (tls != null) {
			options.sslContext(tls.get());
		}
		return options;
	}

	private void authenticate(Options.Builder options) {
		LinkSettings settings = this.settings;
		if (settings.user() != null && settings.password() != null) {
			options.userInfo(settings.user(), settings.password());
		}
		else if (settings.token() != null) {
			options.token(settings.token().toCharArray());
		}
		else if (settings.creds() != null) {
			options.authHandler(Nats.credentials(settings.creds().toString()));
		}
		else if (settings.nkey() != null) {
			options.authHandler(new SeedHandler(settings.nkey()));
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
