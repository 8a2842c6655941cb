package io.nowornever.lab.topology;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Finds the executable jars of the services: in the project this program was built in, or
 * in the one that the system property {@value #ROOT_PROPERTY} names.
 */
final class ServiceJars {

	static final String ROOT_PROPERTY = "lab.root";

	private final Path root;

	private ServiceJars(Path root) {
		this.root = root;
	}

	static ServiceJars find() {
		String named = System.getProperty(ROOT_PROPERTY);
		if (named != null) {
			return new ServiceJars(Path.of(named).toAbsolutePath().normalize());
		}
		String classPath = System.getProperty("java.class.path");
		Path program = Path.of(classPath.split(File.pathSeparator, 2)[0]).toAbsolutePath().normalize();
		Path root = rootAbove(program);
		if (root == null) {
			throw new LabException(
					"The project's folder is not above " + program + ": name it with -D" + ROOT_PROPERTY + "=<folder>");
		}
		return new ServiceJars(root);
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

	Path jarOf(ServiceKind kind) {
		Path jar = kind.jarIn(this.root);
		if (!Files.isRegularFile(jar)) {
			throw new LabException(jar + " is missing: build it with tools/build");
		}
		return jar;
	}

}
