package io.nowornever.lab.ledger;

/**
 * What a reply is that came to a producer for a request already settled.
 */
public enum ExtraReplyKind {

	LATE, DUPLICATE

}
