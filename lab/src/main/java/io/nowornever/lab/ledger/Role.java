package io.nowornever.lab.ledger;

/**
 * On which side the process stands that writes a journal.
 */
public enum Role {

	PRODUCER, CONSUMER

}
