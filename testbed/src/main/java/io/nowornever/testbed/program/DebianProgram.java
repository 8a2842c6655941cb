package io.nowornever.testbed.program;

import java.nio.file.Path;
import java.util.List;

import io.nowornever.testbed.TestbedException;

/**
 * A program that Debian packages, needed beside the broker: found on this machine, or
 * unpacked from the package in Debian's newest suite. The order is: the system property
 * and the environment variable that may name an executable, {@code PATH}, the cache in
 * the user's home, the package. Nothing is installed; what is fetched goes into the
 * cache.
 *
 * @param name the name of the executable
 * @param property the system property
 * @param variable the environment variable
 * @param oldestAllowed the version from which on it will do, as three numbers with dots;
 * the program must print its own when called with {@code --version}
 * @param debianPackage the package that holds it
 * @param pathInPackage where in the package it is, relative to the root
 */
public record DebianProgram(String name, String property, String variable, String oldestAllowed, String debianPackage,
		String pathInPackage) {

	/**
	 * Finds the executable; may take some seconds, and minutes on a slow network, if it
	 * must be fetched. Several threads or JVMs that do so at once fetch it once.
	 * @return the file
	 * @throws TestbedException if there is none, listing all that was tried
	 */
	public Path locate() {
		Version oldest = Version.in(this.oldestAllowed)
			.orElseThrow(() -> new IllegalArgumentException(this.oldestAllowed + " is no version"));
		Program program = new Program(this.name, this.property, this.variable, oldest);
		return new ProgramSearch(program, Machine.current(),
				List.of(DebianPackage.ofThisMachine(this.debianPackage, Path.of(this.pathInPackage))))
			.find(null);
	}

}
