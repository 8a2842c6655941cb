package io.nowornever.lab.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpServer;
import io.nowornever.lab.LabProcess;
import io.nowornever.testbed.service.ServiceProcess;
import io.nowornever.testbed.service.Testbed;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A producer and consumers that live through what the dashboards are to show, a ledger
 * that reads their journals, and a Prometheus that watches them with the project's own
 * configuration and rules. Only how it finds them differs: from files instead of the
 * names of a compose file, and each second.
 */
final class WatchedPair implements AutoCloseable {

	static final Duration SCRAPE_INTERVAL = Duration.ofSeconds(1);

	private static final Duration LIMIT = Duration.ofSeconds(90);

	private final Path folder;

	private final Testbed testbed;

	private final HttpServer natsExporter;

	private final PrometheusServer prometheus;

	private final LabProcess ledger;

	private final Instant began = Instant.now();

	private final Map<String, Map<String, URI>> targets = new HashMap<>();

	private WatchedPair(Path folder, Testbed testbed, HttpServer natsExporter, LabProcess ledger,
			PrometheusServer prometheus) {
		this.folder = folder;
		this.testbed = testbed;
		this.natsExporter = natsExporter;
		this.prometheus = prometheus;
		this.ledger = ledger;
	}

	/**
	 * Starts everything.
	 * @param executable Prometheus
	 * @param folder an empty folder
	 */
	static WatchedPair start(Path executable, Path folder) throws IOException {
		Path configuration = configure(folder);
		Testbed testbed = Testbed.builder()
			.brokerConfiguration("jetstream { store_dir: \"" + folder.resolve("streams") + "\" }")
			.start();
		HttpServer natsExporter = natsExporter();
		String journals = Files.createDirectory(journals(folder)).toString();
		LabProcess ledger = LabProcess.start(Files.createDirectory(folder.resolve("temporary")), "watch",
				"--server.port=0", journals);
		return new WatchedPair(folder, testbed, natsExporter, ledger,
				PrometheusServer.start(executable, configuration, folder));
	}

	PrometheusServer prometheus() {
		return this.prometheus;
	}

	Instant began() {
		return this.began;
	}

	/**
	 * Nobody listens; then a slow consumer drowns beside a fast one, and one as slow
	 * opens and closes its gate, and a durable one is asked for more than it can do. The
	 * queue group shares out at random, while another producer chooses whom it asks. Then
	 * the broker is gone for a moment; then the fast one is killed, and the durable
	 * producer, and a consumer of another group comes. Ends when Prometheus has seen all
	 * of it.
	 */
	void liveThroughEverything() throws IOException {
		watch("ledger", "ledger", this.ledger.page());
		watch("nats", "nats-exporter", URI.create("http://127.0.0.1:" + this.natsExporter.getAddress().getPort()));
		ServiceProcess producer = producer("producer", "--producer.load.rate=20", "--producer.balance=group",
				"--producer.timeout=500ms", "--producer.backoff.initial=300ms", "--producer.backoff.max=600ms");
		watch("producer", "producer", producer.address());
		awaitAbove(0, "task_backoff_pauses_total", "task_request_retries_total{reason=\"no_responders\"}",
				"task_request_seconds_count{outcome=\"no_responders\"}",
				"task_request_seconds_count{outcome=\"rejected\"}");
		ServiceProcess durable = consumer("consumer-durable", "--delivery=durable", "--consumer.work.min=100ms",
				"--consumer.work.max=200ms");
		ServiceProcess asking = producer("producer-durable", "--delivery=durable", "--producer.load.rate=20");
		ServiceProcess choosing = producer("producer-choosing", "--producer.load.rate=5", "--producer.timeout=500ms",
				"--producer.load.critical=0.2", "--producer.load.sheddable=0.2");
		ServiceProcess fast = consumer("consumer-fast", "--consumer.work.min=5ms", "--consumer.work.max=20ms");
		ServiceProcess slow = consumer("consumer-slow", "--consumer.work.min=350ms", "--consumer.work.max=450ms",
				"--consumer.overload=none");
		ServiceProcess gated = consumer("consumer-gated", "--consumer.work.min=350ms", "--consumer.work.max=450ms",
				"--consumer.max-age=500ms");
		watch("consumer", "consumer-fast", fast.address());
		watch("consumer", "consumer-slow", slow.address());
		watch("consumer", "consumer-gated", gated.address());
		watch("consumer", "consumer-durable", durable.address());
		watch("producer", "producer-durable", asking.address());
		watch("producer", "producer-choosing", choosing.address());
		awaitAbove(0, "task_replies_late_total", "task_handled_total{outcome=\"stale\"}",
				"task_handled_total{outcome=\"late\"}", "max_over_time(task_backlog_seconds[1m])",
				"task_gate_closings_total", "rate(task_request_seconds_count{outcome=\"answered\"}[10s])",
				"rate(task_request_seconds_count{outcome=\"timed_out\"}[10s])", "jvm_gc_pause_seconds_count",
				"job:task_requests_lost:ratio_rate1m", "task_stream_refused_total", "task_reply_confirm_seconds_count",
				"rate(task_request_seconds_count{delivery=\"durable\", outcome=\"answered\"}[10s])", "task_responders",
				"rate(task_chosen_total[10s])", "rate(task_adverts_total[10s])", "task_wait_limit_seconds",
				"rate(ledger_lost_total{cause=\"stale\"}[10s])");
		this.testbed.broker().kill();
		awaitAbove(0, "task_request_seconds_count{outcome=\"disconnected\"}", "count(nats_connection_up == 0)");
		this.testbed.broker().restart();
		awaitAbove(0, "min(nats_connection_up)", "min(nats_connection_reconnects_total)");
		awaitAbove(3.5, "sum(service:up:sum{job=\"consumer\"})", "sum(up{job=\"consumer\"} offset 10s)");
		fast.kill();
		forget("consumer", "consumer-fast");
		asking.kill();
		forget("producer", "producer-durable");
		ServiceProcess second = consumer("consumer-second", "--consumer.queue-group=workers-2");
		watch("consumer", "consumer-second", second.address());
		awaitAbove(0, "rate(task_handled_total{group=\"workers-2\"}[10s])");
		awaitAbove(0, "ALERTS{alertname=\"ReplicaLost\", alertstate=\"firing\", service=\"consumer-fast\"}");
	}

	@Override
	public void close() {
		this.prometheus.close();
		this.ledger.close();
		this.natsExporter.stop(0);
		this.testbed.close();
	}

	private ServiceProcess producer(String name, String... settings) {
		return this.testbed.producer(name, withJournal(name, settings));
	}

	private ServiceProcess consumer(String name, String... settings) {
		return this.testbed.consumer(name, withJournal(name, settings));
	}

	private String[] withJournal(String name, String... settings) {
		Path journal = journals(this.folder).resolve(name + ".journal");
		return Stream.concat(Stream.of(settings), Stream.of("--journal.file=" + journal)).toArray(String[]::new);
	}

	private static Path journals(Path folder) {
		return folder.resolve("journals");
	}

	private void awaitAbove(double limit, String... expressions) {
		for (String expression : expressions) {
			await().alias(expression).until(() -> this.prometheus.value(expression) > limit);
		}
	}

	static ConditionFactory await() {
		return Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(200));
	}

	private void watch(String job, String dnsName, URI address) {
		this.targets.computeIfAbsent(job, (_) -> new TreeMap<>()).put(dnsName, address);
		writeTargets(job);
	}

	private void forget(String job, String dnsName) {
		Objects.requireNonNull(this.targets.get(job)).remove(dnsName);
		writeTargets(job);
	}

	/**
	 * A file appears whole: Prometheus reads it as soon as it changes.
	 */
	private void writeTargets(String job) {
		ArrayNode groups = JsonMapper.shared().createArrayNode();
		Objects.requireNonNull(this.targets.get(job)).forEach((dnsName, address) -> {
			ObjectNode group = groups.addObject();
			group.putArray("targets").add(address.getAuthority());
			group.putObject("labels").put("__meta_dns_name", dnsName);
		});
		try {
			Path unfinished = Files.writeString(this.folder.resolve(job + ".new"), groups.toString());
			Files.move(unfinished, this.folder.resolve(job + ".json"), StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Path configure(Path folder) throws IOException {
		ObjectNode configuration = (ObjectNode) ProjectFile.yaml("prometheus/prometheus.yml");
		((ObjectNode) configuration.path("global")).put("scrape_interval", SCRAPE_INTERVAL.toSeconds() + "s")
			.put("scrape_timeout", SCRAPE_INTERVAL.toSeconds() + "s");
		ArrayNode rules = configuration.putArray("rule_files");
		ProjectFile.in("prometheus/rules", ".yml").forEach((file) -> rules.add(file.toString()));
		for (JsonNode job : configuration.path("scrape_configs")) {
			ObjectNode scraped = (ObjectNode) job;
			scraped.remove("dns_sd_configs");
			scraped.remove("static_configs");
			scraped.putArray("file_sd_configs")
				.addObject()
				.putArray("files")
				.add(folder.resolve(Dashboard.text(scraped, "job_name") + ".json").toString());
		}
		return Files.writeString(folder.resolve("prometheus.yml"), configuration.toString());
	}

	/**
	 * Repeats what the real one told once; see the resource.
	 */
	private static HttpServer natsExporter() throws IOException {
		byte[] text = text("nats-exporter.txt");
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/metrics", (exchange) -> {
			try (exchange) {
				exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4");
				exchange.sendResponseHeaders(200, text.length);
				exchange.getResponseBody().write(text);
			}
		});
		server.start();
		return server;
	}

	private static byte[] text(String resource) throws IOException {
		try (InputStream in = Objects.requireNonNull(WatchedPair.class.getResourceAsStream(resource))) {
			return in.readAllBytes();
		}
	}

	@Override
	public String toString() {
		return this.targets.entrySet()
			.stream()
			.map((job) -> job.getKey() + ": " + job.getValue())
			.collect(Collectors.joining(", "));
	}

}
