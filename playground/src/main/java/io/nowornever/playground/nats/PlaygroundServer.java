package io.nowornever.playground.nats;

import java.io.IOException;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.nats.client.AuthenticationException;
import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.support.NatsUri;
import io.nowornever.testbed.broker.Broker;
import io.nowornever.testbed.command.UserInfo;
import org.jspecify.annotations.Nullable;

/**
 * A nats-server to talk to: one that was given and is left as it is, or one of its own,
 * with JetStream and a temporary store, that ends when this is closed and not before: not
 * by a Ctrl-C in the terminal.
 * <p>
 * Every method may be called from any thread.
 */
public final class PlaygroundServer implements AutoCloseable {

	private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

	private static final int HIGHEST_PORT = 65_535;

	private final String servers;

	private final @Nullable Broker broker;

	/**
	 * Whoever connects shares it; whoever starts the server has it alone.
	 */
	private final ReadWriteLock lifecycle = new ReentrantReadWriteLock();

	private volatile @Nullable ServerOrigin origin;

	private PlaygroundServer(String servers, @Nullable Broker broker) {
		this.servers = servers;
		this.broker = broker;
		this.origin = (broker != null) ? ServerOrigin.CREATED : null;
	}

	/**
	 * Names a server that others run. Does not connect yet.
	 * @param servers its address, or those of a cluster separated by commas, each
	 * {@code nats://HOST:PORT}, with {@code user:password@} before the host if needed
	 * @return the server
	 * @throws IllegalArgumentException if that is no address, telling what is allowed
	 */
	public static PlaygroundServer given(String servers) {
		addresses(servers);
		return new PlaygroundServer(servers, null);
	}

	/**
	 * Starts a server on a free port of 127.0.0.1.
	 * @return the server, once it answers
	 * @throws io.nowornever.testbed.TestbedException if that is not possible
	 */
	public static PlaygroundServer own() {
		return own(Broker.builder().jetStream().start());
	}

	static PlaygroundServer own(Broker broker) {
		return new PlaygroundServer(broker.url(), broker);
	}

	/**
	 * Connects; waits for a restart under way. A connection that breaks is not made anew
	 * unless the settings say so; the caller closes it.
	 * @param settings add what the caller wants beyond the addresses, such as a name
	 * @return the connection, established
	 * @throws ServerUnavailableException if nobody answers or the user is not let in
	 * @throws InterruptedException if the thread is interrupted meanwhile
	 */
	public Connection connect(Consumer<Options.Builder> settings) throws InterruptedException {
		Options.Builder options = Options.builder()
			.server(this.servers)
			.connectionTimeout(CONNECT_LIMIT)
			.noReconnect()
			.errorListener(new ErrorListener() {
			});
		settings.accept(options);
		this.lifecycle.readLock().lockInterruptibly();
		try {
			Connection connection = Nats.connect(options.build());
			if (this.broker == null) {
				this.origin = ServerOrigin.ALREADY_RUNNING;
			}
			return connection;
		}
		catch (AuthenticationException ex) {
			throw new ServerUnavailableException("The nats-server at " + address()
					+ " does not let this user in. Name one that it knows, as in nats://USER:PASSWORD@HOST:PORT",
					masked(ex));
		}
		catch (IOException ex) {
			throw new ServerUnavailableException("No nats-server answers at " + address()
					+ ". Start one there, name another with --nats.servers=nats://HOST:PORT,"
					+ " or leave that option out to have one started", masked(ex));
		}
		finally {
			this.lifecycle.readLock().unlock();
		}
	}

	/**
	 * Closes a connection, also when this thread was interrupted: its interruption is
	 * kept.
	 * @param connection the connection
	 */
	public static void disconnect(Connection connection) {
		boolean interrupted = Thread.interrupted();
		try {
			connection.close();
		}
		catch (InterruptedException ex) {
			interrupted = true;
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	/**
	 * Where the server is, to be shown: without user and password.
	 * @return {@code nats://HOST:PORT}, or {@code nats://***@HOST:PORT} if the address
	 * says who is to be let in; several separated by commas
	 */
	public String address() {
		return addresses(this.servers).stream().map(PlaygroundServer::shown).collect(Collectors.joining(","));
	}

	/**
	 * Whether the server was started for this and ends with it.
	 * @return {@code false} for a given one
	 */
	public boolean isOwn() {
		return this.broker != null;
	}

	/**
	 * How the server came to run.
	 * @return how, or null as long as nobody has connected to a given one
	 */
	public @Nullable ServerOrigin origin() {
		return this.origin;
	}

	/**
	 * The server as people are told of it.
	 * @return its address, and how it came to run as far as that is known
	 */
	@Override
	public String toString() {
		ServerOrigin known = this.origin;
		return "nats-server at " + address() + ((known != null) ? " (" + known + ")" : "");
	}

	/**
	 * Sees to it that a server of its own runs: starts it again, on the same port, if it
	 * has ended. Does nothing if it runs, and leaves a given one alone.
	 * @throws io.nowornever.testbed.TestbedException if that is not possible
	 */
	public void ensureRunning() {
		if (this.broker != null) {
			this.lifecycle.writeLock().lock();
			try {
				if (!this.broker.isRunning()) {
					start(this.broker);
				}
			}
			finally {
				this.lifecycle.writeLock().unlock();
			}
		}
	}

	/**
	 * Stops a server of its own in good order and starts it again, on the same port and
	 * with what it has in files. All connections to it break.
	 * @throws io.nowornever.testbed.TestbedException if that is not possible
	 * @throws IllegalStateException if it is a given one
	 */
	public void restart() {
		if (this.broker == null) {
			throw new IllegalStateException("The nats-server at " + address() + " is not ours to be restarted");
		}
		this.lifecycle.writeLock().lock();
		try {
			start(this.broker);
		}
		finally {
			this.lifecycle.writeLock().unlock();
		}
	}

	private void start(Broker ended) {
		ended.restart();
		this.origin = ServerOrigin.STARTED;
	}

	/**
	 * Ends a server of its own with all that it stored; leaves a given one alone. Further
	 * calls do nothing.
	 */
	@Override
	public void close() {
		if (this.broker != null) {
			this.broker.close();
		}
	}

	private static List<NatsUri> addresses(String servers) {
		List<NatsUri> addresses = new ArrayList<>();
		for (String address : servers.split(",", -1)) {
			try {
				NatsUri uri = new NatsUri(address);
				if (uri.getPort() > HIGHEST_PORT) {
					throw notAllowed(address, servers);
				}
				addresses.add(uri);
			}
			catch (URISyntaxException ex) {
				// Not as the cause: it repeats the address, with the password.
				throw notAllowed(address, servers);
			}
		}
		return addresses;
	}

	private static String shown(NatsUri uri) {
		String userInfo = (uri.getUserInfo() != null) ? UserInfo.MASK + "@" : "";
		return uri.getScheme() + "://" + userInfo + uri.getHost() + ":" + uri.getPort();
	}

	/**
	 * An address without user and password may be a part of one whose password has a
	 * comma.
	 */
	private static IllegalArgumentException notAllowed(String address, String servers) {
		boolean suspect = !address.contains("@") && servers.contains("@");
		String shown = UserInfo.masked(suspect ? servers : address);
		return new IllegalArgumentException("'" + shown + "' is no address of NATS: allowed is"
				+ " nats://HOST:PORT, with USER:PASSWORD@ before HOST if needed, a PORT of 1 to " + HIGHEST_PORT
				+ ", and several separated by commas");
	}

	/**
	 * The client library names the servers that it has tried, with their passwords.
	 */
	private static IOException masked(IOException problem) {
		IOException masked = new IOException(UserInfo.masked(problem.toString()));
		masked.setStackTrace(problem.getStackTrace());
		return masked;
	}

}
