package io.nowornever.lab.scene;

import java.util.List;

/**
 * What a consumer does about more requests than it can work on.
 */
public enum OverloadPolicy {

	/**
	 * Nothing: it works on everything, one after the other.
	 */
	NONE("none", "--consumer.overload=none", "--consumer.skip-stale=false"),

	/**
	 * It skips what nobody waits for any more.
	 */
	SKIP("skip", "--consumer.overload=none"),

	/**
	 * Its client library holds one request and drops what comes beyond that.
	 */
	PENDING_LIMIT("pending-limit", "--consumer.overload=pending-limit", "--consumer.pending-limit=1"),

	/**
	 * It refuses what would be too late, and leaves its queue group while it has enough.
	 */
	GATE("gate", "--consumer.overload=gate");

	private final String label;

	@SuppressWarnings("ImmutableEnumChecker") // made by List.of
	private final List<String> settings;

	OverloadPolicy(String label, String... settings) {
		this.label = label;
		this.settings = List.of(settings);
	}

	/**
	 * The settings that make a consumer do so.
	 * @return in the form {@code --key=value}
	 */
	public List<String> settings() {
		return this.settings;
	}

	/**
	 * What it is called.
	 * @return for example {@code pending-limit}
	 */
	@Override
	public String toString() {
		return this.label;
	}

}
