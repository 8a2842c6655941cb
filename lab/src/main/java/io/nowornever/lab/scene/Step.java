package io.nowornever.lab.scene;

import java.util.Locale;

import io.nowornever.testbed.network.Cut;

/**
 * A step of a scenario: what is done, and to whom.
 *
 * @param verb what is done
 * @param whom a service, {@link #BROKER}, or else what it is done to
 * @param how in which way, empty where there is only one
 */
public record Step(Verb verb, String whom, String how) {

	/**
	 * The broker, as steps call it.
	 */
	public static final String BROKER = "broker";

	/**
	 * What can be done.
	 */
	public enum Verb {

		/**
		 * Started; it may not be ready yet.
		 */
		START,

		/**
		 * Not done by anybody: what was started is ready.
		 */
		BACK,

		/**
		 * Killed, by SIGKILL.
		 */
		KILL,

		/**
		 * Stopped in good order, by SIGTERM.
		 */
		STOP,

		/**
		 * Frozen, by SIGSTOP.
		 */
		PAUSE,

		/**
		 * Let go on, by SIGCONT.
		 */
		RESUME,

		/**
		 * Cut off from the others.
		 */
		CUT,

		/**
		 * A cut, mended.
		 */
		MEND,

		/**
		 * Given a slow network.
		 */
		SLOW,

		/**
		 * Given a quick network again.
		 */
		QUICK,

		/**
		 * Its connection, reset.
		 */
		RESET,

		/**
		 * Nothing is done: this moment is to be remembered, by the words that stand for
		 * whom.
		 */
		LOOK;

		/**
		 * The step that does this.
		 * @param whom to whom
		 * @return the step
		 */
		public Step of(String whom) {
			return new Step(this, whom, "");
		}

		/**
		 * The step that does this to the network between a service and its broker.
		 * @param service which service's
		 * @param cut which ways
		 * @return the step
		 */
		public Step of(String service, Cut cut) {
			return new Step(this, service, words(cut));
		}

		private static String words(Enum<?> constant) {
			return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
		}

	}

	/**
	 * How charts and the control room call it.
	 * @return such as {@code kill fast-1}, {@code cut fast-1 to broker},
	 * {@code fast-1 is there}
	 */
	public String label() {
		return switch (this.verb) {
			case BACK -> this.whom + " is there";
			case LOOK -> this.whom;
			default -> (Verb.words(this.verb) + " " + this.whom + " " + this.how).strip();
		};
	}

	@Override
	public String toString() {
		return label();
	}

}
