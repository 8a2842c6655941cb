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
		 * Nothing is done: a moment to come back to.
		 */
		LOOK

	}

	/**
	 * A service is started.
	 * @param service which
	 * @return the step
	 */
	public static Step start(String service) {
		return new Step(Verb.START, service, "");
	}

	/**
	 * What was started is ready.
	 * @param whom a service or the broker
	 * @return the step
	 */
	public static Step back(String whom) {
		return new Step(Verb.BACK, whom, "");
	}

	/**
	 * A service or the broker is killed.
	 * @param whom which
	 * @return the step
	 */
	public static Step kill(String whom) {
		return new Step(Verb.KILL, whom, "");
	}

	/**
	 * A service or the broker is stopped in good order.
	 * @param whom which
	 * @return the step
	 */
	public static Step stop(String whom) {
		return new Step(Verb.STOP, whom, "");
	}

	/**
	 * A service or the broker is frozen.
	 * @param whom which
	 * @return the step
	 */
	public static Step pause(String whom) {
		return new Step(Verb.PAUSE, whom, "");
	}

	/**
	 * What is frozen goes on.
	 * @param whom a service or the broker
	 * @return the step
	 */
	public static Step resume(String whom) {
		return new Step(Verb.RESUME, whom, "");
	}

	/**
	 * The network between a service and its broker is cut.
	 * @param service which
	 * @param cut which ways
	 * @return the step
	 */
	public static Step cut(String service, Cut cut) {
		return new Step(Verb.CUT, service, words(cut));
	}

	/**
	 * Such a cut is mended.
	 * @param service of which service
	 * @param cut the cut
	 * @return the step
	 */
	public static Step mend(String service, Cut cut) {
		return new Step(Verb.MEND, service, words(cut));
	}

	/**
	 * Brokers are cut off from each other.
	 * @param brokers how several of them are called
	 * @return the step
	 */
	public static Step cut(String brokers) {
		return new Step(Verb.CUT, brokers, "");
	}

	/**
	 * They are joined again.
	 * @param brokers how several of them are called
	 * @return the step
	 */
	public static Step mend(String brokers) {
		return new Step(Verb.MEND, brokers, "");
	}

	/**
	 * The network between a service and its broker becomes slow.
	 * @param service which
	 * @return the step
	 */
	public static Step slow(String service) {
		return new Step(Verb.SLOW, service, "");
	}

	/**
	 * It becomes quick again.
	 * @param service of which service
	 * @return the step
	 */
	public static Step quick(String service) {
		return new Step(Verb.QUICK, service, "");
	}

	/**
	 * A service's connection is reset.
	 * @param service which
	 * @return the step
	 */
	public static Step reset(String service) {
		return new Step(Verb.RESET, service, "");
	}

	/**
	 * Nothing is done.
	 * @param moment what is to be remembered of this moment
	 * @return the step
	 */
	public static Step look(String moment) {
		return new Step(Verb.LOOK, moment, "");
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
			default -> (this.verb.name().toLowerCase(Locale.ROOT) + " " + this.whom + " " + this.how).strip();
		};
	}

	@Override
	public String toString() {
		return label();
	}

	private static String words(Cut cut) {
		return cut.name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

}
