package io.nowornever.testbed.program;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;

/**
 * The package sources a machine uses, read from {@code sources.list}, from the one-line
 * {@code *.list} and the deb822 {@code *.sources} files.
 */
final class AptSources {

	private final SequencedSet<String> addresses = new LinkedHashSet<>();

	private AptSources() {
	}

	static AptSources readFrom(Path aptFolder) throws IOException {
		AptSources sources = new AptSources();
		Path main = aptFolder.resolve("sources.list");
		if (Files.isReadable(main)) {
			sources.addOneLineStyle(Files.readString(main));
		}
		Path parts = aptFolder.resolve("sources.list.d");
		if (Files.isDirectory(parts)) {
			for (Path file : sortedFiles(parts)) {
				if (file.toString().endsWith(".list")) {
					sources.addOneLineStyle(Files.readString(file));
				}
				else {
					sources.addDeb822Style(Files.readString(file));
				}
			}
		}
		return sources;
	}

	/**
	 * The addresses at which Debian's own archive may be, those that end in
	 * {@code /debian} first.
	 */
	List<String> mirrors() {
		return this.addresses.stream().sorted(Comparator.comparing((address) -> !isArchive(address))).toList();
	}

	private void addOneLineStyle(String text) {
		text.lines().map((line) -> withoutComment(line).replaceFirst("\\[[^\\]]*\\]", " ")).forEach((line) -> {
			List<String> words = words(line);
			if (words.size() > 2 && words.getFirst().equals("deb")) {
				add(words.get(1), words.get(2), words.subList(3, words.size()));
			}
		});
	}

	private void addDeb822Style(String text) {
		for (Map<String, String> source : stanzas(text)) {
			boolean enabled = !source.getOrDefault("enabled", "yes").strip().equalsIgnoreCase("no");
			if (enabled && words(source.getOrDefault("types", "")).contains("deb")) {
				for (String address : words(source.getOrDefault("uris", ""))) {
					add(address, source.getOrDefault("suites", ""), words(source.getOrDefault("components", "")));
				}
			}
		}
	}

	private void add(String address, String suites, List<String> components) {
		boolean security = suites.contains("security");
		boolean onDisc = address.startsWith("cdrom:");
		if (components.contains("main") && !security && !onDisc) {
			this.addresses.add(address);
		}
	}

	private static List<Map<String, String>> stanzas(String text) {
		List<Map<String, String>> stanzas = new ArrayList<>();
		Map<String, String> stanza = new HashMap<>();
		stanzas.add(stanza);
		String field = "";
		for (String line : text.lines().toList()) {
			if (line.isBlank()) {
				stanza = new HashMap<>();
				stanzas.add(stanza);
			}
			else if (Character.isWhitespace(line.charAt(0))) {
				stanza.merge(field, line, (before, more) -> before + " " + more);
			}
			else if (line.charAt(0) != '#' && line.indexOf(':') > 0) {
				int colon = line.indexOf(':');
				field = line.substring(0, colon).toLowerCase(Locale.ROOT);
				stanza.put(field, line.substring(colon + 1));
			}
		}
		return stanzas;
	}

	private static List<Path> sortedFiles(Path folder) throws IOException {
		List<Path> files = new ArrayList<>();
		try (DirectoryStream<Path> listed = Files.newDirectoryStream(folder, "*.{list,sources}")) {
			listed.forEach(files::add);
		}
		files.sort(Comparator.naturalOrder());
		return files;
	}

	private static boolean isArchive(String address) {
		return address.replaceFirst("/+$", "").endsWith("/debian");
	}

	private static String withoutComment(String line) {
		int comment = line.indexOf('#');
		return (comment < 0) ? line : line.substring(0, comment);
	}

	private static List<String> words(String text) {
		return Arrays.stream(text.split("\\s+", -1)).filter((word) -> !word.isEmpty()).toList();
	}

}
