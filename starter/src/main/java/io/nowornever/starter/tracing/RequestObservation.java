package io.nowornever.starter.tracing;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * What is observed of a request.
 */
public enum RequestObservation implements ObservationDocumentation {

	/**
	 * A request from its start to its outcome, retries included.
	 */
	REQUEST("now-or-never.request", "request"),

	/**
	 * A request at a responder, from its turn to its outcome.
	 */
	HANDLE("now-or-never.handle", "handle");

	private final String observationName;

	private final String verb;

	RequestObservation(String observationName, String verb) {
		this.observationName = observationName;
		this.verb = verb;
	}

	@Override
	public String getName() {
		return this.observationName;
	}

	@Override
	public KeyName[] getLowCardinalityKeyNames() {
		return Key.values();
	}

	/**
	 * What a span is called.
	 */
	String spanName(String subject) {
		return subject + " " + this.verb;
	}

	/**
	 * The keys of both, all of few values.
	 */
	public enum Key implements KeyName {

		/**
		 * Where the request goes.
		 */
		SUBJECT("subject"),

		/**
		 * How it ended, as the metrics of its side have it.
		 */
		OUTCOME("outcome");

		private final String key;

		Key(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

}
