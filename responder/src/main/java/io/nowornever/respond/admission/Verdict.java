package io.nowornever.respond.admission;

/**
 * What is to be done with a request that came.
 */
public sealed interface Verdict {

	/**
	 * Do it when its turn comes.
	 *
	 * @param arrival the request
	 */
	record Accept(Arrival arrival) implements Verdict {
	}

	/**
	 * Skip it: nobody waits for it.
	 */
	record Stale() implements Verdict {

		static final Stale INSTANCE = new Stale();

	}

	/**
	 * Answer busy: it would not be done in time.
	 */
	record Busy() implements Verdict {

		static final Busy INSTANCE = new Busy();

	}

	/**
	 * Answer that it breaks the contract.
	 *
	 * @param problem what is wrong and what is allowed
	 */
	record Malformed(String problem) implements Verdict {
	}

}
