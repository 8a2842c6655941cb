package io.nowornever.testbed.program;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Downloads the pinned release of nats-server, checked against the digests published
 * beside it.
 */
final class ReleaseDownload implements Fetch {

	static final String VERSION = "2.15.1";

	private static final URI RELEASES = URI.create("https://github.com/nats-io/nats-server/releases/download/");

	private static final String DIGESTS = "SHA256SUMS";

	private static final Duration CONNECT_LIMIT = Duration.ofSeconds(4);

	private static final Duration DIGESTS_LIMIT = Duration.ofSeconds(20);

	private static final Duration ARCHIVE_LIMIT = Duration.ofMinutes(5);

	private static final Duration UNPACK_LIMIT = Duration.ofMinutes(1);

	private final Machine machine;

	private final URI folder;

	ReleaseDownload(Machine machine, URI releases) {
		this.machine = machine;
		this.folder = releases.resolve("v" + VERSION + "/");
	}

	static ReleaseDownload of(Machine machine) {
		return new ReleaseDownload(machine, RELEASES);
	}

	@Override
	public String source() {
		return "release " + VERSION + " from " + this.folder;
	}

	@Override
	public Path fetchInto(Path work) throws IOException {
		String name = "nats-server-v" + VERSION + "-" + this.machine.releasePlatform();
		String archiveName = name + ".tar.gz";
		HttpClient client = HttpClient.newBuilder()
			.connectTimeout(CONNECT_LIMIT)
			.followRedirects(HttpClient.Redirect.NORMAL)
			.build();
		try {
			Path digests = download(client, DIGESTS, work, DIGESTS_LIMIT);
			Path archive = download(client, archiveName, work, ARCHIVE_LIMIT);
			requireDigest(archive, published(digests, archiveName));
			String entry = name + "/nats-server";
			Command.runIn(work, UNPACK_LIMIT, List.of("tar", "-xzf", archive.toString(), entry));
			return work.resolve(entry);
		}
		finally {
			client.shutdownNow();
		}
	}

	private Path download(HttpClient client, String name, Path work, Duration limit) throws IOException {
		URI address = this.folder.resolve(name);
		CompletableFuture<HttpResponse<Path>> answer = client.sendAsync(HttpRequest.newBuilder(address).build(),
				HttpResponse.BodyHandlers.ofFile(work.resolve(name)));
		try {
			HttpResponse<Path> response = answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
			if (response.statusCode() != 200) {
				throw new IOException(name + " was answered with HTTP status " + response.statusCode());
			}
			return response.body();
		}
		catch (TimeoutException ex) {
			throw new IOException(name + " took more than " + limit.toSeconds() + " s", ex);
		}
		catch (ExecutionException ex) {
			throw new IOException(name + " could not be downloaded: " + ex.getCause(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("interrupted while " + name + " was downloaded");
		}
		finally {
			answer.cancel(true);
		}
	}

	private static String published(Path digests, String archiveName) throws IOException {
		for (String line : Files.readAllLines(digests)) {
			String[] fields = line.strip().split("\\s+\\*?", 2);
			if (fields.length == 2 && fields[1].equals(archiveName)) {
				return fields[0].toLowerCase(Locale.ROOT);
			}
		}
		throw new IOException(DIGESTS + " has no line for " + archiveName);
	}

	private static void requireDigest(Path archive, String expected) throws IOException {
		String actual = HexFormat.of().formatHex(sha256().digest(Files.readAllBytes(archive)));
		if (!actual.equals(expected)) {
			throw new IOException(archive.getFileName() + " is refused: its SHA-256 is " + actual + ", but " + DIGESTS
					+ " says " + expected);
		}
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
