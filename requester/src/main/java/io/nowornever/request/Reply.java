package io.nowornever.request;

import java.time.Duration;
import java.util.Map;

/**
 * What a responder says about its result. Safe from any thread.
 */
public interface Reply {

	/**
	 * Who answered.
	 * @return the responder's name, empty if it does not say
	 */
	String worker();

	/**
	 * How long the request waited there.
	 * @return the time; zero if it does not say
	 */
	Duration waited();

	/**
	 * How long it was worked on there.
	 * @return the time; zero if it does not say
	 */
	Duration worked();

	/**
	 * All headers.
	 * @return each name as it came with its first value; cannot be changed
	 */
	Map<String, String> headers();

}
