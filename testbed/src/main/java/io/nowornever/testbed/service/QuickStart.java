package io.nowornever.testbed.service;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import io.nowornever.testbed.TestbedException;
import io.nowornever.testbed.command.StopRequest;
import io.nowornever.testbed.process.ChildProcess;
import io.nowornever.testbed.process.Children;
import io.nowornever.testbed.process.ProcessLog;
import io.nowornever.testbed.process.TemporaryFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An executable jar made to start in a fraction of the time: unpacked, wired as its build
 * has found, and with the JVM's ahead-of-time cache from a training run. It is made once
 * per build of the jar, in a folder beside it; several programs that want it at once make
 * it once. Where it cannot be made, the jar itself is started.
 */
final class QuickStart {

	private static final Logger logger = LoggerFactory.getLogger(QuickStart.class);

	private static final String WIRING = "Application__ApplicationContextInitializer.class";

	private static final String NO_BROKER = "nats://127.0.0.1:1";

	private static final Duration LIMIT = Duration.ofMinutes(3);

	/**
	 * A run may still use the one before while the next is made.
	 */
	private static final int KEPT = 2;

	private final Path jar;

	private final Children children;

	private final Path folder;

	QuickStart(Path jar, Children children) {
		this.jar = jar;
		this.children = children;
		this.folder = jar.resolveSibling("quick-start");
	}

	/**
	 * Makes it unless it exists, which may take half a minute.
	 * @param beforeMaking told once if it must be made
	 * @return how to start
	 */
	Launch prepare(Runnable beforeMaking) {
		try {
			Files.createDirectories(this.folder);
			Prepared prepared = prepared();
			if (!prepared.isComplete()) {
				beforeMaking.run();
				makeAlone(prepared);
			}
			return prepared.launch();
		}
		catch (IOException ex) {
			if (this.children.areClosed() || StopRequest.isReasonOfTrouble()) {
				throw new TestbedException("The start was broken off", ex);
			}
			logger.warn("{} starts slowly, since no quick start could be made: {}", this.jar.getFileName(),
					ex.getMessage());
			return new Launch(Java.FLAGS, this.jar);
		}
	}

	/**
	 * The file's lock is held against other processes, the class's against other labs in
	 * this one: a process may not ask for the same lock twice.
	 */
	private void makeAlone(Prepared prepared) throws IOException {
		synchronized (QuickStart.class) {
			makeLocked(prepared);
		}
	}

	private void makeLocked(Prepared prepared) throws IOException {
		try (FileChannel channel = FileChannel.open(this.folder.resolve("lock"), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE); FileLock lock = channel.lock()) {
			if (lock.isValid() && !prepared.isComplete()) {
				TemporaryFolder.delete(prepared.folder());
				deleteOlder();
				make(prepared);
			}
		}
	}

	private void make(Prepared prepared) throws IOException {
		Files.createDirectories(prepared.folder());
		Path output = prepared.folder().resolve("output.log");
		run(Java.command(Java.quick("-Djarmode=tools"), this.jar,
				List.of("extract", "--destination", prepared.application().toString())), output);
		Files.createDirectories(prepared.temporary());
		run(Java.command(
				prepared.flags("-XX:AOTCacheOutput=" + prepared.cache(), "-Djava.io.tmpdir=" + prepared.temporary(),
						"-Dnow-or-never.training-run=true"),
				prepared.unpackedJar(), List.of("--server.port=0", "--nats.servers=" + NO_BROKER)), output);
		TemporaryFolder.delete(prepared.temporary());
		if (!Files.isRegularFile(prepared.cache())) {
			throw new IOException("the training run wrote no cache; see " + output);
		}
		prepared.complete();
	}

	private void run(List<String> command, Path output) throws IOException {
		ChildProcess process = this.children.start("a preparation", command, new ProcessLog(output), null);
		try {
			if (!process.awaitExitInterruptibly(LIMIT)) {
				throw new IOException("it took more than " + LIMIT.toSeconds() + " s");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted", ex);
		}
		finally {
			process.kill();
		}
		if (process.exitCode() != 0) {
			throw new IOException("exit code " + process.exitCode() + ", see " + output);
		}
	}

	private void deleteOlder() throws IOException {
		List<Path> newestFirst;
		try (Stream<Path> folders = Files.list(this.folder)) {
			newestFirst = folders.filter(Files::isDirectory)
				.sorted(Comparator.comparingLong((Path each) -> each.toFile().lastModified()).reversed())
				.toList();
		}
		for (Path older : newestFirst.stream().skip(KEPT - 1).toList()) {
			TemporaryFolder.delete(older);
		}
	}

	/**
	 * Its folder changes with the content of the jar, whatever its time stamp, and with
	 * the JVM.
	 */
	private Prepared prepared() throws IOException {
		StringBuilder content = new StringBuilder(Java.identity()).append(Java.FLAGS);
		boolean wired = false;
		try (JarFile file = new JarFile(this.jar.toFile(), false)) {
			for (JarEntry entry : Collections.list(file.entries())) {
				content.append(entry.getName()).append(' ').append(entry.getCrc()).append('\n');
				wired |= entry.getName().endsWith(WIRING);
			}
		}
		return new Prepared(this.folder.resolve(digest(content.toString())), this.jar.getFileName(), wired);
	}

	private static String digest(String content) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest, 0, 8);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The files of a quick start.
	 *
	 * @param folder where they are
	 * @param jarName the name of the jar
	 * @param wired whether the jar was wired when it was built
	 */
	private record Prepared(Path folder, Path jarName, boolean wired) {

		Path application() {
			return this.folder.resolve("application");
		}

		Path unpackedJar() {
			return application().resolve(this.jarName);
		}

		Path cache() {
			return this.folder.resolve("application.aot");
		}

		Path temporary() {
			return this.folder.resolve("temporary");
		}

		boolean isComplete() {
			return Files.exists(marker());
		}

		void complete() throws IOException {
			Files.createFile(marker());
		}

		Launch launch() {
			return new Launch(flags("-XX:AOTCache=" + cache()), unpackedJar());
		}

		List<String> flags(String... more) {
			List<String> flags = new ArrayList<>(Java.quick(more));
			if (this.wired) {
				flags.add("-Dspring.aot.enabled=true");
			}
			return flags;
		}

		private Path marker() {
			return this.folder.resolve("complete");
		}

	}

}
