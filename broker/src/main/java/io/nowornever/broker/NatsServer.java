package io.nowornever.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Finds a nats-server of version 2.11 or later on this machine, or fetches one. The order
 * is: the system property {@code nats.server}, the environment variable
 * {@code NATS_SERVER}, {@code PATH}, the cache in the user's home, the project's
 * releases, Debian's packages. Nothing is installed; what is fetched goes into the cache.
 */
public final class NatsServer {

	private final Machine machine;

	private final ExecutableCache cache;

	private final List<Fetch> fetches;

	NatsServer(Machine machine, List<Fetch> fetches) {
		this.machine = machine;
		this.cache = new ExecutableCache(machine.cacheFolder());
		this.fetches = List.copyOf(fetches);
	}

	static NatsServer ofThisMachine() {
		Machine machine = Machine.current();
		return new NatsServer(machine, List.of(ReleaseDownload.of(machine), DebianPackage.ofThisMachine()));
	}

	/**
	 * Finds the executable; may take some seconds, and minutes on a slow network, if it
	 * must be fetched. Several threads or JVMs that do so at once fetch it once.
	 * @return the file
	 * @throws BrokerException if there is none, listing all that was tried
	 */
	public static Path locate() {
		return ofThisMachine().find(null);
	}

	/**
	 * Prints the path of the executable, so that a script can fetch it beforehand.
	 * @param args not used
	 */
	public static void main(String[] args) {
		try {
			System.out.println(locate());
		}
		catch (BrokerException ex) {
			System.err.println(ex.getMessage());
			System.exit(1);
		}
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
		String property = this.machine.property();
		if (property != null && !property.isEmpty()) {
			return named(Path.of(property), "the system property " + Machine.PROPERTY);
		}
		String variable = this.machine.namedByVariable();
		if (!variable.isEmpty()) {
			return named(Path.of(variable), "the environment variable " + Machine.VARIABLE);
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
			Path candidate = folder.resolve("nats-server").toAbsolutePath();
			if (!Files.isExecutable(candidate)) {
				continue;
			}
			seen = true;
			try {
				ServerVersion.allowedOf(candidate);
				return Optional.of(candidate);
			}
			catch (IOException ex) {
				failures.add("PATH: " + ex.getMessage());
			}
		}
		if (!seen) {
			failures.add("PATH: no nats-server in it");
		}
		return Optional.empty();
	}

	private static Path named(Path name, String namedBy) {
		Path executable = name.toAbsolutePath();
		try {
			ServerVersion.allowedOf(executable);
			return executable;
		}
		catch (IOException ex) {
			throw new BrokerException("The nats-server named by " + namedBy + " cannot be used: " + ex.getMessage()
					+ ". Name a nats-server of version " + ServerVersion.OLDEST_ALLOWED + " or later", ex);
		}
	}

	private static BrokerException nothingFound(List<String> failures) {
		return new BrokerException("No nats-server of version " + ServerVersion.OLDEST_ALLOWED
				+ " or later was found. Install one, or set " + Machine.VARIABLE + " to its path. Tried:\n  - "
				+ String.join("\n  - ", failures));
	}

}
