package io.nowornever.testbed.network;

/**
 * Which ways of a link are cut. What is sent on a cut way is kept, as TCP does that sends
 * it again and again, and comes when the cut is mended.
 */
public enum Cut {

	/**
	 * Neither.
	 */
	NONE(false, false),

	/**
	 * Both.
	 */
	BOTH(true, true),

	/**
	 * From the party to the broker.
	 */
	TO_BROKER(true, false),

	/**
	 * From the broker to the party.
	 */
	FROM_BROKER(false, true);

	private final boolean toBroker;

	private final boolean fromBroker;

	Cut(boolean toBroker, boolean fromBroker) {
		this.toBroker = toBroker;
		this.fromBroker = fromBroker;
	}

	boolean isOn(Way way) {
		return switch (way) {
			case TO_BROKER -> this.toBroker;
			case FROM_BROKER -> this.fromBroker;
		};
	}

}
