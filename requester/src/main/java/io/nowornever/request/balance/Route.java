package io.nowornever.request.balance;

/**
 * Where an attempt goes.
 */
public sealed interface Route {

	/**
	 * To whom the queue group gives it, since nobody can be chosen.
	 */
	Route GROUP = new ToGroup(false);

	/**
	 * To whom the queue group gives it, in the hope for one who cannot be chosen.
	 */
	Route SILENT = new ToGroup(true);

	/**
	 * Nowhere: nobody could do it in time, or would take it.
	 */
	Route NOWHERE = new Nowhere();

	/**
	 * To one that was chosen.
	 */
	sealed interface Direct extends Route permits Candidate {

		/**
		 * Where it gets its requests.
		 * @return its own subject
		 */
		String subject();

		/**
		 * Who it is.
		 * @return its name
		 */
		String instance();

	}

	/**
	 * To the queue group.
	 *
	 * @param meant whether one is meant there who tells nothing of its load
	 */
	record ToGroup(boolean meant) implements Route {
	}

	/**
	 * Nowhere.
	 */
	record Nowhere() implements Route {
	}

}
