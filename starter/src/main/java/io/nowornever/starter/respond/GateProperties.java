package io.nowornever.starter.respond;

import java.time.Duration;

import io.nowornever.common.settings.Require;
import io.nowornever.respond.intake.GateSettings;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a responder holds enough work. Shares are those of the time for which a request
 * can wait here: {@code max-age} less the time of a task.
 *
 * @param closeAt from which share on, of the time for which a request can wait here, a
 * responder leaves its queue group
 * @param openAt up to which share, of the time for which a request can wait here, a
 * responder comes back
 * @param toleratedWait a wait that is never a reason to refuse a request that would be
 * done in time; beyond it, a responder keeps its line as short as it can without being
 * idle, where requesters choose among responders
 */
public record GateProperties(@DefaultValue("0.8") double closeAt, @DefaultValue("0.5") double openAt,
		@DefaultValue("20ms") Duration toleratedWait) {

	/**
	 * Checks the values.
	 * @param prefix the keys' beginning, for messages
	 * @return these
	 */
	public GateProperties check(String prefix) {
		Require.between(prefix + ".close-at", this.closeAt, 0.01, 1);
		Require.between(prefix + ".open-at", this.openAt, 0, this.closeAt);
		Require.between(prefix + ".tolerated-wait", this.toleratedWait, Duration.ZERO, Duration.ofDays(1));
		return this;
	}

	/**
	 * The values as the library takes them.
	 * @return the settings
	 */
	public GateSettings settings() {
		return new GateSettings(this.closeAt, this.openAt, this.toleratedWait);
	}

}
