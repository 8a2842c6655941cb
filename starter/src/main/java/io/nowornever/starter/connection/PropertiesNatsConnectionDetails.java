package io.nowornever.starter.connection;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundles;

/**
 * What the settings say.
 *
 * @param properties the settings
 * @param sslBundles where a TLS bundle is looked up
 */
record PropertiesNatsConnectionDetails(NatsProperties properties,
		SslBundles sslBundles) implements NatsConnectionDetails {

	@Override
	public List<String> getServers() {
		return this.properties.servers();
	}

	@Override
	public @Nullable String getUser() {
		return this.properties.user();
	}

	@Override
	public @Nullable String getPassword() {
		return this.properties.password();
	}

	@Override
	public @Nullable String getToken() {
		return this.properties.token();
	}

	@Override
	public @Nullable Path getCreds() {
		return this.properties.creds();
	}

	@Override
	public @Nullable Path getNkey() {
		return this.properties.nkey();
	}

	@Override
	public @Nullable Supplier<SSLContext> getTls() {
		return this.properties.tls().context(this.sslBundles);
	}

}
