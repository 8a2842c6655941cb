package io.nowornever.common.durable;

import java.util.Locale;

import io.nowornever.common.settings.Require;

/**
 * How requests travel.
 */
public enum DeliveryMode {

	/**
	 * By core NATS: at most once.
	 */
	CORE,

	/**
	 * Through a stream that keeps them until somebody has done them: at least once within
	 * the budget.
	 */
	DURABLE;

	/**
	 * Where the pair's services are told.
	 */
	public static final String KEY = "delivery";

	/**
	 * Reads what a user wrote.
	 * @param text the text
	 * @return what it means
	 * @throws io.nowornever.common.settings.InvalidSettingException if it means nothing
	 */
	public static DeliveryMode of(String text) {
		for (DeliveryMode mode : values()) {
			if (mode.text().equals(text)) {
				return mode;
			}
		}
		Require.that(false, KEY, text, "core or durable");
		return CORE;
	}

	/**
	 * What it is called.
	 * @return the name in lower case
	 */
	public String text() {
		return name().toLowerCase(Locale.ROOT);
	}

}
