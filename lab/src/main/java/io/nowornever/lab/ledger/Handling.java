package io.nowornever.lab.ledger;

/**
 * How a consumer ended an attempt of a request.
 */
enum Handling {

	ANSWERED, LATE, STALE, REFUSED, MALFORMED, FAILED

}
