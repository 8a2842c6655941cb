package io.nowornever.lab.baseline;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import io.nowornever.testbed.broker.Broker;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("integration")
class BaselineConsumerTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@Test
	void aLinkThatBreaksWhileItStartsIsMadeAgain() throws Exception {
		try (Broker broker = Broker.start();
				CutLink link = new CutLink(broker.port(), "(?s)SUB " + Wire.PROBE + ".*PING")) {
			Process consumer = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
					"-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
					BaselineConsumer.class.getName(), "--name=fast-1", "--policy=PREQUAL", "--seed=1",
					"--journal=" + this.folder.resolve("journal"), "--group=g", "--workers=1", "--shortest=1000000",
					"--longest=2000000", "--server=" + link.url())
				.redirectErrorStream(true)
				.start();
			try (BufferedReader out = consumer.inputReader()) {
				List<String> lines = new ArrayList<>();
				Optional<String> ready = out.lines()
					.peek(lines::add)
					.filter(BaselineConsumer.READY::equals)
					.findFirst();
				assertThat(ready).as(String.join("\n", lines)).isPresent();
				assertThat(link.wasCut()).isTrue();
				consumer.destroy();
				assertThat(consumer.waitFor(60, TimeUnit.SECONDS)).isTrue();
			}
			finally {
				consumer.destroyForcibly();
			}
		}
	}

	/**
	 * A way to a broker that is cut once, when a client has said something.
	 */
	private static final class CutLink implements AutoCloseable {

		private static final Pattern NEVER = Pattern.compile("(?!)");

		private final ServerSocket door = new ServerSocket(0, 0, InetAddress.ofLiteral("127.0.0.1"));

		private final int port;

		private final Pattern words;

		private volatile boolean cut;

		CutLink(int port, String regex) throws IOException {
			this.port = port;
			this.words = Pattern.compile(regex);
			Thread.ofVirtual().start(this::accept);
		}

		String url() {
			return "nats://127.0.0.1:" + this.door.getLocalPort();
		}

		boolean wasCut() {
			return this.cut;
		}

		private void accept() {
			try {
				while (true) {
					Socket client = this.door.accept();
					Socket broker = new Socket(InetAddress.ofLiteral("127.0.0.1"), this.port);
					Thread.ofVirtual().start(() -> carry(client, broker, this.words));
					Thread.ofVirtual().start(() -> carry(broker, client, NEVER));
				}
			}
			catch (IOException ex) {
				// It is closed.
			}
		}

		private void carry(Socket from, Socket to, Pattern end) {
			try (from; to) {
				InputStream in = from.getInputStream();
				StringBuilder said = new StringBuilder();
				byte[] some = new byte[8192];
				for (int read = in.read(some); read >= 0; read = in.read(some)) {
					said.append(new String(some, 0, read, StandardCharsets.US_ASCII));
					if (!this.cut && end.matcher(said).find()) {
						this.cut = true;
						return;
					}
					to.getOutputStream().write(some, 0, read);
				}
			}
			catch (IOException ex) {
				// One side is gone, so the other goes too.
			}
		}

		@Override
		public void close() throws IOException {
			this.door.close();
		}

	}

}
