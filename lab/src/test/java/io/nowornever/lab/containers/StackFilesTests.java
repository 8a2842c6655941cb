package io.nowornever.lab.containers;

import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.module.ResolvedModule;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.Security;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.nowornever.lab.dashboard.ProjectFile;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the files of the stack have to say, without an engine.
 */
class StackFilesTests {

	private static final String OWN = "now-or-never/";

	private static final Pattern EXACT = Pattern.compile("v?\\d+\\.\\d+\\.\\d+([-_][a-z0-9_-]+)?");

	private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+):-([^}]*)}");

	private static final Pattern PINNED = Pattern
		.compile("(nats|prometheus-nats-exporter|prom/prometheus|grafana/grafana|eclipse-temurin):v?[0-9]+[.-]");

	@Test
	void whatIsPulledHasItsExactVersionFromTheSettings() {
		Map<String, String> settings = StackFiles.settings();
		StackFiles.services().values().stream().map((service) -> text(service, "image")).forEach((image) -> {
			if (!image.startsWith(OWN)) {
				assertThat(image).matches("[a-z/-]+:\\$\\{[A-Z_]+_VERSION:\\?stands in \\.env}");
				String variable = image.substring(image.indexOf('{') + 1, image.indexOf(":?"));
				assertThat(settings.get(variable)).as(variable).matches(EXACT);
			}
		});
	}

	@Test
	void whatIsBuiltOnHasItsExactVersionInTheDockerfile() {
		assertThat(StackFiles.baseImages()).map((image) -> image.substring(image.indexOf(':') + 1))
			.hasSize(2)
			.allMatch((version) -> EXACT.matcher(version).matches());
		assertThat(StackFiles.baseImages()).map((image) -> image.replace("-jdk", "").replace("-jre", ""))
			.as("compiler and runtime are of one version")
			.containsOnly(StackFiles.baseImages().getFirst().replace("-jdk", ""));
	}

	@Test
	void noOtherFileNamesTheVersionOfAnImage() throws IOException {
		Set<String> naming = new TreeSet<>();
		Path root = ProjectFile.of("");
		Files.walkFileTree(root, new SimpleFileVisitor<>() {
			@Override
			public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
				return Set.of("target", ".git", "node_modules").contains(folder.getFileName().toString())
						? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
				if (attributes.isRegularFile()
						&& PINNED.matcher(Files.readString(file, StandardCharsets.ISO_8859_1)).find()) {
					naming.add(root.relativize(file).toString());
				}
				return FileVisitResult.CONTINUE;
			}
		});
		assertThat(naming).containsExactly(StackFiles.DOCKERFILE);
	}

	@Test
	void theDefaultOfAVariableIsThatOfTheSettings() {
		Map<String, String> defaults = new TreeMap<>();
		VARIABLE.matcher(ProjectFile.text(StackFiles.COMPOSE))
			.results()
			.forEach((variable) -> defaults.put(variable.group(1), variable.group(2)));
		assertThat(defaults).isNotEmpty();
		assertThat(StackFiles.settings()).containsAllEntriesOf(defaults);
	}

	@Test
	void noContainerIsRootOrMayBecomeItOrFillsTheDiskWithItsLog() {
		StackFiles.services().forEach((name, service) -> {
			assertThat(text(service, "user")).as(name).matches("[1-9][0-9]*(:[1-9][0-9]*)?");
			assertThat(service.path("cap_drop").path(0).asString("")).as(name).isEqualTo("ALL");
			assertThat(service.path("security_opt").path(0).asString("")).as(name).isEqualTo("no-new-privileges:true");
			assertThat(service.path("logging").path("options").propertyNames()).as(name)
				.contains("max-size", "max-file");
		});
	}

	@Test
	void aServiceThatStartsBeforeItsSecretsHasAUserWithoutAPasswordAndSoEnds() {
		StackFiles.services().forEach((name, service) -> {
			JsonNode environment = service.path("environment");
			if (environment.has("NATS_SERVERS")) {
				assertThat(service.path("volumes").valueStream().map((volume) -> volume.asString(""))).as(name)
					.contains("secrets-" + text(environment, "NATS_USER") + ":/run/secrets:ro");
			}
		});
	}

	@Test
	void everyContainerIsLimitedToWhatTheSmallestMachineHas() {
		StackFiles.services().forEach((name, service) -> {
			JsonNode limits = service.path("deploy").path("resources").path("limits");
			String cpus = VARIABLE.matcher(text(limits, "cpus"))
				.replaceAll((MatchResult variable) -> variable.group(2));
			assertThat(Double.parseDouble(cpus)).as(name).isBetween(0.1, 1.0);
			assertThat(text(limits, "memory")).as(name).isNotEmpty();
		});
	}

	@Test
	void whatStaysHasAHealthCheck() {
		StackFiles.services().forEach((name, service) -> {
			if (!text(service, "image").startsWith(OWN)) {
				assertThat(text(service.path("healthcheck").path("test"), 0)).as(name).isEqualTo("CMD");
			}
		});
		assertThat(ProjectFile.text(StackFiles.DOCKERFILE)).contains("HEALTHCHECK ");
	}

	@Test
	void imagesTellTheirVersionAndLicenceAsThePomDoes() {
		String pom = ProjectFile.text("pom.xml");
		String version = pom.replaceFirst("(?s).*?</parent>.*?<version>([^<]+)</version>.*", "$1");
		assertThat(pom).contains("<name>Apache License, Version 2.0</name>");
		assertThat(ProjectFile.text(StackFiles.DOCKERFILE).lines().filter((line) -> line.contains("image.version=")))
			.isNotEmpty()
			.allSatisfy((line) -> assertThat(line).contains("version=\"" + version + "\"", "licenses=\"Apache-2.0\""));
	}

	@Test
	void aLinkedRuntimeHasEveryProviderThatTheJdkNames() {
		Set<String> modules = Configuration.empty()
			.resolve(ModuleFinder.ofSystem(), ModuleFinder.of(), StackFiles.linkedModules())
			.modules()
			.stream()
			.map(ResolvedModule::name)
			.collect(Collectors.toSet());
		assertThat(Security.getProviders()).extracting((provider) -> provider.getClass().getModule())
			.filteredOn(Module::isNamed)
			.isNotEmpty()
			.allSatisfy((module) -> assertThat(modules).contains(module.getName()));
	}

	private static String text(JsonNode node, String field) {
		return node.path(field).asString("");
	}

	private static String text(JsonNode node, int index) {
		return node.path(index).asString("");
	}

}
