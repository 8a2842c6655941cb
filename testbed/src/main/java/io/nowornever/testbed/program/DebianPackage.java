package io.nowornever.testbed.program;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import io.nowornever.testbed.command.UserInfo;

/**
 * Unpacks a program from its package in Debian's newest suite, whatever suite this
 * machine runs. apt downloads it with folders of its own, so neither root nor any change
 * to the system is needed, and checks the signatures against Debian's keyring.
 */
final class DebianPackage implements Fetch {

	private static final Path KEYRING = Path.of("/usr/share/keyrings/debian-archive-keyring.gpg");

	private static final Duration UPDATE_LIMIT = Duration.ofMinutes(3);

	private static final Duration DOWNLOAD_LIMIT = Duration.ofMinutes(2);

	private static final Duration UNPACK_LIMIT = Duration.ofMinutes(1);

	private final Path aptFolder;

	private final String name;

	private final Path program;

	/**
	 * A package.
	 * @param aptFolder where apt's configuration is
	 * @param name the package's name
	 * @param program where in the package the program is, relative to the root
	 */
	DebianPackage(Path aptFolder, String name, Path program) {
		this.aptFolder = aptFolder;
		this.name = name;
		this.program = program;
	}

	static DebianPackage ofThisMachine(String name, Path program) {
		return new DebianPackage(Path.of("/etc/apt"), name, program);
	}

	@Override
	public String source() {
		return "Debian package " + this.name + " (unstable) by apt-get";
	}

	@Override
	public Path fetchInto(Path work) throws IOException {
		if (!Files.isReadable(KEYRING)) {
			throw new IOException("this is no Debian machine: " + KEYRING + " is missing");
		}
		List<String> mirrors = AptSources.readFrom(this.aptFolder).mirrors();
		if (mirrors.isEmpty()) {
			throw new IOException("no mirror is named in " + this.aptFolder);
		}
		List<String> failures = new ArrayList<>();
		for (String mirror : mirrors) {
			try {
				return fetch(mirror, Files.createTempDirectory(work, "mirror-"));
			}
			catch (IOException ex) {
				failures.add(UserInfo.masked(mirror + ": " + ex.getMessage()));
			}
		}
		throw new IOException(String.join("; ", failures));
	}

	private Path fetch(String mirror, Path work) throws IOException {
		Path configuration = configure(mirror, work);
		aptGet(configuration, work, UPDATE_LIMIT, "update");
		aptGet(configuration, work, DOWNLOAD_LIMIT, "download", this.name);
		Command.runIn(work, UNPACK_LIMIT, List.of("dpkg", "-x", onlyPackageIn(work).toString(), "unpacked"));
		return work.resolve("unpacked").resolve(this.program);
	}

	private static void aptGet(Path configuration, Path work, Duration limit, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of("apt-get", "-q", "-c", configuration.toString()));
		command.addAll(List.of(arguments));
		Command.runIn(work, limit, command);
	}

	/**
	 * The machine's own hooks after an update are cleared: they concern its own lists.
	 * What the update has read is kept for the download, also where the machine would
	 * not.
	 */
	private static Path configure(String mirror, Path work) throws IOException {
		Files.createDirectories(work.resolve("state/lists/partial"));
		Files.createDirectories(work.resolve("cache/archives/partial"));
		Files.createDirectories(work.resolve("none"));
		Files.createFile(work.resolve("status"));
		Files.writeString(work.resolve("sources.list"), "deb [signed-by=" + KEYRING + "] " + mirror + " sid main\n");
		return Files.writeString(work.resolve("apt.conf"), """
				Dir::Etc::SourceList "%1$s/sources.list";
				Dir::Etc::SourceParts "%1$s/none";
				Dir::Etc::Preferences "/dev/null";
				Dir::Etc::PreferencesParts "%1$s/none";
				Dir::State "%1$s/state";
				Dir::State::status "%1$s/status";
				Dir::Cache "%1$s/cache";
				Dir::Cache::pkgcache "pkgcache.bin";
				APT::Sandbox::User "";
				Acquire::Languages "none";
				Acquire::Retries "1";
				Acquire::http::Timeout "10";
				Acquire::https::Timeout "10";
				#clear APT::Update::Pre-Invoke;
				#clear APT::Update::Post-Invoke;
				#clear APT::Update::Post-Invoke-Success;
				""".formatted(work.toAbsolutePath()));
	}

	private Path onlyPackageIn(Path work) throws IOException {
		try (DirectoryStream<Path> packages = Files.newDirectoryStream(work, this.name + "_*.deb")) {
			Iterator<Path> each = packages.iterator();
			if (!each.hasNext()) {
				throw new IOException("apt-get downloaded no package");
			}
			return each.next();
		}
	}

}
