package io.nowornever.testbed.program;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

import io.nowornever.testbed.process.TemporaryFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The executables of a program fetched so far, each as
 * {@code <program>-<version>/<program>}. An executable appears there in one atomic move,
 * so that what is there is whole.
 */
final class ExecutableCache {

	private static final Logger logger = LoggerFactory.getLogger(ExecutableCache.class);

	private static final String UNFINISHED = ".fetch-";

	/** A file lock keeps other JVMs out, but not other threads of this one. */
	private static final ReentrantLock FETCHING = new ReentrantLock();

	private final Path folder;

	private final Program program;

	/**
	 * A cache that other programs may share.
	 */
	ExecutableCache(Path folder, Program program) {
		this.folder = folder;
		this.program = program;
	}

	/**
	 * Finds the newest executable that can be used.
	 * @param failures where to note why others cannot
	 */
	Optional<Path> find(List<String> failures) {
		List<String> unusable = new ArrayList<>();
		try {
			for (Path candidate : newestFirst()) {
				try {
					this.program.allowedVersionOf(candidate);
					return Optional.of(candidate);
				}
				catch (IOException ex) {
					unusable.add("cache: " + ex.getMessage());
				}
			}
			failures.addAll(unusable.isEmpty() ? List.of("cache: none in " + this.folder) : unusable);
		}
		catch (IOException ex) {
			failures.add("cache: " + this.folder + " cannot be read: " + ex);
		}
		return Optional.empty();
	}

	/**
	 * Fetches an executable, unless another thread or JVM has just done so.
	 * @param fetches the ways to try, in order
	 * @param failures where to note why they failed
	 */
	Optional<Path> fetch(List<Fetch> fetches, List<String> failures) {
		FETCHING.lock();
		try {
			Files.createDirectories(this.folder);
			try (FileChannel channel = FileChannel.open(this.folder.resolve("fetch.lock"), StandardOpenOption.CREATE,
					StandardOpenOption.WRITE); FileLock _ = channel.lock()) {
				Optional<Path> fetchedMeanwhile = find(new ArrayList<>());
				return fetchedMeanwhile.isPresent() ? fetchedMeanwhile : tryEach(fetches, failures);
			}
		}
		catch (IOException ex) {
			failures.add("cache: " + this.folder + " cannot be used to fetch into: " + ex);
			return Optional.empty();
		}
		finally {
			FETCHING.unlock();
		}
	}

	private Optional<Path> tryEach(List<Fetch> fetches, List<String> failures) throws IOException {
		removeUnfinished();
		for (Fetch fetch : fetches) {
			logger.info("Fetching {}: {}", this.program.name(), fetch.source());
			try (TemporaryFolder work = new TemporaryFolder(Files.createTempDirectory(this.folder, UNFINISHED))) {
				Path placed = place(fetch.fetchInto(work.path()));
				logger.info("Fetched {}", placed);
				return Optional.of(placed);
			}
			catch (IOException ex) {
				String reason = (ex.getMessage() != null) ? ex.getMessage() : ex.toString();
				logger.info("Not fetched: {}", reason);
				failures.add(fetch.source() + ": " + reason);
			}
		}
		return Optional.empty();
	}

	private Path place(Path fetched) throws IOException {
		Version version = this.program.allowedVersionOf(fetched);
		Path target = this.folder.resolve(this.program.name() + "-" + version).resolve(this.program.name());
		Files.createDirectories(target.getParent());
		return Files.move(fetched, target, StandardCopyOption.ATOMIC_MOVE);
	}

	private void removeUnfinished() throws IOException {
		try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(this.folder, UNFINISHED + "*")) {
			for (Path leftover : leftovers) {
				new TemporaryFolder(leftover).close();
			}
		}
	}

	private List<Path> newestFirst() throws IOException {
		record Candidate(Version version, Path executable) {
		}
		if (!Files.isDirectory(this.folder)) {
			return List.of();
		}
		List<Candidate> candidates = new ArrayList<>();
		try (DirectoryStream<Path> folders = Files.newDirectoryStream(this.folder, this.program.name() + "-*")) {
			for (Path versionFolder : folders) {
				Path executable = versionFolder.resolve(this.program.name());
				if (Files.exists(executable)) {
					Version.in(versionFolder.getFileName().toString())
						.ifPresent((version) -> candidates.add(new Candidate(version, executable)));
				}
			}
		}
		candidates.sort(Comparator.comparing(Candidate::version).reversed());
		return candidates.stream().map(Candidate::executable).toList();
	}

}
