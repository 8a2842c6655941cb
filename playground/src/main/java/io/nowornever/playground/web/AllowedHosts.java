package io.nowornever.playground.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The hosts that the page answers as. A name that a stranger owns can be made to lead to
 * this machine (DNS rebinding), and a browser then takes the stranger's page and this one
 * for one. A literal address leads nowhere else, and localhost belongs to nobody.
 */
final class AllowedHosts {

	private static final Pattern AUTHORITY = Pattern
		.compile("(?:\\[(?<bracketed>[0-9A-Fa-f:.]+)\\]|(?<plain>[A-Za-z0-9._-]+))(?::[0-9]{0,5})?");

	private static final String LOOPBACK = "localhost, an address of 127.0.0.0/8, or [::1]";

	private final String listening;

	private final @Nullable InetAddress address;

	private final @Nullable String ownName;

	private AllowedHosts(String listening, @Nullable InetAddress address, @Nullable String ownName) {
		this.listening = listening;
		this.address = address;
		this.ownName = ownName;
	}

	/**
	 * The hosts of a page.
	 * @param listening where it listens, a name or a literal address; empty for
	 * everywhere
	 */
	static AllowedHosts of(String listening) {
		return of(listening, AllowedHosts::ownName);
	}

	/**
	 * The hosts of a page on a machine.
	 * @param machine asked for the machine's own name if the page listens everywhere
	 */
	static AllowedHosts of(String listening, Supplier<@Nullable String> machine) {
		String bare = listening.replaceAll("^\\[|\\]$", "");
		InetAddress address = literal(bare.isBlank() ? "0.0.0.0" : bare).orElse(null);
		boolean everywhere = address != null && address.isAnyLocalAddress();
		return new AllowedHosts(bare, address, everywhere ? machine.get() : null);
	}

	/**
	 * Whether the page answers as a host.
	 * @param authority the host, and a port of any number if there is one
	 */
	boolean allow(String authority) {
		Matcher parts = AUTHORITY.matcher(authority);
		if (!parts.matches()) {
			return false;
		}
		String bracketed = parts.group("bracketed");
		String host = (bracketed != null) ? bracketed : parts.group("plain");
		return literal(host).map(this::allowAddress).orElseGet(() -> allowName(host));
	}

	/**
	 * What is allowed, for a message.
	 */
	String description() {
		if (isEverywhere()) {
			return "localhost, a literal IP address" + ((this.ownName != null) ? ", or " + this.ownName : "");
		}
		boolean more = !this.listening.equalsIgnoreCase("localhost") && !isLoopback(this.address);
		return more ? LOOPBACK.replace(", or ", ", ") + ", or " + this.listening : LOOPBACK;
	}

	private boolean allowAddress(InetAddress host) {
		return isEverywhere() || isLoopback(host) || host.equals(this.address);
	}

	private boolean allowName(String host) {
		return host.equalsIgnoreCase("localhost") || host.equalsIgnoreCase(this.listening)
				|| (this.ownName != null && host.equalsIgnoreCase(this.ownName));
	}

	private boolean isEverywhere() {
		return this.address != null && this.address.isAnyLocalAddress();
	}

	private static boolean isLoopback(@Nullable InetAddress address) {
		return address != null && address.isLoopbackAddress();
	}

	/**
	 * Asks no name server.
	 */
	private static Optional<InetAddress> literal(String host) {
		try {
			return Optional.of(InetAddress.ofLiteral(host));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	private static @Nullable String ownName() {
		try {
			return InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
		}
		catch (UnknownHostException ex) {
			return null;
		}
	}

}
