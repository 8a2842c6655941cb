package io.nowornever.request;

/**
 * Who decides which responder gets a request.
 */
public enum Balance {

	/**
	 * The requester, by what responders tell of their load: the one where it waits the
	 * shortest. Where none tells anything, the queue group.
	 */
	LEAST_WAIT,

	/**
	 * The queue group: one of its members at random.
	 */
	GROUP

}
