package io.nowornever.common.connection;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The address of a server. Its host may have an underscore in its name, which Compose and
 * Docker allow and {@link URI}, so the client library too, does not.
 *
 * @param beginning the scheme and who we are, up to the host
 * @param host a name, or an address, one of IPv6 in brackets
 * @param end the port and what comes behind it, may be empty
 */
record ServerAddress(String beginning, String host, String end) {

	private static final Pattern FORM = Pattern.compile(
			"((?:(?:nats|tls|opentls|ws|wss)://)?(?:\\S*@)?)(\\[[0-9a-fA-F:.]+]|[\\w.-]+)((?::(\\d{1,5}))?(?:/\\S*)?)");

	private static final int PORT = 4;

	private static final int HIGHEST_PORT = 65_535;

	private static final Pattern USER_INFO = Pattern.compile("((?:[a-zA-Z]+://)?)[^\\s,\\[\\]\"=]*@");

	/**
	 * Reads an address.
	 * @param text for example {@code nats://host:4222}; the scheme and the port may be
	 * missing
	 * @return the address, or null if it is none
	 */
	static @Nullable ServerAddress parse(String text) {
		Matcher form = FORM.matcher(text);
		if (!form.matches() || !isPort(form.group(PORT))) {
			return null;
		}
		String scheme = form.group(1).contains("://") ? "" : "nats://";
		ServerAddress address = new ServerAddress(scheme + form.group(1), form.group(2), form.group(3));
		return isUri(address.beginning + address.plainHost() + address.end) ? address : null;
	}

	private static boolean isPort(@Nullable String digits) {
		return digits == null || (Integer.parseInt(digits) >= 1 && Integer.parseInt(digits) <= HIGHEST_PORT);
	}

	private static boolean isUri(String text) {
		try {
			return new URI(text).getHost() != null;
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

	private String plainHost() {
		return this.host.replace('_', '-');
	}

	/**
	 * The address in forms that the client library takes. A name with an underscore is
	 * looked up here, so a certificate has to be for its address.
	 * @param lookup finds the addresses of a name
	 * @return one address, or all those of a name that was looked up
	 * @throws UnknownHostException if a name has to be looked up and is not known
	 */
	List<String> urls(Lookup lookup) throws UnknownHostException {
		if (this.host.indexOf('_') < 0) {
			return List.of(this.beginning + this.host + this.end);
		}
		List<String> urls = new ArrayList<>();
		for (InetAddress found : lookup.addressesOf(this.host)) {
			String address = found.getHostAddress();
			urls.add(this.beginning + ((found instanceof Inet6Address) ? "[" + address + "]" : address) + this.end);
		}
		return urls;
	}

	/**
	 * Makes a text fit to be shown.
	 * @param text holds addresses, or is one
	 * @return the text with three stars where users and passwords stood
	 */
	static String masked(String text) {
		return USER_INFO.matcher(text).replaceAll("$1***@");
	}

	/**
	 * Finds the addresses of a name.
	 */
	@FunctionalInterface
	interface Lookup {

		InetAddress[] addressesOf(String name) throws UnknownHostException;

	}

}
