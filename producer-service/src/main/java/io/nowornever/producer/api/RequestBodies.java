package io.nowornever.producer.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

import io.nowornever.common.settings.Require;
import io.nowornever.common.time.NanoClock;
import org.springframework.http.HttpStatus;

/**
 * Reads the bodies of HTTP requests, which may be neither long nor long on their way: who
 * sends half of one and waits holds a place that others need.
 */
final class RequestBodies {

	private static final int LONGEST = 64 * 1024;

	private static final int USUAL = 256;

	private final NanoClock clock;

	private final Duration limit;

	/**
	 * Creates a reader.
	 * @param clock the monotonic clock
	 * @param limit how long a whole body may take
	 */
	RequestBodies(NanoClock clock, Duration limit) {
		this.clock = clock;
		this.limit = limit;
	}

	/**
	 * Reads a body to its end.
	 * @param in the body; a read fails when nothing comes for the server's
	 * {@code connection-timeout}
	 * @return all of it
	 * @throws RefusedBodyException when it is too long, or took too long
	 * @throws IOException when the client is gone
	 */
	byte[] read(InputStream in) throws IOException, RefusedBodyException {
		long began = this.clock.nanoTime();
		ByteArrayOutputStream body = new ByteArrayOutputStream(USUAL);
		byte[] part = new byte[USUAL];
		try {
			for (int count = in.read(part); count >= 0; count = in.read(part)) {
				body.write(part, 0, count);
				if (body.size() > LONGEST) {
					throw new RefusedBodyException(HttpStatus.CONTENT_TOO_LARGE, "Body too large",
							"The body may have " + LONGEST + " bytes at the most");
				}
				if (this.clock.nanoTime() - began > this.limit.toNanos()) {
					throw tooSlow();
				}
			}
			return body.toByteArray();
		}
		catch (SocketTimeoutException ex) {
			throw tooSlow();
		}
	}

	private RefusedBodyException tooSlow() {
		return new RefusedBodyException(HttpStatus.REQUEST_TIMEOUT, "Body too slow",
				"The body must be here within " + Require.print(this.limit) + ", without long gaps");
	}

}
