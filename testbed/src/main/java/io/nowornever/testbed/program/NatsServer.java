package io.nowornever.testbed.program;

import java.nio.file.Path;
import java.util.List;

import io.nowornever.testbed.TestbedException;
import org.jspecify.annotations.Nullable;

/**
 * Finds a nats-server of version 2.11 or later on this machine, or fetches one. The order
 * is: the system property {@code nats.server}, the environment variable
 * {@code NATS_SERVER}, {@code PATH}, the cache in the user's home, the project's
 * releases, Debian's packages. Nothing is installed; what is fetched goes into the cache.
 */
public final class NatsServer {

	private NatsServer() {
	}

	/**
	 * Finds the executable; may take some seconds, and minutes on a slow network, if it
	 * must be fetched. Several threads or JVMs that do so at once fetch it once.
	 * @return the file
	 * @throws TestbedException if there is none, listing all that was tried
	 */
	public static Path locate() {
		return search().find(null);
	}

	/**
	 * Prints the path of the executable, so that a script can fetch it beforehand.
	 * @param args not used
	 */
	public static void main(String[] args) {
		try {
			System.out.println(locate());
		}
		catch (TestbedException ex) {
			System.err.println(ex.getMessage());
			System.exit(1);
		}
	}

	/**
	 * Makes sure that an executable can be used, or finds one.
	 * @param explicit the file, or {@code null} to look for one
	 * @return the file
	 */
	public static Path locate(@Nullable Path explicit) {
		return search().find(explicit);
	}

	static ProgramSearch search() {
		Machine machine = Machine.current();
		return new ProgramSearch(Program.NATS_SERVER, machine, List.of(ReleaseDownload.of(machine), debianPackage()));
	}

	static DebianPackage debianPackage() {
		return DebianPackage.ofThisMachine("nats-server", Path.of("usr/sbin/nats-server"));
	}

}
