package io.nowornever.testbed.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.nowornever.testbed.TestbedException;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a program where it is named, on the machine, among those fetched before, and
 * fetches it at last.
 */
final class ProgramSearch {

	private final Program program;

	private final Machine machine;

	private final ExecutableCache cache;

	private final List<Fetch> fetches;

	ProgramSearch(Program program, Machine machine, List<Fetch> fetches) {
		this.program = program;
		this.machine = machine;
		this.cache = new ExecutableCache(machine.cacheFolder(), program);
		this.fetches = List.copyOf(fetches);
	}

	/**
	 * Finds the executable.
	 * @param explicit the one to use, or {@code null} to look for one
	 * @return the file
	 */
	Path find(@Nullable Path explicit) {
		if (explicit != null) {
			return named(explicit, "executable(Path)");
		}
		String property = this.machine.property(this.program.property());
		if (!property.isEmpty()) {
			return named(Path.of(property), "the system property " + this.program.property());
		}
		String variable = this.machine.variable(this.program.variable());
		if (!variable.isEmpty()) {
			return named(Path.of(variable), "the environment variable " + this.program.variable());
		}
		return search();
	}

	private Path search() {
		List<String> failures = new ArrayList<>();
		Optional<Path> found = onSearchPath(failures);
		if (found.isEmpty()) {
			found = this.cache.find(failures);
		}
		if (found.isEmpty()) {
			found = this.cache.fetch(this.fetches, failures);
		}
		return found.orElseThrow(() -> nothingFound(failures));
	}

	private Optional<Path> onSearchPath(List<String> failures) {
		boolean seen = false;
		for (Path folder : this.machine.searchPath()) {
			Path candidate = folder.resolve(this.program.name()).toAbsolutePath();
			if (!Files.isExecutable(candidate)) {
				continue;
			}
			seen = true;
			try {
				this.program.allowedVersionOf(candidate);
				return Optional.of(candidate);
			}
			catch (IOException ex) {
				failures.add("PATH: " + ex.getMessage());
			}
		}
		if (!seen) {
			failures.add("PATH: no " + this.program.name() + " in it");
		}
		return Optional.empty();
	}

	private Path named(Path name, String namedBy) {
		Path executable = name.toAbsolutePath();
		try {
			this.program.allowedVersionOf(executable);
			return executable;
		}
		catch (IOException ex) {
			throw new TestbedException("The " + this.program.name() + " named by " + namedBy + " cannot be used: "
					+ ex.getMessage() + ". Name a " + this.program, ex);
		}
	}

	private TestbedException nothingFound(List<String> failures) {
		return new TestbedException("No " + this.program + " was found. Install one, or set " + this.program.variable()
				+ " to its path. Tried:\n  - " + String.join("\n  - ", failures));
	}

}
