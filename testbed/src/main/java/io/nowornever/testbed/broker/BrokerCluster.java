package io.nowornever.testbed.broker;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.nowornever.testbed.TestbedException;
import io.nowornever.testbed.network.Cut;
import io.nowornever.testbed.network.LinkConditions;
import io.nowornever.testbed.network.LinkProxy;
import io.nowornever.testbed.process.FreePort;

/**
 * Three brokers that are one cluster, the third of which can be cut off from the other
 * two. All that the third and the others have to do with each other goes through proxies:
 * it finds them there, and they tell each other no other addresses.
 * <p>
 * Every method may be called from any thread. Problems are {@link TestbedException}s.
 */
public final class BrokerCluster implements AutoCloseable {

	private static final int SIZE = 3;

	private static final Duration JOIN_LIMIT = Duration.ofSeconds(60);

	private static final Duration REQUEST_LIMIT = Duration.ofSeconds(2);

	private static final long POLL_MILLIS = 50;

	private static final Pattern ROUTES = Pattern.compile("\"num_routes\":\\s*(\\d+)");

	/** For each broker, the way to it from whoever is cut off from it. */
	private final List<LinkProxy> fronts = new ArrayList<>();

	private final List<Broker> brokers = new ArrayList<>();

	private BrokerCluster() {
	}

	/**
	 * Starts the three on free ports, without JetStream.
	 * @param configuration further settings of each, in the syntax of nats-server
	 * @return the cluster, once each has routes to both others
	 */
	public static BrokerCluster start(String configuration) {
		BrokerCluster cluster = new BrokerCluster();
		boolean started = false;
		try {
			cluster.launch(configuration);
			cluster.awaitJoined();
			started = true;
			return cluster;
		}
		finally {
			if (!started) {
				cluster.close();
			}
		}
	}

	/**
	 * One of them.
	 * @param number 1 to 3
	 * @return the broker
	 */
	public Broker broker(int number) {
		if (number < 1 || number > SIZE) {
			throw new TestbedException("There is no broker " + number + ": the cluster has 1 to " + SIZE);
		}
		return this.brokers.get(number - 1);
	}

	/**
	 * Cuts the third off from the other two, both ways. Connections stay open and are
	 * silent.
	 */
	public void split() {
		this.fronts.forEach((front) -> front.change(LinkConditions.GOOD.withCut(Cut.BOTH)));
	}

	/**
	 * Mends the cut. Does not wait until they have found each other again.
	 */
	public void mend() {
		this.fronts.forEach((front) -> front.change(LinkConditions.GOOD));
	}

	/**
	 * Waits until each has routes to both others, at most 60 s.
	 */
	public void awaitJoined() {
		long beganNanos = System.nanoTime();
		try (HttpClient http = HttpClient.newHttpClient()) {
			while (!this.brokers.stream().allMatch((broker) -> routes(http, broker) >= SIZE - 1)) {
				if (System.nanoTime() - beganNanos > JOIN_LIMIT.toNanos()) {
					throw new TestbedException("The brokers found no way to each other within " + JOIN_LIMIT.toSeconds()
							+ " s: " + this.brokers);
				}
				TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new TestbedException("Interrupted while brokers joined", ex);
		}
	}

	/**
	 * Stops all three. Further calls do nothing.
	 */
	@Override
	public void close() {
		this.fronts.forEach(LinkProxy::close);
		this.brokers.forEach(Broker::close);
	}

	private void launch(String configuration) {
		List<Integer> ports = new ArrayList<>();
		for (int i = 0; i < SIZE; i++) {
			ports.add(FreePort.otherThan(ports.isEmpty() ? 0 : ports.getLast()));
			this.fronts.add(LinkProxy.to(ports.getLast(), i));
		}
		List<Integer> front = this.fronts.stream().map(LinkProxy::port).toList();
		List<List<Integer>> ways = List.of(List.of(ports.get(1)), List.of(ports.get(0)),
				List.of(front.get(0), front.get(1)));
		for (int i = 0; i < SIZE; i++) {
			this.brokers.add(Broker.builder()
				.configuration(configuration)
				.configuration(section(ports.get(i), front.get(i), ways.get(i)))
				.start());
		}
	}

	/**
	 * One route a pair, so that they can be counted.
	 */
	private static String section(int port, int front, List<Integer> ways) {
		String routes = ways.stream()
			.map((way) -> "\"nats-route://127.0.0.1:" + way + '"')
			.collect(Collectors.joining(", "));
		return Stream
			.of("cluster {", "  name: testbed", "  listen: \"127.0.0.1:" + port + '"',
					"  advertise: \"127.0.0.1:" + front + '"', "  no_advertise: true", "  pool_size: -1",
					"  routes: [" + routes + ']', "}")
			.collect(Collectors.joining("\n"));
	}

	private static int routes(HttpClient http, Broker broker) {
		try {
			HttpRequest request = HttpRequest.newBuilder(URI.create(broker.monitoringUrl() + "/routez"))
				.timeout(REQUEST_LIMIT)
				.build();
			Matcher found = ROUTES.matcher(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
			return found.find() ? Integer.parseInt(found.group(1)) : 0;
		}
		catch (IOException ex) {
			return 0;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new TestbedException("Interrupted while " + broker + " was asked for its routes", ex);
		}
	}

}
