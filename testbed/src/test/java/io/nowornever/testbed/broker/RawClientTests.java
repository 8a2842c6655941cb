package io.nowornever.testbed.broker;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A raw client on a broker that soon gives up whoever does not answer it.
 */
@Tag("integration")
@Timeout(120)
class RawClientTests {

	@Test
	void staysThoughItHasNothingToSend() throws Exception {
		try (Broker broker = impatient(); RawClient raw = RawClient.connect(broker.url())) {
			awaitHangUpOfWhoDoesNotAnswer(broker);
			raw.sync();
		}
	}

	private static Broker impatient() {
		return Broker.builder().configuration("ping_interval: \"500ms\"\nping_max: 2").start();
	}

	private static void awaitHangUpOfWhoDoesNotAnswer(Broker broker) throws IOException {
		URI address = URI.create(broker.url());
		try (Socket silent = new Socket(address.getHost(), address.getPort())) {
			silent.getOutputStream().write("CONNECT {\"verbose\":false}\r\n".getBytes(UTF_8));
			InputStream in = silent.getInputStream();
			StringBuilder heard = new StringBuilder();
			int next;
			while ((next = in.read()) >= 0) {
				heard.append((char) next);
			}
			assertThat(heard).contains("Stale Connection");
		}
	}

}
