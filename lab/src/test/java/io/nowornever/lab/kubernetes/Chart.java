package io.nowornever.lab.kubernetes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The chart's files, and the manifests that were rendered from them.
 */
final class Chart {

	/** The files of values for which manifests are kept. */
	static final List<String> RENDERED = List.of("durable-keda", "given-broker", "hpa");

	private static final Path ROOT = Objects
		.requireNonNull(Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent());

	private Chart() {
	}

	static Path root() {
		return ROOT;
	}

	static Path file(String name) {
		return ROOT.resolve("charts/now-or-never").resolve(name);
	}

	static Path resource(String name) {
		return ROOT.resolve("lab/src/test/resources/io/nowornever/lab/kubernetes").resolve(name);
	}

	static JsonNode yaml(Path file) throws IOException {
		return yaml(Files.readString(file));
	}

	static JsonNode yaml(String text) {
		return JsonMapper.shared().valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(text));
	}

	/**
	 * The manifests that are kept.
	 * @param values the name of their values
	 */
	static List<Manifest> manifests(String values) throws IOException {
		return Manifest.read(resource(values + ".yaml"));
	}

	/**
	 * One of them.
	 * @param values the name of their values
	 * @param kind its kind
	 * @param name its name
	 */
	static JsonNode manifest(String values, String kind, String name) throws IOException {
		return Manifest.find(manifests(values), kind, name);
	}

	/**
	 * As tools/render-chart makes it: of what the manifests were rendered from.
	 * @param values the name of their values
	 */
	static String digest(String values) throws IOException {
		List<Path> files = new ArrayList<>(List.of(file("Chart.yaml")));
		try (Stream<Path> templates = Files.list(file("templates"))) {
			files.addAll(templates.sorted().toList());
		}
		files.add(file("values.yaml"));
		files.add(resource(values + ".values.yaml"));
		StringBuilder digests = new StringBuilder();
		for (Path file : files) {
			digests.append(sha256(Files.readAllBytes(file))).append('\n');
		}
		return sha256(digests.toString().getBytes(StandardCharsets.US_ASCII));
	}

	private static String sha256(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
