package io.nowornever.common.connection;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ServerAddressTests {

	@ParameterizedTest
	@ValueSource(strings = { "nats://host:4222", "tls://host", "ws://127.0.0.1:80/path", "nats://[::1]:4222",
			"nats://user:pass%40word@my-host.example:65535", "nats://token@host" })
	void whatTheLibraryTakesIsLeftAsItIs(String text) throws UnknownHostException {
		assertThat(urls(text)).containsExactly(text);
	}

	@Test
	void theSchemeMayBeMissing() throws UnknownHostException {
		assertThat(urls("host:4222")).containsExactly("nats://host:4222");
		assertThat(urls("user:password@host:4222")).containsExactly("nats://user:password@host:4222");
	}

	@Test
	void aNameWithAnUnderscoreIsLookedUp() throws UnknownHostException {
		assertThat(urls("nats://u:p@nats_server:4222")).containsExactly("nats://u:p@10.0.0.1:4222",
				"nats://u:p@[0:0:0:0:0:0:0:1]:4222");
		assertThatExceptionOfType(UnknownHostException.class).isThrownBy(() -> urls("no_such_host"));
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			nats://user:password@host:4222, nats://***@host:4222
			user:password@host:4222, ***@host:4222
			Unable to connect to NATS servers: [nats://a:b@one:1; tls://token@two], \
			Unable to connect to NATS servers: [nats://***@one:1; tls://***@two]
			nats://a:p@ss@host, nats://***@host
			nats://host:4222, nats://host:4222
			""")
	void usersAndPasswordsAreMasked(String text, String shown) {
		assertThat(ServerAddress.masked(text)).isEqualTo(shown);
	}

	private static List<String> urls(String text) throws UnknownHostException {
		return Objects.requireNonNull(ServerAddress.parse(text)).urls((name) -> {
			if (!name.equals("nats_server")) {
				throw new UnknownHostException(name);
			}
			return new InetAddress[] { InetAddress.ofLiteral("10.0.0.1"), InetAddress.ofLiteral("::1") };
		});
	}

}
