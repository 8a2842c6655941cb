package io.nowornever.consumer;

/**
 * What a process of this program is there for.
 */
public enum Role {

	/**
	 * Does tasks.
	 */
	WORKER,

	/**
	 * Does none: makes the stream that keeps durable tasks, and keeps its bound, for
	 * workers that the broker lets touch no stream.
	 */
	OPERATOR

}
