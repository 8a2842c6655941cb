package io.nowornever.common.wire;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * Draws parts of subjects that nobody can guess, whatever else of this process he knows.
 */
public final class Secret {

	private static final int BYTES = 16;

	private static final SecureRandom random = new SecureRandom();

	private Secret() {
	}

	/**
	 * Draws one.
	 * @return 22 characters with 128 random bits, fit for one token of a subject
	 */
	public static String draw() {
		byte[] bytes = new byte[BYTES];
		random.nextBytes(bytes);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}
