package io.nowornever.lab.ledger;

/**
 * How a producer settled a request.
 */
enum Outcome {

	ANSWERED, TIMED_OUT, NO_RESPONDERS, REFUSED, FAILED, DISCONNECTED, REJECTED

}
