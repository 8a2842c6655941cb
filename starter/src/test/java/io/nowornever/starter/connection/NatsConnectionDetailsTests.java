package io.nowornever.starter.connection;

import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.nowornever.common.settings.InvalidSettingException;
import io.nowornever.common.time.NanoClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetailsFactories;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.docker.compose.core.ConnectionPorts;
import org.springframework.boot.docker.compose.core.ImageReference;
import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.testcontainers.context.ImportTestcontainers;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.boot.testcontainers.service.connection.ServiceConnectionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.StandardEnvironment;
import org.testcontainers.containers.GenericContainer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where the broker is said to be, without one.
 */
class NatsConnectionDetailsTests {

	private static final String IMAGE = "nats";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withBean(NanoClock.class, NanoClock::startingNow)
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, ServiceConnectionAutoConfiguration.class,
				NatsLinkAutoConfiguration.class));

	@Test
	void theSettingsSayIt() {
		this.runner
			.withPropertyValues("nats.servers=nats://127.0.0.1:1,nats://127.0.0.1:2", "nats.user=u", "nats.password=p",
					"nats.tls.enabled=true")
			.run((context) -> {
				NatsConnectionDetails details = context.getBean(NatsConnectionDetails.class);
				assertThat(details.getServers()).containsExactly("nats://127.0.0.1:1", "nats://127.0.0.1:2");
				assertThat(details.getUser()).isEqualTo("u");
				assertThat(details.getPassword()).isEqualTo("p");
				assertThat(details.getToken()).isNull();
				assertThat(details.getCreds()).isNull();
				assertThat(details.getNkey()).isNull();
				assertThat(details.getTls()).isNotNull();
			});
		this.runner.withPropertyValues("nats.token=t").run((context) -> {
			NatsConnectionDetails details = context.getBean(NatsConnectionDetails.class);
			assertThat(details.getServers()).containsExactly("nats://localhost:4222");
			assertThat(details.getToken()).isEqualTo("t");
			assertThat(details.getTls()).isNull();
		});
	}

	@Test
	void aBeanSaysItInsteadAndNothingOfWhatTheSettingsSayIsMixedIn() {
		this.runner.withBean(NatsConnectionDetails.class, () -> () -> List.of("nats://127.0.0.1:3"))
			.withPropertyValues("nats.servers=none:none", "nats.user=u", "nats.password=p", "nats.token=t",
					"nats.creds=/no/such/file", "nats.tls.bundle=none")
			.run((context) -> assertThat(context).hasNotFailed()
				.getBean(NatsConnectionDetails.class)
				.isNotInstanceOf(PropertiesNatsConnectionDetails.class));
	}

	@Test
	void whatABeanSaysIsCheckedToo() {
		this.runner.withBean(NatsConnectionDetails.class, WithMissingFile::new)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSettingException.class)
				.hasMessageContaining("nats.creds is \"/no/such/file\""));
	}

	@ParameterizedTest
	@ValueSource(classes = { WithBean.class, WithField.class })
	void aContainerOfATestSaysIt(Class<?> itsConfiguration) {
		this.runner.withUserConfiguration(itsConfiguration)
			.withPropertyValues("nats.user=u", "nats.password=p")
			.run((context) -> {
				NatsConnectionDetails details = context.getBean(NatsConnectionDetails.class);
				assertThat(details.getServers()).containsExactly("nats://192.0.2.1:14222");
				assertThat(details.getUser()).isNull();
				assertThat(details.getTls()).isNull();
			});
	}

	@Test
	void aServiceOfAComposeFileSaysItWhereItsImageIsOfNats() {
		NatsConnectionDetails details = ofCompose(IMAGE);
		assertThat(Objects.requireNonNull(details).getServers()).containsExactly("nats://192.0.2.2:24222");
		assertThat(details.getUser()).isNull();
		assertThat(details.getTls()).isNull();
		assertThat(ofCompose("redis:8")).isNull();
	}

	private static @Nullable NatsConnectionDetails ofCompose(String image) {
		Constructor<DockerComposeConnectionSource> constructor = BeanUtils
			.getResolvableConstructor(DockerComposeConnectionSource.class);
		DockerComposeConnectionSource source = BeanUtils.instantiateClass(constructor, new Service(image),
				new StandardEnvironment());
		Map<Class<?>, ConnectionDetails> details = new ConnectionDetailsFactories(null).getConnectionDetails(source,
				false);
		return (NatsConnectionDetails) details.get(NatsConnectionDetails.class);
	}

	private static final class WithMissingFile implements NatsConnectionDetails {

		@Override
		public List<String> getServers() {
			return List.of("nats://127.0.0.1:3");
		}

		@Override
		public Path getCreds() {
			return Path.of("/no/such/file");
		}

	}

	/**
	 * Nobody makes the bean to find out its image, so it has to be said.
	 */
	@Configuration(proxyBeanMethods = false)
	static class WithBean {

		@Bean
		@ServiceConnection("nats")
		GenericContainer<?> broker() {
			return new NeverStarted();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportTestcontainers
	static class WithField {

		@ServiceConnection
		static final GenericContainer<?> broker = new NeverStarted();

	}

	/**
	 * A container that needs no engine, since nobody starts it.
	 */
	private static final class NeverStarted extends GenericContainer<NeverStarted> {

		NeverStarted() {
			super(IMAGE);
		}

		@Override
		public void start() {
			// there is no engine
		}

		@Override
		public String getDockerImageName() {
			return IMAGE;
		}

		@Override
		public String getHost() {
			return "192.0.2.1";
		}

		@Override
		public Integer getMappedPort(int port) {
			return port + 10_000;
		}

	}

	private record Service(String imageName) implements RunningService, ConnectionPorts {

		@Override
		public String name() {
			return "broker";
		}

		@Override
		public ImageReference image() {
			return ImageReference.of(this.imageName);
		}

		@Override
		public String host() {
			return "192.0.2.2";
		}

		@Override
		public ConnectionPorts ports() {
			return this;
		}

		@Override
		public Map<String, @Nullable String> env() {
			return Map.of();
		}

		@Override
		public Map<String, String> labels() {
			return Map.of();
		}

		@Override
		public int get(int port) {
			return port + 20_000;
		}

		@Override
		public List<Integer> getAll() {
			return List.of();
		}

		@Override
		public List<Integer> getAll(@Nullable String protocol) {
			return List.of();
		}

	}

}
