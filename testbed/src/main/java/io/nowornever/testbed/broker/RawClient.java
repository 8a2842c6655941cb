package io.nowornever.testbed.broker;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.nowornever.testbed.TestbedException;

/**
 * A client that writes to the broker's socket exactly the bytes that it is given, so also
 * what no client library would send. For bad input. What the broker asks in between is
 * answered by a thread of its own, so a client that has nothing to send stays.
 *
 * <p>
 * For one thread. Failures of the socket are {@link TestbedException}s.
 */
public final class RawClient implements AutoCloseable {

	private static final int PONG_LIMIT_SECONDS = 30;

	private static final String PONG = "PONG";

	private static final String END = "the end of the connection";

	private static final String CONNECT = "CONNECT {\"verbose\":false,\"pedantic\":false,\"headers\":true,"
			+ "\"no_responders\":true,\"lang\":\"raw\",\"version\":\"0\",\"protocol\":1}\r\n";

	private final Socket socket;

	/** What the broker says, but for its questions whether somebody is there. */
	private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

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
			RawClient client = new RawClient(new Socket(address.getHost(), address.getPort()));
			client.write(CONNECT);
			Thread.ofPlatform().daemon().name("raw-client").start(client::read);
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
		int headerLength = utf8(headerBlock).length;
		String reply = replyTo.isEmpty() ? "" : replyTo + " ";
		ByteArrayOutputStream message = new ByteArrayOutputStream();
		message.writeBytes(utf8("HPUB " + subject + " " + reply + headerLength + " " + (headerLength + body.length)
				+ "\r\n" + headerBlock));
		message.writeBytes(body);
		message.writeBytes(utf8("\r\n"));
		write(message.toByteArray());
		sync();
	}

	/**
	 * Writes a text as it stands.
	 * @param text the text
	 */
	public void write(String text) {
		write(utf8(text));
	}

	/**
	 * Waits until the broker has taken all that was written: asks it for a PONG and waits
	 * for that.
	 */
	public void sync() {
		write("PING\r\n");
		StringBuilder read = new StringBuilder();
		String line = "";
		while (!PONG.equals(line)) {
			line = nextLine();
			read.append(line).append(' ');
			if (END.equals(line)) {
				throw new TestbedException("The broker hung up after: " + read);
			}
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

	private String nextLine() {
		try {
			String line = this.lines.poll(PONG_LIMIT_SECONDS, TimeUnit.SECONDS);
			if (line == null) {
				throw new TestbedException("The broker did not answer a PING within " + PONG_LIMIT_SECONDS + " s");
			}
			return line;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new TestbedException("Interrupted while waiting for the broker's PONG", ex);
		}
	}

	private void read() {
		try {
			BufferedReader in = new BufferedReader(
					new InputStreamReader(this.socket.getInputStream(), StandardCharsets.UTF_8));
			String line;
			while ((line = in.readLine()) != null) {
				if (line.equals("PING")) {
					write("PONG\r\n");
				}
				else {
					this.lines.add(line);
				}
			}
		}
		catch (IOException | TestbedException ex) {
			// Closed, here or there: whoever waits is told.
		}
		finally {
			this.lines.add(END);
		}
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private synchronized void write(byte[] bytes) {
		try {
			this.socket.getOutputStream().write(bytes);
		}
		catch (IOException ex) {
			throw new TestbedException("The broker took no more bytes", ex);
		}
	}

}
