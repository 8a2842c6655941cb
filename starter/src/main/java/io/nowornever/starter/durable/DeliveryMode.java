package io.nowornever.starter.durable;

/**
 * How requests travel.
 */
public enum DeliveryMode {

	/**
	 * By core NATS: at most once.
	 */
	CORE,

	/**
	 * Through a stream that keeps them until somebody has done them: at least once within
	 * the budget.
	 */
	DURABLE

}
