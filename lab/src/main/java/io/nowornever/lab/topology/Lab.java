package io.nowornever.lab.topology;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

import io.nowornever.broker.Broker;

/**
 * A broker and the services that run with it, all as processes on this machine. Whatever
 * it started ends at once (SIGKILL) when it is closed or the JVM shuts down; only a JVM
 * that is killed itself leaves processes behind. Ctrl-C in a terminal reaches none of
 * them, where the program {@code setsid} exists.
 * <p>
 * Every method may be called from any thread. Problems are {@link LabException}s and
 * {@link io.nowornever.broker.BrokerException}s.
 */
public final class Lab implements AutoCloseable {

	private final RunFolder folder;

	private final Children children;

	private final Map<ServiceKind, QuickStart.Launch> launches;

	private final List<String> flags;

	private final Broker broker;

	private final Map<String, Integer> starts = new HashMap<>();

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private Lab(RunFolder folder, Children children, Map<ServiceKind, QuickStart.Launch> launches, List<String> flags,
			Broker broker) {
		this.folder = folder;
		this.children = children;
		this.launches = launches;
		this.flags = flags;
		this.broker = broker;
	}

	/**
	 * Begins a lab with settings of its own.
	 * @return a builder with the defaults
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Starts a lab with the defaults: a broker on a free port, logs that go with the lab.
	 * @return the lab, without any service
	 */
	public static Lab start() {
		return builder().start();
	}

	/**
	 * The broker.
	 * @return the broker, to be killed, paused and restarted at will
	 */
	public Broker broker() {
		return this.broker;
	}

	/**
	 * Where the services' logs are.
	 * @return the folder
	 */
	public Path folder() {
		return this.folder.path();
	}

	/**
	 * Starts a producer, with a link to this lab's broker and a free HTTP port. Does not
	 * wait until it is ready.
	 * @param name what to call it
	 * @param settings further settings in the form {@code --key=value}
	 * @return the process
	 */
	public ServiceProcess producer(String name, String... settings) {
		return launch(ServiceKind.PRODUCER, name, List.of(settings));
	}

	/**
	 * Starts a consumer, with a link to this lab's broker and a free HTTP port. Does not
	 * wait until it is ready.
	 * @param name what to call it; its replies show it too
	 * @param settings further settings in the form {@code --key=value}
	 * @return the process
	 */
	public ServiceProcess consumer(String name, String... settings) {
		List<String> all = new ArrayList<>(List.of("--consumer.name=" + name));
		all.addAll(List.of(settings));
		return launch(ServiceKind.CONSUMER, name, all);
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
			this.broker.close();
			this.http.shutdownNow();
		}
	}

	private ServiceProcess launch(ServiceKind kind, String name, List<String> settings) {
		List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--server.address=127.0.0.1",
				"--nats.servers=" + this.broker.url(), "--spring.main.banner-mode=off"));
		arguments.addAll(settings);
		ServiceLog log = new ServiceLog(this.folder.path().resolve(logName(name)));
		QuickStart.Launch launch = this.launches.get(kind);
		if (launch == null) {
			throw new IllegalStateException("No way to start " + kind);
		}
		this.folder.requireRoom();
		Process process = this.children.start(launch.command(this.folder.temporary(), this.flags, arguments),
				log.file(), this.folder.path());
		return new ServiceProcess(name, process, log, this.http);
	}

	/**
	 * A service started again under its name gets a log of its own.
	 */
	private synchronized String logName(String name) {
		int start = this.starts.merge(name, 1, Integer::sum);
		return (start == 1) ? name + ".log" : name + "-" + start + ".log";
	}

	/**
	 * Settings of a lab to be started. Not for use by several threads.
	 */
	public static final class Builder {

		private int natsPort;

		private String brokerConfiguration = "";

		private List<String> flags = List.of();

		private boolean keepLogs;

		private boolean announced;

		private Consumer<String> progress = (message) -> {
		};

		private Builder() {
		}

		/**
		 * Sets the broker's client port.
		 * @param port 1 to 65535, or 0 for a free one (the default)
		 * @return this
		 */
		public Builder natsPort(int port) {
			this.natsPort = port;
			return this;
		}

		/**
		 * Adds settings of the broker.
		 * @param lines in the syntax of nats-server
		 * @return this
		 */
		public Builder brokerConfiguration(String lines) {
			this.brokerConfiguration = lines;
			return this;
		}

		/**
		 * Lets services start slower and do more: for thousands of requests a second.
		 * @return this
		 */
		public Builder forThroughput() {
			this.flags = Java.THROUGHPUT_FLAGS;
			return this;
		}

		/**
		 * Whether the services' logs stay when the lab is closed.
		 * @param keep {@code false} by default
		 * @return this
		 */
		public Builder keepLogs(boolean keep) {
			this.keepLogs = keep;
			return this;
		}

		/**
		 * Is told what takes long while the lab starts.
		 * @param listener gets a sentence
		 * @return this
		 */
		public Builder onProgress(Consumer<String> listener) {
			this.progress = listener;
			return this;
		}

		/**
		 * Starts the broker, and prepares the services' start if that was not done since
		 * they were built.
		 * @return the lab, without any service
		 */
		public Lab start() {
			ServiceJars jars = ServiceJars.find();
			RunFolder folder = RunFolder.create(this.keepLogs);
			Children children = new Children(folder::discard);
			boolean started = false;
			try {
				folder.requireRoom();
				Map<ServiceKind, QuickStart.Launch> launches = prepare(jars, children);
				Broker broker = Broker.builder()
					.port(this.natsPort)
					.configuration(this.brokerConfiguration)
					.inOwnSession()
					.start();
				started = true;
				return new Lab(folder, children, launches, this.flags, broker);
			}
			finally {
				if (!started) {
					children.close();
				}
			}
		}

		private Map<ServiceKind, QuickStart.Launch> prepare(ServiceJars jars, Children children) {
			Map<ServiceKind, CompletableFuture<QuickStart.Launch>> preparing = new EnumMap<>(ServiceKind.class);
			for (ServiceKind kind : ServiceKind.values()) {
				QuickStart quickStart = new QuickStart(jars.jarOf(kind), children);
				preparing.put(kind, CompletableFuture.supplyAsync(() -> quickStart.prepare(() -> announce()),
						(task) -> Thread.ofPlatform().daemon().name("prepare-" + kind).start(task)));
			}
			Map<ServiceKind, QuickStart.Launch> launches = new EnumMap<>(ServiceKind.class);
			preparing.forEach((kind, launch) -> launches.put(kind, join(launch)));
			return launches;
		}

		private synchronized void announce() {
			if (!this.announced) {
				this.announced = true;
				this.progress.accept("Preparing quick starts of the services, once per build ...");
			}
		}

		private static QuickStart.Launch join(CompletableFuture<QuickStart.Launch> launch) {
			try {
				return launch.join();
			}
			catch (CompletionException ex) {
				throw (ex.getCause() instanceof LabException problem) ? problem : ex;
			}
		}

	}

}
