package io.nowornever.starter.door;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

import org.apache.coyote.Adapter;
import org.apache.coyote.ErrorState;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * A connection that has a request, whole or in part. Tomcat's limit is one for the gap
 * between two bytes, so a head that comes byte by byte may take hours; here it must be
 * there within that limit as a whole, and so must what is left of a body once its request
 * is answered. Of one thread at a time.
 */
final class WatchedProcessor extends Http11Processor implements ClientConnection {

	/** What a client may send on that nobody reads, as Tomcat has it. */
	private static final int MOST_LEFT = 2 * 1024 * 1024;

	private final ByteBuffer peeked = ByteBuffer.allocate(1);

	private final Adapter watched;

	private final long limitNanos;

	private long headBeganNanos;

	private boolean inHead;

	private boolean hasServed;

	WatchedProcessor(WatchedProtocol protocol) {
		super(protocol, protocol.getAdapter());
		this.watched = new Watched(protocol);
		this.limitNanos = TimeUnit.MILLISECONDS.toNanos(protocol.getConnectionTimeout());
	}

	@Override
	public Adapter getAdapter() {
		return this.watched;
	}

	@Override
	public SocketState service(SocketWrapperBase<?> socket) throws IOException {
		if (this.inHead && isOver(this.headBeganNanos)) {
			this.inHead = false;
			return SocketState.CLOSED;
		}
		this.hasServed = false;
		SocketState state = ScopedValue.where(WatchedProtocol.CURRENT, this).call(() -> super.service(socket));
		if (!this.inHead || this.hasServed) {
			this.headBeganNanos = System.nanoTime();
		}
		this.inHead = state == SocketState.LONG;
		return state;
	}

	@Override
	public boolean isGone() {
		SocketWrapperBase<?> socket = getSocketWrapper();
		try {
			int count = (socket != null) ? socket.read(false, this.peeked.clear()) : -1;
			if (count > 0) {
				socket.unRead(this.peeked.flip());
			}
			return count < 0;
		}
		catch (IOException ex) {
			return true;
		}
	}

	private boolean isOver(long beganNanos) {
		return System.nanoTime() - beganNanos > this.limitNanos;
	}

	/**
	 * A client that is cut off while it still sends may never see its answer, so it is
	 * listened to for a while.
	 */
	private void readRest(Request answered) {
		if (getErrorState().isError() || answered.hasExpectation()) {
			return;
		}
		long beganNanos = System.nanoTime();
		Rest rest = new Rest();
		try {
			long left = 0;
			for (int count = 0; count >= 0 && !isRequestBodyFullyRead(); count = answered.doRead(rest)) {
				left += count;
				if (left > MOST_LEFT || isOver(beganNanos)) {
					setErrorState(ErrorState.CLOSE_CLEAN, null);
					return;
				}
			}
		}
		catch (IOException ex) {
			setErrorState(ErrorState.CLOSE_CONNECTION_NOW, null);
		}
	}

	/**
	 * What stands between the connection and the application.
	 */
	private final class Watched implements Adapter {

		private final WatchedProtocol protocol;

		Watched(WatchedProtocol protocol) {
			this.protocol = protocol;
		}

		@Override
		public void service(Request request, Response response) throws Exception {
			WatchedProcessor.this.hasServed = true;
			this.protocol.headers().forEach(response::setHeader);
			this.protocol.getAdapter().service(request, response);
			readRest(request);
		}

		@Override
		public boolean prepare(Request request, Response response) throws Exception {
			return this.protocol.getAdapter().prepare(request, response);
		}

		@Override
		public boolean asyncDispatch(Request request, Response response, SocketEvent status) throws Exception {
			return this.protocol.getAdapter().asyncDispatch(request, response, status);
		}

		@Override
		public void log(Request request, Response response, long time) {
			this.protocol.getAdapter().log(request, response, time);
		}

		@Override
		public void checkRecycled(Request request, Response response) {
			this.protocol.getAdapter().checkRecycled(request, response);
		}

		@Override
		public String getDomain() {
			return this.protocol.getAdapter().getDomain();
		}

	}

	/**
	 * Where a body goes that nobody wants.
	 */
	private static final class Rest implements ApplicationBufferHandler {

		private @Nullable ByteBuffer buffer;

		@Override
		public void setByteBuffer(ByteBuffer buffer) {
			this.buffer = buffer;
		}

		@Override
		public @Nullable ByteBuffer getByteBuffer() {
			return this.buffer;
		}

		@Override
		public void expand(int size) {
			// It is Tomcat's own buffer.
		}

	}

}
