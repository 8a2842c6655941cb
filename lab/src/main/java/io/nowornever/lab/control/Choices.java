package io.nowornever.lab.control;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * For whom producers decide, by their journals. For one thread.
 */
final class Choices {

	/**
	 * Over how long a share is taken: at a few requests a second, over less it would only
	 * flicker.
	 */
	static final int SHARE_SECONDS = 10;

	private final Map<String, Recent> chosen = new HashMap<>();

	private boolean made;

	/**
	 * A request was sent to somebody.
	 * @param instance who was chosen, as it calls itself
	 */
	void add(long atMillis, String instance) {
		this.made = true;
		this.chosen.computeIfAbsent(instance, (unknown) -> new Recent(SHARE_SECONDS)).add(atMillis);
	}

	/**
	 * A producer has come that may decide otherwise than those before it.
	 * @param others whether others are there that choose
	 */
	void begin(boolean others) {
		this.made = others;
	}

	/**
	 * Whether producers choose. It stays so while none is there.
	 */
	boolean areMade() {
		return this.made;
	}

	/**
	 * Which share of the requests that were sent by choice went to somebody lately.
	 * @return 0 to 1, or {@code null} if none was
	 */
	@Nullable Double share(@Nullable String instance, long nowMillis) {
		this.chosen.values().removeIf((each) -> each.count(nowMillis) == 0);
		int all = this.chosen.values().stream().mapToInt((each) -> each.count(nowMillis)).sum();
		Recent own = this.chosen.get(instance);
		if (all == 0) {
			return null;
		}
		return (own != null) ? (double) own.count(nowMillis) / all : 0;
	}

}
