package io.nowornever.lab.security;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * An answer to bytes that no HTTP client would send.
 *
 * @param status the status, 0 where nothing was said
 * @param headers by their names in lower case
 * @param body the body, with the marks of its chunks
 */
record RawHttp(int status, Map<String, String> headers, String body) {

	private static final int LIMIT_MILLIS = 60_000;

	/**
	 * Sends a text as it stands and reads until the server hangs up.
	 */
	static RawHttp send(URI address, String text) throws IOException {
		try (Socket socket = new Socket(address.getHost(), address.getPort())) {
			socket.setSoTimeout(LIMIT_MILLIS);
			socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
			socket.shutdownOutput();
			return parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
		}
	}

	private static RawHttp parse(String answer) {
		int end = answer.indexOf("\r\n\r\n");
		if (end < 0) {
			return new RawHttp(0, Map.of(), answer);
		}
		List<String> head = answer.substring(0, end).lines().toList();
		Map<String, String> headers = new TreeMap<>();
		for (String line : head.subList(1, head.size())) {
			int colon = line.indexOf(':');
			headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
		}
		return new RawHttp(Integer.parseInt(head.getFirst().split(" ", -1)[1]), headers, answer.substring(end + 4));
	}

}
