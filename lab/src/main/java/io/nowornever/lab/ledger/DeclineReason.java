package io.nowornever.lab.ledger;

/**
 * Why nobody began an attempt, so that a producer may send the request again.
 */
enum DeclineReason {

	BUSY, NO_RESPONDERS

}
