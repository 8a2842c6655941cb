package io.nowornever.testbed.broker;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import io.nowornever.testbed.TestbedException;

/**
 * A client that writes to the broker's socket exactly the bytes that it is given, so also
 * what no client library would send. For bad input.
 *
 * <p>
 * For one thread. Failures of the socket are {@link TestbedException}s.
 */
public final class RawClient implements AutoCloseable {

	private static final int READ_LIMIT_MILLIS = 30_000;

	private static final String CONNECT = "CONNECT {\"verbose\":false,\"pedantic\":false,\"headers\":true,"
			+ "\"no_responders\":true,\"lang\":\"raw\",\"version\":\"0\",\"protocol\":1}\r\n";

	private final Socket socket;

	private RawClient(Socket socket) {
		this.socket = socket;
	}

	/**
	 * Connects.
	 * @param url the broker's address, as {@link Broker#url()} gives it
	 * @return a client that the broker has let in
	 */
	public static RawClient connect(String url) {
		URI address = URI.create(url);
		try {
			Socket socket = new Socket(address.getHost(), address.getPort());
			socket.setSoTimeout(READ_LIMIT_MILLIS);
			RawClient client = new RawClient(socket);
			client.write(CONNECT);
			client.sync();
			return client;
		}
		catch (IOException ex) {
			throw new TestbedException("No raw connection to " + url, ex);
		}
	}

	/**
	 * Publishes a message with a header block as it stands, well-formed or not.
	 * @param subject the subject
	 * @param replyTo the reply subject, or empty for none
	 * @param headerBlock the whole block with its version line and its ends of line
	 * @param body the body
	 */
	public void publish(String subject, String replyTo, String headerBlock, byte[] body) {
		int headerLength = headerBlock.getBytes(StandardCharsets.UTF_8).length;
		String reply = replyTo.isEmpty() ? "" : replyTo + " ";
		write("HPUB " + subject + " " + reply + headerLength + " " + (headerLength + body.length) + "\r\n"
				+ headerBlock);
		write(body);
		write("\r\n");
		sync();
	}

	/**
	 * Writes a text as it stands.
	 * @param text the text
	 */
	public void write(String text) {
		write(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Waits until the broker has taken all that was written: asks it for a PONG and reads
	 * up to that.
	 */
	public void sync() {
		write("PING\r\n");
		try {
			InputStream in = this.socket.getInputStream();
			StringBuilder read = new StringBuilder();
			while (read.indexOf("PONG\r\n") < 0) {
				int next = in.read();
				if (next < 0) {
					throw new TestbedException("The broker hung up after: " + read);
				}
				read.append((char) next);
			}
		}
		catch (IOException ex) {
			throw new TestbedException("The broker did not answer a PING", ex);
		}
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			throw new TestbedException("The raw connection could not be closed", ex);
		}
	}

	private void write(byte[] bytes) {
		try {
			this.socket.getOutputStream().write(bytes);
		}
		catch (IOException ex) {
			throw new TestbedException("The broker took no more bytes", ex);
		}
	}

}
