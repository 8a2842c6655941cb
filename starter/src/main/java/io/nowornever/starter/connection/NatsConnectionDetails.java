package io.nowornever.starter.connection;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * Where the broker is and how to be let in. A bean of this type counts instead of the
 * settings {@code nats.servers}, {@code nats.user}, {@code nats.password},
 * {@code nats.token}, {@code nats.creds}, {@code nats.nkey} and {@code nats.tls.*}.
 */
public interface NatsConnectionDetails extends ConnectionDetails {

	/**
	 * The broker's addresses.
	 * @return one or more such as {@code nats://host:4222}; all nodes of a cluster
	 */
	List<String> getServers();

	/**
	 * The user.
	 * @return the user, together with a password, or null
	 */
	default @Nullable String getUser() {
		return null;
	}

	/**
	 * The user's password.
	 * @return the password, or null
	 */
	default @Nullable String getPassword() {
		return null;
	}

	/**
	 * A token instead of a user.
	 * @return the token, or null
	 */
	default @Nullable String getToken() {
		return null;
	}

	/**
	 * A credentials file (JWT and seed).
	 * @return the file, or null
	 */
	default @Nullable Path getCreds() {
		return null;
	}

	/**
	 * A file with an nkey's seed.
	 * @return the file, or null
	 */
	default @Nullable Path getNkey() {
		return null;
	}

	/**
	 * Makes what an encrypted link needs, anew for each connection.
	 * @return null for a link that is encrypted only where the broker demands it
	 */
	default @Nullable Supplier<SSLContext> getTls() {
		return null;
	}

}
