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

import io.nowornever.testbed.TestbedException;
import io.nowornever.testbed.network.Cut;
import io.nowornever.testbed.network.LinkConditions;
import io.nowornever.testbed.network.LinkProxy;
import io.nowornever.testbed.process.FreePort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brokers that pass messages on to each other until they are cut off from each other:
 * three that are one cluster, whose third can be cut off from the other two, or two
 * regions joined by gateways, of one broker each. What goes where the cut is goes through
 * proxies: they find each other there, and tell each other no other addresses.
 * <p>
 * Every method may be called from any thread. Problems are {@link TestbedException}s.
 */
public final class BrokerCluster implements AutoCloseable {

	private static final Duration JOIN_LIMIT = Duration.ofSeconds(60);

	private static final Duration REQUEST_LIMIT = Duration.ofSeconds(2);

	private static final long POLL_MILLIS = 50;

	private static final JsonMapper JSON = new JsonMapper();

	private final Joint joint;

	private final LinkConditions usual;

	private final HttpClient http = HttpClient.newHttpClient();

	/** For each broker, the way to it from whoever is cut off from it. */
	private final List<LinkProxy> fronts = new ArrayList<>();

	private final List<Broker> brokers = new ArrayList<>();

	private BrokerCluster(Joint joint, LinkConditions usual) {
		this.joint = joint;
		this.usual = usual;
	}

	/**
	 * Starts three on free ports, without JetStream.
	 * @param configuration further settings of each, in the syntax of nats-server
	 * @return the cluster, once each has routes to both others
	 */
	public static BrokerCluster start(String configuration) {
		return start(Joint.ROUTES, LinkConditions.GOOD, configuration);
	}

	/**
	 * Starts two regions on free ports, without JetStream.
	 * @param delay how long bytes are on their way from one region to the other
	 * @param configuration further settings of each broker, in the syntax of nats-server
	 * @return the two, once each has a gateway to the other
	 */
	public static BrokerCluster startRegions(Duration delay, String configuration) {
		return start(Joint.GATEWAYS, LinkConditions.GOOD.withDelay(delay, Duration.ZERO), configuration);
	}

	private static BrokerCluster start(Joint joint, LinkConditions usual, String configuration) {
		BrokerCluster cluster = new BrokerCluster(joint, usual);
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
	 * @param number from 1
	 * @return the broker
	 */
	public Broker broker(int number) {
		if (number < 1 || number > this.joint.size()) {
			throw new TestbedException("There is no broker " + number + ": the cluster has 1 to " + this.joint.size());
		}
		return this.brokers.get(number - 1);
	}

	/**
	 * Cuts the third off from the other two, or the regions from each other, both ways.
	 * Connections stay open and are silent.
	 */
	public void split() {
		this.fronts.forEach((front) -> front.change(this.usual.withCut(Cut.BOTH)));
	}

	/**
	 * Mends the cut. Does not wait until they have found each other again.
	 */
	public void mend() {
		this.fronts.forEach((front) -> front.change(this.usual));
	}

	/**
	 * Waits until each has found all others, at most 60 s.
	 */
	public void awaitJoined() {
		long beganNanos = System.nanoTime();
		while (!this.brokers.stream().allMatch((broker) -> this.joint.isMade(told(broker)))) {
			if (System.nanoTime() - beganNanos > JOIN_LIMIT.toNanos()) {
				throw new TestbedException("The brokers found no way to each other within " + JOIN_LIMIT.toSeconds()
						+ " s: " + this.brokers);
			}
			try {
				TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
			}
			catch (InterruptedException ex) {
				throw interrupted("brokers joined", ex);
			}
		}
	}

	/**
	 * How many messages have come from one region to the other since they found each
	 * other, both ways together.
	 * @return how many, 0 of a cluster, which is one region
	 */
	public long crossed() {
		return this.brokers.stream().map(this::told).mapToLong(Joint::fromOtherRegions).sum();
	}

	/**
	 * Stops all. Further calls do nothing.
	 */
	@Override
	public void close() {
		this.fronts.forEach(LinkProxy::close);
		this.brokers.forEach(Broker::close);
		this.http.shutdownNow();
	}

	private void launch(String configuration) {
		List<Integer> ports = new ArrayList<>();
		for (int i = 0; i < this.joint.size(); i++) {
			ports.add(FreePort.otherThan(ports.isEmpty() ? 0 : ports.getLast()));
			this.fronts.add(LinkProxy.to(ports.getLast(), i));
		}
		mend();
		List<Integer> front = this.fronts.stream().map(LinkProxy::port).toList();
		for (int i = 0; i < this.joint.size(); i++) {
			this.brokers.add(Broker.builder()
				.configuration(configuration)
				.configuration(this.joint.section(i, ports, front))
				.start());
		}
	}

	/**
	 * What a broker tells of the others, or nothing if it does not answer.
	 */
	private JsonNode told(Broker broker) {
		try {
			HttpRequest request = HttpRequest.newBuilder(URI.create(broker.monitoringUrl() + this.joint.page()))
				.timeout(REQUEST_LIMIT)
				.build();
			return JSON.readTree(this.http.send(request, HttpResponse.BodyHandlers.ofString()).body());
		}
		catch (IOException ex) {
			return JSON.createObjectNode();
		}
		catch (InterruptedException ex) {
			throw interrupted(broker + " was asked for the others", ex);
		}
	}

	private static TestbedException interrupted(String meanwhile, InterruptedException cause) {
		Thread.currentThread().interrupt();
		return new TestbedException("Interrupted while " + meanwhile, cause);
	}

}
