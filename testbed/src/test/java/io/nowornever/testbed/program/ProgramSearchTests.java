package io.nowornever.testbed.program;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.nowornever.testbed.TestbedException;
import io.nowornever.testbed.broker.Broker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ProgramSearchTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	private final Map<String, String> variables = new HashMap<>();

	private final Map<String, String> properties = new HashMap<>();

	@Test
	void findsOneOnThisMachine() throws IOException {
		assertThat(Program.NATS_SERVER.allowedVersionOf(NatsServer.locate()))
			.isGreaterThanOrEqualTo(Program.NATS_SERVER.oldestAllowed());
	}

	@Test
	void theExplicitOneComesFirst() throws IOException {
		Path explicit = server("explicit", "2.11.0");
		this.properties.put("nats.server", server("property", "2.15.1").toString());
		assertThat(search().find(explicit)).isEqualTo(explicit);
	}

	@Test
	void thePropertyComesBeforeTheVariable() throws IOException {
		Path named = server("property", "2.11.0");
		this.properties.put("nats.server", named.toString());
		this.variables.put("NATS_SERVER", server("variable", "2.15.1").toString());
		assertThat(search().find(null)).isEqualTo(named);
	}

	@Test
	void theVariableComesBeforeThePath() throws IOException {
		Path named = server("variable", "2.11.0");
		this.variables.put("NATS_SERVER", named.toString());
		this.variables.put("PATH", server("path", "2.15.1").getParent() + "");
		assertThat(search().find(null)).isEqualTo(named);
	}

	@Test
	void thePathComesBeforeTheCache() throws IOException {
		Path onPath = server("path", "2.11.0");
		this.variables.put("PATH", "/nowhere:" + onPath.getParent());
		server("home/.cache/now-or-never/nats-server-2.15.1", "2.15.1");
		assertThat(search().find(null)).isEqualTo(onPath);
	}

	@Test
	void theNewestInTheCacheComesBeforeAFetch() throws IOException {
		server("home/.cache/now-or-never/nats-server-2.9.30", "2.9.30");
		server("home/.cache/now-or-never/nats-server-2.12.0", "2.12.0");
		Path newest = server("home/.cache/now-or-never/nats-server-2.15.1", "2.15.1");
		assertThat(search().find(null)).isEqualTo(newest);
	}

	@Test
	void theCacheFollowsTheVariableForCaches() throws IOException {
		this.variables.put("XDG_CACHE_HOME", this.folder.resolve("caches").toString());
		Path cached = server("caches/now-or-never/nats-server-2.15.1", "2.15.1");
		assertThat(search().find(null)).isEqualTo(cached);
	}

	@Test
	void anOldOneOnThePathIsPassedOver() throws IOException {
		Path old = server("old", "2.9.10");
		Path good = server("good", "2.12.3");
		this.variables.put("PATH", old.getParent() + ":" + good.getParent());
		assertThat(search().find(null)).isEqualTo(good);
	}

	@Test
	void whatIsFetchedIsPlacedInTheCache() {
		Path fetched = search(new FakeFetch("2.15.1")).find(null);
		assertThat(fetched).isEqualTo(this.folder.resolve("home/.cache/now-or-never/nats-server-2.15.1/nats-server"));
		assertThat(search().find(null)).isEqualTo(fetched);
	}

	@Test
	void anExplicitOneThatIsMissingIsAnErrorAtOnce() {
		Path missing = this.folder.resolve("missing");
		assertThatExceptionOfType(TestbedException.class).isThrownBy(() -> Broker.builder().executable(missing).start())
			.withMessageContaining("executable(Path)")
			.withMessageContaining(missing + " does not exist")
			.withMessageContaining("version 2.11.0 or later");
	}

	@Test
	void anExplicitOneThatIsTooOldIsAnErrorAtOnce() throws IOException {
		Path old = server("old", "2.9.10");
		assertThatExceptionOfType(TestbedException.class).isThrownBy(() -> search().find(old))
			.withMessageContaining(old + " is version 2.9.10, too old: 2.11.0 or later is needed");
	}

	@Test
	void aNamedOneThatIsMissingIsAnErrorThoughThePathHasAnother() throws IOException {
		this.variables.put("PATH", server("path", "2.15.1").getParent() + "");
		this.variables.put("NATS_SERVER", "/nowhere/nats-server");
		assertThatExceptionOfType(TestbedException.class).isThrownBy(() -> search().find(null))
			.withMessageContaining("environment variable NATS_SERVER")
			.withMessageContaining("/nowhere/nats-server does not exist");
	}

	@Test
	void ifNothingIsFoundOneMessageListsAllThatWasTried() throws IOException {
		Path old = server("old", "2.9.10");
		this.variables.put("PATH", old.getParent() + "");
		ProgramSearch search = search(new FakeFetch("the network is down", null), new FakeFetch("2.10.4"));
		assertThatExceptionOfType(TestbedException.class).isThrownBy(() -> search.find(null))
			.withMessageStartingWith("No nats-server of version 2.11.0 or later was found")
			.withMessageContaining("set NATS_SERVER")
			.withMessageContaining("PATH: " + old + " is version 2.9.10, too old")
			.withMessageContaining("cache: none in " + this.folder.resolve("home/.cache/now-or-never"))
			.withMessageContaining("fake: the network is down")
			.withMessageContaining("is version 2.10.4, too old");
		assertThat(this.folder.resolve("home/.cache/now-or-never")).isDirectoryNotContaining("glob:**nats-server*")
			.isDirectoryNotContaining("glob:**.fetch-*");
	}

	private Path server(String name, String version) throws IOException {
		return FakeServer.ofVersion(this.folder.resolve(name), version);
	}

	private ProgramSearch search(Fetch... fetches) {
		Machine machine = new Machine(this.variables, this.properties, this.folder.resolve("home"), "Linux", "amd64");
		return new ProgramSearch(Program.NATS_SERVER, machine, List.of(fetches));
	}

}
