package io.nowornever.starter.door;

import java.io.IOException;
import java.nio.ByteBuffer;

import org.apache.coyote.Processor;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Tomcat's HTTP/1.1 with a view of the client for the thread that serves a request. Made
 * by Tomcat, by name.
 */
public final class WatchedProtocol extends Http11NioProtocol {

	static final ScopedValue<ClientConnection> CURRENT = ScopedValue.newInstance();

	/**
	 * Creates the protocol.
	 */
	public WatchedProtocol() {
	}

	@Override
	protected Processor createProcessor() {
		return new WatchedProcessor(this);
	}

	private static final class WatchedProcessor extends Http11Processor implements ClientConnection {

		private final ByteBuffer peeked = ByteBuffer.allocate(1);

		WatchedProcessor(AbstractHttp11Protocol<?> protocol) {
			super(protocol, protocol.getAdapter());
		}

		@Override
		public SocketState service(SocketWrapperBase<?> socket) throws IOException {
			return ScopedValue.where(CURRENT, this).call(() -> super.service(socket));
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

	}

}
