package io.nowornever.benchmark.jars;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The executable jars of the modules.
 *
 * @param home the project's folder
 */
public record Jars(Path home) {

	/**
	 * Finds a module's jar.
	 * @param module the module's name
	 * @return a file that can be read
	 * @throws IOException when the module was not built
	 */
	public Path of(String module) throws IOException {
		Path jar = this.home.resolve(module).resolve("target").resolve(module + ".jar");
		if (!Files.isReadable(jar)) {
			throw new IOException(jar + " is not there: run tools/build");
		}
		return jar;
	}

}
