package io.nowornever.common.settings;

import org.jspecify.annotations.Nullable;

/**
 * A setting that the service cannot start with.
 */
public final class InvalidSettingException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final String key;

	private final String allowed;

	/**
	 * Creates the exception.
	 * @param key the setting's key
	 * @param value the value that was given
	 * @param allowed what is allowed
	 */
	public InvalidSettingException(String key, @Nullable Object value, String allowed) {
		super(key + " is \"" + value + "\"; allowed: " + allowed);
		this.key = key;
		this.allowed = allowed;
	}

	/**
	 * Which setting.
	 * @return its key
	 */
	public String key() {
		return this.key;
	}

	/**
	 * What would do.
	 * @return for example a range
	 */
	public String allowed() {
		return this.allowed;
	}

}
