package io.nowornever.lab.ledger;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds out which files are journals, and which are their older parts, so that each is
 * read once.
 */
final class JournalParts {

	private static final String OLDER = ".1";

	private static final String IN_FOLDERS = "*.journal{," + OLDER + "}";

	private final Set<Path> named = new LinkedHashSet<>();

	/**
	 * Where the part before the present one stands, if there is one.
	 * @param file the journal
	 * @return the same with {@code .1} behind it
	 */
	static Path older(Path file) {
		return file.resolveSibling(file.getFileName() + OLDER);
	}

	/**
	 * Adds a journal, a part of one, or all that a folder holds.
	 * @param path a file or a folder
	 * @throws JournalException if it is a folder without any journal
	 */
	void add(Path path) {
		if (!Files.isDirectory(path)) {
			this.named.add(path);
			return;
		}
		List<Path> found = new ArrayList<>();
		try (DirectoryStream<Path> files = Files.newDirectoryStream(path, IN_FOLDERS)) {
			files.forEach(found::add);
		}
		catch (IOException ex) {
			throw new JournalException(path, "cannot be read: " + ex, ex);
		}
		if (found.isEmpty()) {
			throw new JournalException(path, "holds no file that is named *.journal");
		}
		found.sort(null);
		this.named.addAll(found);
	}

	/**
	 * The journals, without the older parts that are read together with them.
	 */
	List<Path> files() {
		Set<Path> together = new LinkedHashSet<>();
		this.named.forEach((file) -> together.add(real(older(file))));
		return this.named.stream().filter((file) -> !together.contains(real(file))).toList();
	}

	/**
	 * The older parts that are read although nobody named them.
	 */
	List<Path> unnamed() {
		Set<Path> known = new LinkedHashSet<>();
		this.named.forEach((file) -> known.add(real(file)));
		return this.named.stream()
			.map(JournalParts::older)
			.filter((older) -> Files.exists(older) && !known.contains(real(older)))
			.toList();
	}

	private static Path real(Path file) {
		return file.toAbsolutePath().normalize();
	}

}
