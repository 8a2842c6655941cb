package io.nowornever.consumer;

import io.nowornever.common.settings.Require;
import io.nowornever.respond.intake.GateSettings;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a consumer holds enough work. Both are shares of the time for which a request can
 * wait here: {@code consumer.max-age} less the time of a task.
 *
 * @param closeAt from which share on it leaves the queue group
 * @param openAt up to which share it comes back
 */
public record GateProperties(@DefaultValue("0.8") double closeAt, @DefaultValue("0.5") double openAt) {

	/**
	 * Checks the values.
	 */
	public GateProperties {
		Require.between("consumer.gate.close-at", closeAt, 0.01, 1);
		Require.between("consumer.gate.open-at", openAt, 0, closeAt);
	}

	GateSettings settings() {
		return new GateSettings(this.closeAt, this.openAt);
	}

}
