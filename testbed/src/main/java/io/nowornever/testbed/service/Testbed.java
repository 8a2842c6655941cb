package io.nowornever.testbed.service;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import io.nowornever.testbed.TestbedException;
import io.nowornever.testbed.broker.Broker;
import io.nowornever.testbed.broker.BrokerCluster;
import io.nowornever.testbed.network.LinkProxy;
import io.nowornever.testbed.process.ChildProcess;
import io.nowornever.testbed.process.Children;
import io.nowornever.testbed.process.ProcessLog;
import io.nowornever.testbed.process.TemporaryFolder;
import io.nowornever.testbed.secured.Secrets;
import org.jspecify.annotations.Nullable;

/**
 * A broker and the services that run with it, all as processes on this machine. Whatever
 * it started ends at once (SIGKILL) when it is closed or the JVM shuts down; only a JVM
 * that is killed itself leaves processes behind. Ctrl-C in a terminal reaches none of
 * them, where the program {@code setsid} exists.
 * <p>
 * Every method may be called from any thread. Problems are
 * {@link io.nowornever.testbed.TestbedException}s.
 */
public final class Testbed implements AutoCloseable {

	static final String PRODUCER = "producer-service";

	static final String CONSUMER = "consumer-service";

	/**
	 * Where processes keep temporary files, below the folder.
	 */
	static final String TEMPORARY = "temporary";

	private final Path folder;

	private final Children children;

	private final Map<String, Launch> launches;

	private final List<String> flags;

	private final Broker broker;

	private final @Nullable BrokerCluster cluster;

	private final Links links;

	private final @Nullable Secrets secrets;

	private final Map<String, Integer> starts = new HashMap<>();

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	Testbed(Path folder, Children children, Map<String, Launch> launches, List<String> flags, Broker broker,
			@Nullable BrokerCluster cluster, Links links, @Nullable Secrets secrets) {
		this.folder = folder;
		this.children = children;
		this.launches = launches;
		this.flags = flags;
		this.broker = broker;
		this.cluster = cluster;
		this.links = links;
		this.secrets = secrets;
	}

	/**
	 * Begins a testbed with settings of its own.
	 * @return a builder with the defaults
	 */
	public static TestbedBuilder builder() {
		return new TestbedBuilder();
	}

	/**
	 * Starts a testbed with the defaults: a broker on a free port, logs that go with the
	 * testbed.
	 * @return the testbed, without any service
	 */
	public static Testbed start() {
		return builder().start();
	}

	/**
	 * The broker, or the first of several.
	 * @return the broker, to be killed, paused and restarted at will
	 */
	public Broker broker() {
		return this.broker;
	}

	/**
	 * The brokers, if this testbed was started with {@link TestbedBuilder#cluster} or
	 * {@link TestbedBuilder#regions}.
	 * @return the cluster, to be split at will
	 */
	public BrokerCluster cluster() {
		if (this.cluster == null) {
			throw new TestbedException(
					"There is one broker only: the testbed was started neither with cluster(...) nor with regions(...)");
		}
		return this.cluster;
	}

	/**
	 * The network between a service and the broker, if this testbed was started with
	 * {@link TestbedBuilder#proxied()}. It is the same one, on the same port, over every
	 * restart of the service and the broker.
	 * @param name what the service is called, which was started once at least
	 * @return the link, to be made bad at will
	 */
	public LinkProxy link(String name) {
		return this.links.of(name);
	}

	/**
	 * What broker and services prove themselves with.
	 * @return the secrets, or nothing where the broker asks nobody who he is
	 */
	public Optional<Secrets> secrets() {
		return Optional.ofNullable(this.secrets);
	}

	/**
	 * Makes sure that the broker refused nobody anything because of who asked.
	 * @throws TestbedException if it did, with the first line of its log that says so
	 */
	public void requireNoRefusals() {
		try (Stream<String> lines = Files.lines(this.broker.log())) {
			lines.filter((line) -> line.contains("Violation") || line.contains("authentication error"))
				.findFirst()
				.ifPresent((line) -> {
					throw new TestbedException("The broker refused something: " + line);
				});
		}
		catch (IOException ex) {
			throw new TestbedException("The broker's log cannot be read", ex);
		}
	}

	/**
	 * Where the services' logs are.
	 * @return the folder
	 */
	public Path folder() {
		return this.folder;
	}

	/**
	 * Starts a producer, with a link to its broker and a free HTTP port. Does not wait
	 * until it is ready.
	 * @param name what to call it
	 * @param settings further settings in the form {@code --key=value}
	 * @return the process
	 */
	public ServiceProcess producer(String name, String... settings) {
		return launch(PRODUCER, Secrets.PRODUCER, name, List.of(settings));
	}

	/**
	 * Starts a consumer, with a link to its broker and a free HTTP port. Does not wait
	 * until it is ready.
	 * @param name what to call it; its replies show it too
	 * @param settings further settings in the form {@code --key=value}
	 * @return the process
	 */
	public ServiceProcess consumer(String name, String... settings) {
		List<String> all = new ArrayList<>(List.of("--consumer.name=" + name));
		all.addAll(List.of(settings));
		return launch(CONSUMER, Secrets.CONSUMER, name, all);
	}

	/**
	 * Starts the one that makes streams where consumers may not. Does not wait until it
	 * is ready.
	 * @param name what to call it
	 * @param settings further settings in the form {@code --key=value}
	 * @return the process
	 */
	public ServiceProcess operator(String name, String... settings) {
		return launch(CONSUMER, Secrets.OPERATOR, name, List.of(settings));
	}

	/**
	 * Ends all services at once (SIGKILL), stops the broker and removes the logs unless
	 * they are to be kept. Further calls do nothing.
	 */
	@Override
	public void close() {
		try {
			this.children.close();
		}
		finally {
			this.links.close();
			if (this.cluster != null) {
				this.cluster.close();
			}
			this.broker.close();
			this.http.shutdownNow();
		}
	}

	private ServiceProcess launch(String service, String user, String name, List<String> settings) {
		List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--server.address=127.0.0.1",
				"--nats.servers=" + this.links.address(name), "--spring.main.banner-mode=off"));
		secrets().ifPresent((known) -> known.settings(user).forEach((setting) -> arguments.add("--" + setting)));
		arguments.addAll(settings);
		ProcessLog log = new ProcessLog(this.folder.resolve(logName(name)));
		Launch launch = Objects.requireNonNull(this.launches.get(service));
		new TemporaryFolder(this.folder).requireRoom();
		ChildProcess process = this.children.start(name,
				launch.command(this.folder.resolve(TEMPORARY), this.flags, arguments), log, this.folder);
		return new ServiceProcess(name, process, log, this.http);
	}

	/**
	 * A service started again under its name gets a log of its own.
	 */
	private synchronized String logName(String name) {
		int start = this.starts.merge(name, 1, Integer::sum);
		return (start == 1) ? name + ".log" : name + "-" + start + ".log";
	}

}
