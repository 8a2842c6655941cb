package io.nowornever.testbed.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Asks a nats-server, in its own protocol, whether it serves clients.
 *
 * @param port the client port on 127.0.0.1
 */
record ReadinessProbe(int port) {

	private static final int LIMIT_MILLIS = 2_000;

	private static final Pattern NEEDS_CREDENTIALS = Pattern
		.compile("\"(?:auth_required|tls_required|tls_verify)\"\\s*:\\s*true");

	private static final byte[] HELLO = "CONNECT {\"verbose\":false,\"pedantic\":false,\"name\":\"readiness\"}\r\nPING\r\n"
		.getBytes(StandardCharsets.US_ASCII);

	/**
	 * Tries once, for at most about 2 s.
	 * @return whether it greeted with INFO and answered PING; the greeting is enough
	 * where it demands TLS or credentials
	 */
	boolean answers() {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(InetAddress.ofLiteral(BrokerConfiguration.HOST), this.port),
					LIMIT_MILLIS);
			socket.setSoTimeout(LIMIT_MILLIS);
			BufferedReader in = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
			String greeting = in.readLine();
			if (greeting == null || !greeting.startsWith("INFO ")) {
				return false;
			}
			if (NEEDS_CREDENTIALS.matcher(greeting).find()) {
				return true;
			}
			OutputStream out = socket.getOutputStream();
			out.write(HELLO);
			out.flush();
			return answersPing(in);
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static boolean answersPing(BufferedReader in) throws IOException {
		@Nullable String line = in.readLine();
		while (line != null && !line.startsWith("-ERR")) {
			if (line.equals("PONG")) {
				return true;
			}
			line = in.readLine();
		}
		return false;
	}

}
