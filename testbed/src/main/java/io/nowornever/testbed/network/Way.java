package io.nowornever.testbed.network;

/**
 * A direction of a link.
 */
enum Way {

	TO_BROKER, FROM_BROKER

}
