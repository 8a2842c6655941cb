package io.nowornever.lab.control;

/**
 * What is done to a party.
 *
 * @param label what, such as {@code kill fast-1}
 * @param past the same once it is done, such as {@code killed fast-1}
 * @param party whose process or link it is
 * @param target what that party is
 * @param effect what that means for what it holds and for what is sent to it
 */
record Fault(String label, String past, String party, Target target, Effect effect) {

	/**
	 * What a fault does.
	 */
	enum Effect {

		/**
		 * The party is gone with all that it held.
		 */
		DIES,

		/**
		 * It goes in good order.
		 */
		LEAVES,

		/**
		 * It is there, but others cannot reach it and may not notice that at once, so
		 * that what is sent to it reaches nobody.
		 */
		SEVERED,

		/**
		 * Nothing came of what was wanted.
		 */
		FAILED

	}

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
	 * Whether what is sent to the party reaches nobody.
	 */
	boolean severs() {
		return this.effect == Effect.SEVERED;
	}

	/**
	 * Whether a service has died of it.
	 */
	boolean kills() {
		return this.effect == Effect.DIES && (this.target == Target.PRODUCER || this.target == Target.CONSUMER);
	}

	/**
	 * Something that was wanted and could not be done.
	 * @param label what
	 * @param party to whom, or an empty text for all
	 * @param reason why not: a sentence, and what is to be seen of it in lines below
	 */
	static Fault failed(String label, String party, String reason) {
		return new Fault(label, label + ": not done. " + reason, party, Target.NONE, Effect.FAILED);
	}

	/**
	 * Something that is no fault, but worth a mark.
	 */
	static Fault none(String label, String past, String party) {
		return new Fault(label, past, party, Target.NONE, Effect.LEAVES);
	}

}
