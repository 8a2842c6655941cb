package io.nowornever.benchmark.stale;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A connection to the broker without a client library, which would cost more than what is
 * measured. It answers no pings, so the broker must not send any.
 */
final class WireClient implements AutoCloseable {

	private static final String CONNECT = "CONNECT {\"verbose\":false,\"pedantic\":false,\"headers\":true,"
			+ "\"lang\":\"wire\",\"version\":\"0\",\"protocol\":1}\r\n";

	private static final int BUFFER = 1 << 18;

	private final Socket socket;

	private final InputStream in;

	private final OutputStream out;

	private WireClient(Socket socket) throws IOException {
		this.socket = socket;
		this.in = socket.getInputStream();
		this.out = socket.getOutputStream();
	}

	static WireClient connect(String brokerUrl) throws IOException {
		URI address = URI.create(brokerUrl);
		WireClient client = new WireClient(new Socket(address.getHost(), address.getPort()));
		client.write(CONNECT.getBytes(StandardCharsets.US_ASCII));
		client.sync();
		return client;
	}

	void subscribe(String subject, String queueGroup, String id) throws IOException {
		write(("SUB " + subject + " " + queueGroup + " " + id + "\r\n").getBytes(StandardCharsets.US_ASCII));
		sync();
	}

	void write(byte[] frames) throws IOException {
		this.out.write(frames);
	}

	/**
	 * Reads whatever comes.
	 * @param buffer for it
	 * @return how many bytes came, or -1 at the end
	 */
	int read(byte[] buffer) throws IOException {
		return this.in.read(buffer);
	}

	static byte[] buffer() {
		return new byte[BUFFER];
	}

	/**
	 * Waits until the broker has seen everything written so far. Only before messages
	 * come, since it reads them away.
	 */
	private void sync() throws IOException {
		write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
		StringBuilder seen = new StringBuilder();
		byte[] buffer = buffer();
		while (seen.indexOf("PONG\r\n") < 0) {
			int count = read(buffer);
			if (count < 0 || seen.indexOf("-ERR") >= 0) {
				throw new IOException("The broker does not let the wire client in: " + seen);
			}
			seen.append(new String(buffer, 0, count, StandardCharsets.US_ASCII));
		}
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
