package io.nowornever.testbed.network;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * One connection through a link: two sockets, and a pipe each way. Each blocking step has
 * a virtual thread of its own.
 */
final class LinkConnection {

	private final Socket party;

	private final Socket broker = new Socket();

	private final InetSocketAddress address;

	private final Pipe toBroker;

	private final Pipe fromBroker;

	private final Consumer<LinkConnection> onEnd;

	private final AtomicInteger openWays = new AtomicInteger(2);

	/**
	 * Creates it.
	 * @param party the socket that was accepted
	 * @param address where the broker listens
	 * @param toBroker for what the party sends
	 * @param fromBroker for what the broker sends
	 * @param onEnd is told when it has ended, once or more often
	 */
	LinkConnection(Socket party, InetSocketAddress address, Pipe toBroker, Pipe fromBroker,
			Consumer<LinkConnection> onEnd) {
		this.party = party;
		this.address = address;
		this.toBroker = toBroker;
		this.fromBroker = fromBroker;
		this.onEnd = onEnd;
	}

	void begin() {
		inBackground(() -> this.toBroker.fillFrom(this.party));
		inBackground(this::open);
	}

	/**
	 * Looks at the link's conditions again.
	 */
	void conditionsChanged() {
		pipes().forEach(Pipe::conditionsChanged);
	}

	/**
	 * Ends both sides at once with a reset (RST); what is on its way is lost.
	 */
	void reset() {
		closeByReset(this.party);
		closeByReset(this.broker);
		end();
	}

	private void open() {
		if (!(this.toBroker.awaitOpening() && connect())) {
			reset();
			return;
		}
		inBackground(() -> this.fromBroker.fillFrom(this.broker));
		inBackground(() -> drain(this.fromBroker, this.party, this.toBroker));
		drain(this.toBroker, this.broker, this.fromBroker);
	}

	private boolean connect() {
		try {
			LinkProxy.prepare(this.party);
			LinkProxy.prepare(this.broker);
			this.broker.connect(this.address);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private void drain(Pipe pipe, Socket to, Pipe back) {
		try {
			if (!pipe.drainTo(to)) {
				reset();
				return;
			}
		}
		catch (IOException ex) {
			receiverIsGone(pipe, back);
			return;
		}
		if (this.openWays.decrementAndGet() == 0) {
			close(this.party);
			close(this.broker);
			end();
		}
		else if (pipe.awaitReset()) {
			reset();
		}
	}

	/**
	 * Its sender learns that by the other way, when that lets it through.
	 */
	private void receiverIsGone(Pipe pipe, Pipe back) {
		pipe.discard();
		if (back.isDiscarding()) {
			reset();
		}
		else {
			back.reset();
		}
	}

	private void end() {
		pipes().forEach(Pipe::stop);
		this.onEnd.accept(this);
	}

	private List<Pipe> pipes() {
		return List.of(this.toBroker, this.fromBroker);
	}

	private static void inBackground(Runnable step) {
		Thread.ofVirtual().name("link").start(step);
	}

	private static void closeByReset(Socket socket) {
		try {
			socket.setSoLinger(true, 0);
		}
		catch (IOException ex) {
			// closed already
		}
		close(socket);
	}

	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			// it is gone all the same
		}
	}

}
