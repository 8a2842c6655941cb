package io.nowornever.starter.connection;

import java.util.List;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionDetailsFactory;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionSource;
import org.springframework.boot.ssl.SslBundle;

/**
 * Links to the broker that is a service of the application's Compose file, whose image is
 * {@code nats}.
 */
final class NatsDockerComposeConnectionDetailsFactory
		extends DockerComposeConnectionDetailsFactory<NatsConnectionDetails> {

	NatsDockerComposeConnectionDetailsFactory() {
		super("nats");
	}

	@Override
	protected NatsConnectionDetails getDockerComposeConnectionDetails(DockerComposeConnectionSource source) {
		return new Details(source.getRunningService());
	}

	private static final class Details extends DockerComposeConnectionDetails implements NatsConnectionDetails {

		private final List<String> servers;

		private final @Nullable SslBundle sslBundle;

		Details(RunningService service) {
			super(service);
			this.servers = List.of("nats://" + service.host() + ":" + service.ports().get(NatsProperties.USUAL_PORT));
			this.sslBundle = getSslBundle(service);
		}

		@Override
		public List<String> getServers() {
			return this.servers;
		}

		@Override
		public @Nullable Supplier<SSLContext> getTls() {
			SslBundle bundle = this.sslBundle;
			return (bundle != null) ? bundle::createSslContext : null;
		}

	}

}
