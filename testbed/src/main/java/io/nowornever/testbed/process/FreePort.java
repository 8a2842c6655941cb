package io.nowornever.testbed.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

import io.nowornever.testbed.TestbedException;

/**
 * Finds a port nobody listens on. It lies below the ranges from which operating systems
 * take the source ports of outgoing connections, so that the port stays free while the
 * server is down: a client that keeps reconnecting could otherwise be given that very
 * port.
 */
public final class FreePort {

	private static final int LOWEST = 15_000;

	private static final int LIMIT = 32_000;

	private static final int TRIES = 200;

	private FreePort() {
	}

	/**
	 * Chooses at random.
	 * @param taken a port not to choose, or 0
	 * @return a port that could be bound a moment ago
	 */
	public static int otherThan(int taken) {
		for (int tries = 0; tries < TRIES; tries++) {
			int port = ThreadLocalRandom.current().nextInt(LOWEST, LIMIT);
			if (port != taken && canBind(port)) {
				return port;
			}
		}
		throw new TestbedException("No free port from " + LOWEST + " to " + (LIMIT - 1) + " in " + TRIES + " tries");
	}

	private static boolean canBind(int port) {
		try (ServerSocket socket = new ServerSocket()) {
			socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
