package io.nowornever.lab.ledger;

/**
 * Why a request timed out: the first of these that the journals give evidence of, so the
 * furthest that any attempt came at any consumer of any queue group. An attempt that a
 * producer saw declined as busy is explained by that, so refusals of it are no evidence,
 * whichever group they come from.
 */
public enum Cause {

	/**
	 * Its producer saw a late reply, or a consumer ended it as late.
	 */
	ANSWERED_LATE,

	/**
	 * A consumer replied in time, with a result, an error or a refusal, and the producer
	 * saw nothing of it.
	 */
	REPLY_LOST,

	/**
	 * A worker took it and did not end it: the consumer died, or it still worked when its
	 * journal was read, which a journal does not tell apart.
	 */
	DIED_WORKING,

	/**
	 * A consumer received it and neither took nor ended it: the consumer died or stopped,
	 * or it still waited there when the journal was read.
	 */
	DIED_WAITING,

	/**
	 * It was skipped as too old.
	 */
	STALE,

	/**
	 * Nobody received it, and a consumer's client library discarded it. The library tells
	 * how many it discards, not which: of the requests that nobody received as many are
	 * counted here as consumers dropped, the first read first. What was dropped beyond
	 * that belongs to requests that another queue group received, to attempts that a
	 * retry made up for, or to producers whose journals were not read.
	 */
	DROPPED,

	/**
	 * It was sent, and nobody received it.
	 */
	NEVER_RECEIVED,

	/**
	 * No journal tells that anybody received it, but what a consumer told at that time
	 * was thrown away. It is taken to have been told at that time if the request was
	 * started before the beginning of what is left, or up to ten seconds later, since the
	 * clocks of two machines may differ by seconds.
	 */
	UNKNOWN;

	/**
	 * What it is called.
	 * @return for example {@code died waiting}
	 */
	@Override
	public String toString() {
		return Words.forPeople(this);
	}

}
