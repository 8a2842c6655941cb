package io.nowornever.testbed.program;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class ReleaseDownloadTests {

	private static final String NAME = "nats-server-v" + ReleaseDownload.VERSION + "-linux-amd64";

	private static final String RELEASE = "/releases/v" + ReleaseDownload.VERSION + "/";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	private final Map<String, byte[]> served = new HashMap<>();

	@SuppressWarnings("NullAway.Init")
	private HttpServer server;

	@BeforeEach
	void serve() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	@AfterEach
	void stopServing() {
		this.server.stop(0);
	}

	@Test
	void unpacksTheExecutableOfThisPlatform() throws Exception {
		byte[] archive = archive();
		this.served.put(RELEASE + NAME + ".tar.gz", archive);
		this.served.put(RELEASE + "SHA256SUMS", digests(archive));
		assertThat(Program.NATS_SERVER.allowedVersionOf(download("x86_64"))).hasToString(ReleaseDownload.VERSION);
	}

	@Test
	void aWrongDigestIsRefused() throws Exception {
		this.served.put(RELEASE + NAME + ".tar.gz", archive());
		this.served.put(RELEASE + "SHA256SUMS", digests("another archive".getBytes(StandardCharsets.UTF_8)));
		assertThatIOException().isThrownBy(() -> download("amd64"))
			.withMessageContaining(NAME + ".tar.gz is refused")
			.withMessageContaining("SHA256SUMS says");
		assertThat(this.folder.resolve("work").resolve(NAME)).doesNotExist();
	}

	@Test
	void anArchiveWithoutADigestIsRefused() throws Exception {
		this.served.put(RELEASE + NAME + ".tar.gz", archive());
		this.served.put(RELEASE + "SHA256SUMS", new byte[] { '\n' });
		assertThatIOException().isThrownBy(() -> download("amd64"))
			.withMessage("SHA256SUMS has no line for " + NAME + ".tar.gz");
	}

	@Test
	void aMissingReleaseIsNamed() {
		assertThatIOException().isThrownBy(() -> download("amd64")).withMessageContaining("HTTP status 404");
	}

	@Test
	void aServerOutOfReachIsNamed() throws IOException {
		int nobody;
		try (ServerSocket socket = new ServerSocket(0)) {
			nobody = socket.getLocalPort();
		}
		ReleaseDownload download = new ReleaseDownload(machine("Linux", "amd64"),
				URI.create("http://127.0.0.1:" + nobody + "/"));
		assertThatIOException().isThrownBy(() -> download.fetchInto(this.folder))
			.withMessageContaining("could not be downloaded: java.net.ConnectException");
	}

	@Test
	void anotherSystemIsRefusedByName() {
		ReleaseDownload download = new ReleaseDownload(machine("Windows 11", "amd64"), releases());
		assertThatIOException().isThrownBy(() -> download.fetchInto(this.folder))
			.withMessageContaining("Windows 11 is not supported");
	}

	@Test
	void macOsIsCalledDarwin() throws IOException {
		assertThat(machine("Mac OS X", "aarch64").releasePlatform()).isEqualTo("darwin-arm64");
	}

	private Path download(String processor) throws IOException {
		Path work = Files.createDirectories(this.folder.resolve("work"));
		return new ReleaseDownload(machine("Linux", processor), releases()).fetchInto(work);
	}

	private Machine machine(String system, String processor) {
		return new Machine(Map.of(), Map.of(), this.folder, system, processor);
	}

	private URI releases() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort() + "/releases/");
	}

	private byte[] archive() throws IOException {
		FakeServer.ofVersion(this.folder.resolve(NAME), ReleaseDownload.VERSION);
		Path archive = this.folder.resolve("archive.tar.gz");
		Command.runIn(this.folder, Duration.ofSeconds(10), List.of("tar", "-czf", archive.toString(), NAME));
		return Files.readAllBytes(archive);
	}

	private static byte[] digests(byte[] archive) throws Exception {
		String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive));
		String text = "0000  another-file.zip\n" + digest + "  " + NAME + ".tar.gz\n";
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private void answer(HttpExchange exchange) throws IOException {
		byte[] content = this.served.get(exchange.getRequestURI().getPath());
		if (content == null) {
			exchange.sendResponseHeaders(404, -1);
			exchange.close();
			return;
		}
		exchange.sendResponseHeaders(200, content.length);
		try (OutputStream out = exchange.getResponseBody()) {
			out.write(content);
		}
	}

}
