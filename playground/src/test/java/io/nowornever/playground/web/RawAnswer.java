package io.nowornever.playground.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a web server answers to a request with any headers, which a client library would
 * not send.
 *
 * @param status the status code
 * @param head status line and headers
 * @param body the content
 */
record RawAnswer(int status, String head, String body) {

	private static final int LIMIT_MILLIS = 30_000;

	private static final String END_OF_HEAD = "\r\n\r\n";

	/**
	 * Sends a request to the page.
	 * @param page the page
	 * @param request method and path
	 * @param headers lines, with that of the host
	 */
	static RawAnswer to(Page page, String request, String... headers) throws IOException {
		StringBuilder lines = new StringBuilder(request).append(" HTTP/1.1\r\nConnection: close\r\n");
		List.of(headers).forEach((header) -> lines.append(header).append("\r\n"));
		lines.append("\r\n");
		try (Socket socket = new Socket(InetAddress.getByName("localhost"), URI.create(page.url()).getPort())) {
			socket.setSoTimeout(LIMIT_MILLIS);
			socket.getOutputStream().write(lines.toString().getBytes(StandardCharsets.ISO_8859_1));
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			int end = answer.indexOf(END_OF_HEAD);
			return new RawAnswer(Integer.parseInt(answer.split(" ", 3)[1]), answer.substring(0, end),
					answer.substring(end + END_OF_HEAD.length()));
		}
	}

}
