package io.nowornever.lab.control;

/**
 * What is done to a party.
 *
 * @param label what, such as {@code kill fast-1}
 * @param past the same once it is done, such as {@code killed fast-1}
 * @param party whose process or link it is
 * @param target what that party is
 * @param severs whether others do not notice at once that it is gone, so that what is
 * sent to it reaches nobody
 */
record Fault(String label, String past, String party, Target target, boolean severs) {

	/**
	 * On whom a fault falls.
	 */
	enum Target {

		PRODUCER, CONSUMER, BROKER,

		/**
		 * Nobody: something was done that loses nothing.
		 */
		NONE

	}

	/**
	 * Something that is no fault, but worth a mark.
	 */
	static Fault none(String label, String past, String party) {
		return new Fault(label, past, party, Target.NONE, false);
	}

}
