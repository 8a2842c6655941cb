package io.nowornever.lab.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Files of the project as they are committed.
 */
final class ProjectFile {

	private static final JsonMapper MAPPER = JsonMapper.shared();

	private ProjectFile() {
	}

	static Path of(String path) {
		Path module = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
		return Objects.requireNonNull(module.getParent()).resolve(path);
	}

	static List<Path> in(String folder, String ending) {
		try (Stream<Path> files = Files.list(of(folder))) {
			return files.filter((file) -> file.toString().endsWith(ending)).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static JsonNode json(Path file) {
		return MAPPER.readTree(file.toFile());
	}

	static JsonNode yaml(String path) {
		try {
			return MAPPER
				.valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(of(path))));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
