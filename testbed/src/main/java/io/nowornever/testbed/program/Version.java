package io.nowornever.testbed.program;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of a program.
 *
 * @param major the first number
 * @param minor the second number
 * @param patch the third number
 */
record Version(int major, int minor, int patch) implements Comparable<Version> {

	private static final Pattern NUMBERS = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6})");

	/**
	 * Finds the first version in a text such as {@code nats-server: v2.15.1}.
	 */
	static Optional<Version> in(String text) {
		Matcher matcher = NUMBERS.matcher(text);
		if (!matcher.find()) {
			return Optional.empty();
		}
		return Optional.of(new Version(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)),
				Integer.parseInt(matcher.group(3))));
	}

	@Override
	public int compareTo(Version other) {
		return Comparator.comparingInt(Version::major)
			.thenComparingInt(Version::minor)
			.thenComparingInt(Version::patch)
			.compare(this, other);
	}

	@Override
	public String toString() {
		return this.major + "." + this.minor + "." + this.patch;
	}

}
