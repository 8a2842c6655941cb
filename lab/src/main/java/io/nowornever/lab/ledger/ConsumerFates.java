package io.nowornever.lab.ledger;

import java.util.Collections;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What became of the requests at a consumer, over all its runs.
 *
 * @param who its name; consumers of the same name are counted together
 * @param received how many attempts it received; where the beginning of its journal is
 * missing, how many of those that the rest tells of
 * @param taken how many of them a worker picked up
 * @param handled how many of them ended how
 * @param dropped how many its client library discarded
 */
@JsonPropertyOrder({ "who", "received", "taken", "ended", "unfinished", "dropped" })
public record ConsumerFates(String who, long received, long taken, @JsonProperty("ended") Map<Handling, Long> handled,
		long dropped) {

	/**
	 * Makes the counts unmodifiable.
	 */
	public ConsumerFates {
		handled = Collections.unmodifiableMap(handled);
	}

	/**
	 * How many it received and did not end.
	 * @return attempts
	 */
	@JsonProperty
	public long unfinished() {
		return Math.max(this.received - Tallies.sum(this.handled), 0);
	}

	/**
	 * How many it ended in a way.
	 * @param handling the way
	 * @return attempts
	 */
	public long handled(Handling handling) {
		return this.handled.getOrDefault(handling, 0L);
	}

}
