package io.nowornever.lab.ledger;

/**
 * On which side the process stands that writes a journal.
 */
enum Role {

	PRODUCER, CONSUMER

}
