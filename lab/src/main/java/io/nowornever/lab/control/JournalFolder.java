package io.nowornever.lab.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.nowornever.lab.control.RoomView.BrokerView;
import io.nowornever.lab.control.RoomView.PartyView;
import io.nowornever.lab.ledger.Role;
import io.nowornever.testbed.TestbedException;
import org.jspecify.annotations.Nullable;

/**
 * Whoever writes journals into a folder, each called by its file's name: somebody else
 * has started them, and how their processes are is known from their journals only.
 */
final class JournalFolder implements Cast {

	private static final String SUFFIX = ".journal";

	/**
	 * Whoever works writes more often.
	 */
	private static final long SILENT_MILLIS = 15_000;

	/**
	 * How an engine calls a container, where nothing else was asked for.
	 */
	private static final Pattern CONTAINER = Pattern.compile("[0-9a-f]{12}");

	private final Path folder;

	private final Map<String, Path> journals = new LinkedHashMap<>();

	JournalFolder(Path folder) {
		if (!Files.isDirectory(folder)) {
			throw new NotAllowedException(folder + " is not allowed: a folder into which services write journals");
		}
		this.folder = folder;
	}

	@Override
	public @Nullable Policy policy() {
		return null;
	}

	@Override
	public @Nullable Duration timeout() {
		return null;
	}

	@Override
	public @Nullable BrokerView broker() {
		return null;
	}

	@Override
	public List<PartyView> views(Observation watching, long nowMillis) {
		List<PartyView> views = new ArrayList<>();
		for (String name : this.journals.keySet()) {
			Role role = watching.role(name);
			if (role != null) {
				views.add(PartyView.told(name, role, state(watching.party(name), nowMillis), commands(name), watching,
						nowMillis));
			}
		}
		return views;
	}

	@Override
	public void look(Observation watching) {
		try (Stream<Path> files = Files.list(this.folder)) {
			files.filter((file) -> file.getFileName().toString().endsWith(SUFFIX)).sorted().forEach((file) -> {
				String fileName = file.getFileName().toString();
				String name = fileName.substring(0, fileName.length() - SUFFIX.length());
				if (this.journals.putIfAbsent(name, file) == null) {
					watching.follow(file, name);
				}
			});
		}
		catch (IOException ex) {
			throw new TestbedException("The folder " + this.folder + " cannot be read: " + ex, ex);
		}
	}

	@Override
	public void close() {
		// Nothing was started.
	}

	private static Party.State state(PartyTally tally, long nowMillis) {
		if (!tally.isOpen()) {
			return Party.State.STOPPED;
		}
		return (nowMillis - tally.lastMillis() > SILENT_MILLIS) ? Party.State.SILENT : Party.State.UP;
	}

	private static List<String> commands(String name) {
		return CONTAINER.matcher(name).matches() ? Stream.of("kill", "pause", "unpause", "stop", "start")
			.map((verb) -> "docker " + verb + " " + name)
			.toList() : List.of();
	}

}
