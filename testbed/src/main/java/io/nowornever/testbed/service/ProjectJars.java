package io.nowornever.testbed.service;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

import io.nowornever.testbed.TestbedException;
import org.jspecify.annotations.Nullable;

/**
 * The executable jars that the build of this project has made.
 *
 * @param root the project's folder
 */
public record ProjectJars(Path root) {

	private static final String ROOT_PROPERTY = "lab.root";

	/**
	 * Finds the project that this program was built in, or the one that the system
	 * property {@value #ROOT_PROPERTY} names.
	 * @return its jars
	 * @throws TestbedException if there is none above this program
	 */
	public static ProjectJars find() {
		String named = System.getProperty(ROOT_PROPERTY);
		if (named != null) {
			return new ProjectJars(Path.of(named).toAbsolutePath().normalize());
		}
		String classPath = System.getProperty("java.class.path");
		Path program = Path.of(classPath.split(File.pathSeparator, 2)[0]).toAbsolutePath().normalize();
		Path root = rootAbove(program);
		if (root == null) {
			throw new TestbedException(
					"The project's folder is not above " + program + ": name it with -D" + ROOT_PROPERTY + "=<folder>");
		}
		return new ProjectJars(root);
	}

	/**
	 * Finds a module's jar.
	 * @param module the module's name
	 * @return a file that exists
	 * @throws TestbedException if the module was not built
	 */
	public Path of(String module) {
		Path jar = this.root.resolve(module).resolve("target").resolve(module + ".jar");
		if (!Files.isRegularFile(jar)) {
			throw new TestbedException(jar + " is missing: build it with tools/build");
		}
		return jar;
	}

	private static @Nullable Path rootAbove(Path program) {
		for (Path folder = program.getParent(); folder != null; folder = folder.getParent()) {
			if (Files.isDirectory(folder.resolve("producer-service"))
					&& Files.isDirectory(folder.resolve("consumer-service"))) {
				return folder;
			}
		}
		return null;
	}

}
