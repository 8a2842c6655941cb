package io.nowornever.testbed.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

import io.nowornever.testbed.TestbedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The network between one party and its broker, both on this machine: a TCP proxy on
 * 127.0.0.1 that can delay, slow down, cut and reset the party's connections.
 * <p>
 * It listens from the beginning to {@link #close()} on one port, whether the broker is
 * there or not. What connects while the broker is away is reset at once. Under a cut,
 * connections stay open and hold what is sent, up to some hundred kilobytes, after which
 * the sender stands still; a new connection is accepted, since a process cannot prevent
 * that, but stays silent and does not reach the broker. A request to connect is on its
 * way for one delay, as other bytes are.
 * <p>
 * Every method may be called from any thread.
 */
public final class LinkProxy implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(LinkProxy.class);

	private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

	private static final int BACKLOG = 128;

	/**
	 * Fixed, or the operating system would keep megabytes for a receiver that stands
	 * still.
	 */
	private static final int SOCKET_BUFFER_BYTES = 128 * 1024;

	private static final long ACCEPT_PAUSE_NANOS = 100_000_000;

	private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

	private final InetSocketAddress broker;

	private final ServerSocket listener;

	private final SplittableRandom random;

	private final Bandwidth toBroker = new Bandwidth();

	private final Bandwidth fromBroker = new Bandwidth();

	private final Set<LinkConnection> connections = ConcurrentHashMap.newKeySet();

	private final Thread acceptor;

	private volatile LinkConditions conditions = LinkConditions.GOOD;

	private volatile boolean closed;

	private LinkProxy(int brokerPort, ServerSocket listener, long seed) {
		this.broker = new InetSocketAddress(LOOPBACK, brokerPort);
		this.listener = listener;
		this.random = new SplittableRandom(seed);
		this.acceptor = Thread.ofPlatform().daemon().name("link-" + listener.getLocalPort()).unstarted(this::acceptAll);
	}

	/**
	 * Starts one, in good condition.
	 * @param brokerPort where the broker listens on 127.0.0.1, or will
	 * @param seed decides what chance makes of the jitter
	 * @return the proxy, which listens
	 * @throws TestbedException if it cannot listen
	 */
	public static LinkProxy to(int brokerPort, long seed) {
		try {
			ServerSocket listener = new ServerSocket();
			listener.setReceiveBufferSize(SOCKET_BUFFER_BYTES);
			listener.bind(new InetSocketAddress(LOOPBACK, 0), BACKLOG);
			LinkProxy proxy = new LinkProxy(brokerPort, listener, seed);
			proxy.acceptor.start();
			return proxy;
		}
		catch (IOException ex) {
			throw new TestbedException("No link to the broker at port " + brokerPort + ": " + ex, ex);
		}
	}

	/**
	 * The port that the party connects to, always the same.
	 * @return the port, on 127.0.0.1
	 */
	public int port() {
		return this.listener.getLocalPort();
	}

	/**
	 * The address that the party connects to, always the same.
	 * @return {@code nats://127.0.0.1:PORT}
	 */
	public String url() {
		return "nats://" + LOOPBACK.getHostAddress() + ":" + port();
	}

	/**
	 * What the link is like.
	 * @return what was set last, or {@link LinkConditions#GOOD}
	 */
	public LinkConditions conditions() {
		return this.conditions;
	}

	/**
	 * Makes the link another one at once, also for what is on its way.
	 * @param another what it is like from now on
	 */
	public void change(LinkConditions another) {
		this.conditions = another;
		this.connections.forEach(LinkConnection::conditionsChanged);
	}

	/**
	 * Resets all connections at once (RST to both sides), whatever the conditions; what
	 * is on its way is lost. The next ones are accepted.
	 */
	public void reset() {
		this.connections.forEach(LinkConnection::reset);
	}

	/**
	 * How many connections there are, those included that have not reached the broker.
	 * @return how many
	 */
	public int connections() {
		return this.connections.size();
	}

	/**
	 * Ends all connections, and listens no more. Further calls do nothing.
	 */
	@Override
	public void close() {
		this.closed = true;
		try {
			this.listener.close();
		}
		catch (IOException ex) {
			logger.debug("The link at port {} did not close well", port(), ex);
		}
		awaitPortFree();
		reset();
	}

	@Override
	public String toString() {
		return "LinkProxy[" + port() + " to " + this.broker.getPort() + ", " + this.conditions + "]";
	}

	/**
	 * Makes a socket hand on at once what it is given, and keep little of it.
	 */
	static void prepare(Socket socket) throws IOException {
		socket.setTcpNoDelay(true);
		socket.setReceiveBufferSize(SOCKET_BUFFER_BYTES);
		socket.setSendBufferSize(SOCKET_BUFFER_BYTES);
	}

	/**
	 * A closed socket goes on listening until the thread that accepts there has noticed.
	 */
	private void awaitPortFree() {
		try {
			this.acceptor.join(CLOSE_LIMIT);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void acceptAll() {
		while (!this.closed) {
			try {
				begin(this.listener.accept());
			}
			catch (IOException ex) {
				if (!this.closed) {
					logger.warn("The link at port {} could not accept a connection: {}", port(), ex.toString());
					LockSupport.parkNanos(ACCEPT_PAUSE_NANOS);
				}
			}
		}
	}

	private void begin(Socket party) {
		LinkConnection connection = new LinkConnection(party, this.broker, pipe(Way.TO_BROKER, this.toBroker),
				pipe(Way.FROM_BROKER, this.fromBroker), this.connections::remove);
		this.connections.add(connection);
		connection.begin();
		if (this.closed) {
			connection.reset();
		}
	}

	private Pipe pipe(Way way, Bandwidth bandwidth) {
		return new Pipe(way, this::conditions, bandwidth, this.random.split());
	}

}
