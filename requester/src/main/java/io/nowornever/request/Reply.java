package io.nowornever.request;

import java.time.Duration;
import java.util.Map;

/**
 * What a responder says about its result.
 *
 * @param worker the responder's name, empty if it does not say
 * @param waited how long the request waited there; zero if it does not say
 * @param worked how long it was worked on there; zero if it does not say
 * @param headers all headers, each with its first value; names as they came
 */
public record Reply(String worker, Duration waited, Duration worked, Map<String, String> headers) {

	/**
	 * Makes the headers unmodifiable.
	 */
	public Reply {
		headers = Map.copyOf(headers);
	}

}
