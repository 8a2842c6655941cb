package io.nowornever.lab.scene;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.nowornever.lab.baseline.BaselineConsumer;
import io.nowornever.lab.baseline.BaselineProducer;
import io.nowornever.lab.baseline.Policy;
import io.nowornever.testbed.TestbedException;
import io.nowornever.testbed.process.ChildProcess;
import io.nowornever.testbed.process.Children;
import io.nowornever.testbed.process.ProcessLog;
import io.nowornever.testbed.service.Testbed;

/**
 * The processes of a scenario in which a policy of the literature takes the place of the
 * services. For one thread.
 */
final class BaselineProcesses implements AutoCloseable {

	private record Started(String name, ChildProcess process, ProcessLog log) {

		boolean isReady() {
			return this.log.first(READY).isPresent();
		}

	}

	private static final Pattern READY = Pattern.compile("^" + BaselineConsumer.READY + "$");

	private static final Duration START_LIMIT = Duration.ofSeconds(60);

	private static final Duration LOOK = Duration.ofMillis(25);

	/**
	 * As the services' JVMs.
	 */
	private static final List<String> FLAGS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m",
			"-Xss512k", "-XX:-UsePerfData");

	private final Testbed testbed;

	private final Scenario scenario;

	private final long seed;

	private final Children children = new Children(Duration.ZERO);

	private final List<Started> consumers = new ArrayList<>();

	private final List<Started> producers = new ArrayList<>();

	BaselineProcesses(Testbed testbed, Scenario scenario, long seed) {
		this.testbed = testbed;
		this.scenario = scenario;
		this.seed = seed;
	}

	void start(Policy policy, ConsumerSpec spec, Path journal) {
		Speed speed = this.scenario.speed();
		this.consumers
			.add(start(BaselineConsumer.class, spec.name(), policy, this.seed, journal, "--group=" + spec.group(),
					"--workers=" + spec.workers(), "--shortest=" + speed.real(spec.shortest()).toNanos(),
					"--longest=" + speed.real(spec.longest()).toNanos()));
	}

	void start(Policy policy, ProducerSpec spec, Path journal) {
		Speed speed = this.scenario.speed();
		String known = this.scenario.consumers().stream().map(ConsumerSpec::name).collect(Collectors.joining(","));
		this.producers.add(start(BaselineProducer.class, spec.name(), policy, this.seed + this.producers.size(),
				journal, "--gap=" + speed.real(spec.longestGap()).toNanos(),
				"--budget=" + speed.real(Scenario.BUDGET).toNanos(), "--consumers=" + known));
	}

	private Started start(Class<?> program, String name, Policy policy, long itsSeed, Path journal,
			String... settings) {
		List<String> command = Stream
			.of(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()), FLAGS, running(program),
					List.of("--name=" + name, "--policy=" + policy.name(), "--seed=" + itsSeed, "--journal=" + journal,
							"--server=" + this.testbed.broker().url()),
					List.of(settings))
			.flatMap(List::stream)
			.toList();
		ProcessLog log = new ProcessLog(this.testbed.folder().resolve(name + ".log"));
		return new Started(name, this.children.start(name, command, log, this.testbed.folder()), log);
	}

	/**
	 * From where this program runs itself: its executable jar, in which the JVM finds no
	 * class without help, or classes in folders.
	 */
	private static List<String> running(Class<?> program) {
		String classPath = System.getProperty("java.class.path");
		boolean packed = ClassLoader.getSystemResource(program.getName().replace('.', '/') + ".class") == null;
		return packed
				? List.of("-Dloader.main=" + program.getName(), "-cp", Path.of(classPath).toAbsolutePath().toString(),
						"org.springframework.boot.loader.launch.PropertiesLauncher")
				: List.of("-cp", classPath, program.getName());
	}

	/**
	 * Waits until all that were started are linked and listen.
	 */
	void awaitReady() {
		long began = System.nanoTime();
		for (Started each : Stream.concat(this.consumers.stream(), this.producers.stream()).toList()) {
			while (!each.isReady()) {
				if (!each.process().isAlive() || System.nanoTime() - began > START_LIMIT.toNanos()) {
					throw new TestbedException(each.name() + " did not become ready" + each.log().lastLinesAsNote());
				}
				Journals.sleep(LOOK.toNanos());
			}
		}
	}

	void endProducers(Duration limit) {
		end(this.producers, limit);
	}

	void endConsumers(Duration limit) {
		end(this.consumers, limit);
	}

	private static void end(List<Started> processes, Duration limit) {
		processes.forEach((each) -> each.process().terminate());
		for (Started each : processes) {
			if (!each.process().awaitExit(limit)) {
				throw new TestbedException(each.name() + " has not ended" + each.log().lastLinesAsNote());
			}
		}
	}

	/**
	 * Ends at once whatever is left.
	 */
	@Override
	public void close() {
		this.children.close();
	}

}
