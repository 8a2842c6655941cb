package io.nowornever.testbed.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;

import io.nowornever.testbed.TestbedException;
import io.nowornever.testbed.broker.Broker;
import io.nowornever.testbed.broker.BrokerBuilder;
import io.nowornever.testbed.broker.BrokerCluster;
import io.nowornever.testbed.process.Children;
import io.nowornever.testbed.process.Room;
import io.nowornever.testbed.process.TemporaryFolder;
import io.nowornever.testbed.secured.Secrets;

/**
 * Settings of a testbed to be started. Not for use by several threads.
 */
public final class TestbedBuilder {

	private static final String FOLDER = "now-or-never-lab-";

	private int natsPort;

	private String brokerConfiguration = "";

	private boolean jetStream;

	private boolean secured;

	private final List<String> flags = new ArrayList<>();

	private boolean keepLogs;

	private boolean plain;

	private boolean proxied;

	private Map<String, Integer> homes = Map.of();

	private Function<String, BrokerCluster> clusters = BrokerCluster::start;

	private boolean announced;

	private Consumer<String> progress = (message) -> {
	};

	TestbedBuilder() {
	}

	/**
	 * Sets the broker's client port.
	 * @param port 1 to 65535, or 0 for a free one (the default)
	 * @return this
	 */
	public TestbedBuilder natsPort(int port) {
		this.natsPort = port;
		return this;
	}

	/**
	 * Adds settings of the broker.
	 * @param lines in the syntax of nats-server
	 * @return this
	 */
	public TestbedBuilder brokerConfiguration(String lines) {
		this.brokerConfiguration = lines;
		return this;
	}

	/**
	 * Whether the broker has JetStream. Its streams outlast restarts of the broker and go
	 * with the testbed.
	 * @param on {@code false} by default
	 * @return this
	 */
	public TestbedBuilder jetStream(boolean on) {
		this.jetStream = on;
		return this;
	}

	/**
	 * Whether broker and services are secured as those of the Compose stack are: with
	 * TLS, each as its own user, who may do what it has to and no more. Such a broker has
	 * JetStream.
	 * @param on {@code false} by default
	 * @return this
	 */
	public TestbedBuilder secured(boolean on) {
		this.secured = on;
		return this;
	}

	/**
	 * Lets services start slower and do more: for thousands of requests a second.
	 * @return this
	 */
	public TestbedBuilder forThroughput() {
		return flags(Java.THROUGHPUT_FLAGS);
	}

	/**
	 * Adds flags to the services' JVMs, which overrule the usual ones.
	 * @param more such as {@code -Xmx256m}
	 * @return this
	 */
	public TestbedBuilder flags(List<String> more) {
		this.flags.addAll(more);
		return this;
	}

	/**
	 * Starts services as {@code java -jar} does, without flags and without a quick start.
	 * @return this
	 */
	public TestbedBuilder plain() {
		this.plain = true;
		return this;
	}

	/**
	 * Gives each service a network of its own to the broker, which can be made bad, see
	 * {@link Testbed#link}.
	 * @return this
	 */
	public TestbedBuilder proxied() {
		this.proxied = true;
		return this;
	}

	/**
	 * Starts a cluster of three brokers in place of the one: on free ports, without
	 * JetStream.
	 * @param brokers which of them, 1 to 3, a service links to, by the service's name;
	 * those that are not named link to the first
	 * @return this
	 */
	public TestbedBuilder cluster(Map<String, Integer> brokers) {
		this.homes = Map.copyOf(brokers);
		this.clusters = BrokerCluster::start;
		return this;
	}

	/**
	 * Starts two regions of one broker each, joined by gateways, in place of the one: on
	 * free ports, without JetStream.
	 * @param delay how long bytes are on their way from one region to the other
	 * @param brokers which of them, 1 or 2, a service links to, by the service's name;
	 * those that are not named link to the first
	 * @return this
	 */
	public TestbedBuilder regions(Duration delay, Map<String, Integer> brokers) {
		this.homes = Map.copyOf(brokers);
		this.clusters = (configuration) -> BrokerCluster.startRegions(delay, configuration);
		return this;
	}

	/**
	 * Whether the services' logs stay when it is closed.
	 * @param keep {@code false} by default
	 * @return this
	 */
	public TestbedBuilder keepLogs(boolean keep) {
		this.keepLogs = keep;
		return this;
	}

	/**
	 * Is told what takes long while it starts.
	 * @param listener gets a sentence
	 * @return this
	 */
	public TestbedBuilder onProgress(Consumer<String> listener) {
		this.progress = listener;
		return this;
	}

	/**
	 * Starts the broker, and prepares the services' start if that was not done since they
	 * were built.
	 * @return the testbed, without any service
	 */
	public Testbed start() {
		ProjectJars jars = ProjectJars.find();
		Children children = new Children(Duration.ZERO);
		boolean started = false;
		try {
			Path folder = folder(children);
			Map<String, Launch> launches = prepare(jars, children);
			Testbed testbed = this.homes.isEmpty() ? withBroker(folder, children, launches)
					: withCluster(folder, children, launches);
			started = true;
			return testbed;
		}
		finally {
			if (!started) {
				children.close();
			}
		}
	}

	private Testbed withBroker(Path folder, Children children, Map<String, Launch> launches) {
		BrokerBuilder builder = Broker.builder().port(this.natsPort).configuration(this.brokerConfiguration);
		Secrets secrets = null;
		if (this.secured) {
			secrets = Secrets.madeIn(folder.resolve(Testbed.TEMPORARY).resolve("secrets"));
			builder.configuration(secrets.brokerConfiguration());
		}
		Broker broker = ((this.jetStream || this.secured) ? builder.jetStream() : builder).start();
		return new Testbed(folder, children, launches, List.copyOf(this.flags), broker, null,
				new Links((service) -> broker.port(), this.proxied), secrets);
	}

	private Testbed withCluster(Path folder, Children children, Map<String, Launch> launches) {
		if (this.natsPort != 0 || this.jetStream || this.secured) {
			throw new TestbedException(
					"Several brokers have free ports, no JetStream and no users: leave natsPort, jetStream and secured out");
		}
		Map<String, Integer> brokers = this.homes;
		BrokerCluster cluster = this.clusters.apply(this.brokerConfiguration);
		return new Testbed(folder, children, launches, List.copyOf(this.flags), cluster.broker(1), cluster,
				new Links((service) -> cluster.broker(brokers.getOrDefault(service, 1)).port(), this.proxied), null);
	}

	/**
	 * Where logs are kept, the folder for temporary files goes all the same.
	 */
	private Path folder(Children children) {
		TemporaryFolder folder = this.keepLogs ? TemporaryFolder.create(FOLDER) : children.folder(FOLDER);
		folder.requireRoom();
		try {
			children.guard(new TemporaryFolder(Files.createDirectory(folder.path().resolve(Testbed.TEMPORARY))));
		}
		catch (IOException ex) {
			throw new TestbedException(Room.complaint(folder.path(), ex), ex);
		}
		return folder.path();
	}

	private Map<String, Launch> prepare(ProjectJars jars, Children children) {
		Map<String, CompletableFuture<Launch>> preparing = new HashMap<>();
		for (String service : List.of(Testbed.PRODUCER, Testbed.CONSUMER)) {
			preparing.put(service, prepare(jars.of(service), children));
		}
		Map<String, Launch> launches = new HashMap<>();
		preparing.forEach((service, launch) -> launches.put(service, join(launch)));
		return launches;
	}

	private CompletableFuture<Launch> prepare(Path jar, Children children) {
		if (this.plain) {
			return CompletableFuture.completedFuture(new Launch(List.of(), jar));
		}
		QuickStart quickStart = new QuickStart(jar, children);
		return CompletableFuture.supplyAsync(() -> quickStart.prepare(this::announce),
				(task) -> Thread.ofPlatform().daemon().name("prepare-" + jar.getFileName()).start(task));
	}

	private synchronized void announce() {
		if (!this.announced) {
			this.announced = true;
			this.progress.accept("Preparing quick starts of the services, once per build ...");
		}
	}

	private static Launch join(CompletableFuture<Launch> launch) {
		try {
			return launch.join();
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof TestbedException problem) ? problem : ex;
		}
	}

}
