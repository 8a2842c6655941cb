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
public final class ProjectFile {

	private static final JsonMapper MAPPER = JsonMapper.shared();

	private ProjectFile() {
	}

	/**
	 * Where a file is.
	 * @param path relative to the project's folder
	 */
	public static Path of(String path) {
		Path module = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
		return Objects.requireNonNull(module.getParent()).resolve(path);
	}

	/**
	 * The files in a folder whose names end so, sorted.
	 * @param folder relative to the project's folder
	 * @param ending of the names
	 */
	public static List<Path> in(String folder, String ending) {
		try (Stream<Path> files = Files.list(of(folder))) {
			return files.filter((file) -> file.toString().endsWith(ending)).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * What a file of JSON holds.
	 * @param file the file
	 */
	public static JsonNode json(Path file) {
		return MAPPER.readTree(file.toFile());
	}

	/**
	 * What a file of YAML holds.
	 * @param path relative to the project's folder
	 */
	public static JsonNode yaml(String path) {
		return MAPPER.valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(text(path)));
	}

	/**
	 * The text of a file.
	 * @param path relative to the project's folder
	 */
	public static String text(String path) {
		try {
			return Files.readString(of(path));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
