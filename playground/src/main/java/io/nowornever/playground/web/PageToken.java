package io.nowornever.playground.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

/**
 * Proves that who sends it could read what this page answered: pages of other origins can
 * send requests, but read nothing. Another one for each start of the page.
 */
final class PageToken {

	private static final int BYTES = 32;

	private final String text;

	private PageToken(String text) {
		this.text = text;
	}

	static PageToken random() {
		byte[] bytes = new byte[BYTES];
		new SecureRandom().nextBytes(bytes);
		return new PageToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
	}

	String text() {
		return this.text;
	}

	/**
	 * Whether a text is this token. How long that takes tells nothing of how much of it
	 * is right.
	 */
	boolean isEqualTo(@Nullable String sent) {
		return sent != null && MessageDigest.isEqual(sent.getBytes(StandardCharsets.UTF_8),
				this.text.getBytes(StandardCharsets.UTF_8));
	}

}
