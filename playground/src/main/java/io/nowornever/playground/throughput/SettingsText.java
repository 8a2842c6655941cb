package io.nowornever.playground.throughput;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.nowornever.playground.throughput.RejectedSettingsException.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a run as text, from a command line or a page: one set of names,
 * defaults and bounds for both.
 */
public final class SettingsText {

	static final String MESSAGES = "messages";

	static final String SUBSCRIBERS = "subscribers";

	static final String PAYLOAD = "payload";

	static final String MODE = "mode";

	static final String WINDOW = "window";

	static final String SLOW_MICROS = "slow-micros";

	static final String LIMIT_SECONDS = "limit-seconds";

	/**
	 * The names of the settings with their defaults; an empty one is worked out from the
	 * others.
	 */
	public static final Map<String, String> DEFAULTS = Map.of(MESSAGES, "20000", SUBSCRIBERS, "3", PAYLOAD, "128B",
			MODE, Mode.FAN_OUT.toString(), WINDOW, "", SLOW_MICROS, "0", LIMIT_SECONDS, "30");

	static final int LARGEST_PAYLOAD = 1 << 20;

	/**
	 * A stream of a run is kept in the server's memory as a whole.
	 */
	static final long LARGEST_STREAM = 1L << 30;

	private static final int FEWEST_MESSAGES = 1_000;

	private static final int MOST_MESSAGES = 10_000_000;

	private static final int MOST_SUBSCRIBERS = 32;

	private static final int LARGEST_WINDOW = 1_000_000;

	private static final int LONGEST_WORK_MICROS = 10_000;

	private static final int LONGEST_LIMIT_SECONDS = 600;

	private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

	private static final Pattern SIZE = Pattern.compile("(\\d{1,7}) ?(B|KB|MB)?");

	private final Map<String, String> texts;

	private final List<Rejection> rejections = new ArrayList<>();

	private SettingsText(Map<String, String> texts) {
		this.texts = texts;
	}

	/**
	 * Reads settings.
	 * @param texts the texts by name; what is missing has its default
	 * @return the settings
	 * @throws RejectedSettingsException if one is not allowed, naming all that are not
	 */
	public static RunSettings read(Map<String, String> texts) {
		return new SettingsText(texts).read();
	}

	private RunSettings read() {
		for (String name : this.texts.keySet()) {
			if (!DEFAULTS.containsKey(name)) {
				reject(name, "settings are " + String.join(", ", DEFAULTS.keySet().stream().sorted().toList()));
			}
		}
		int messages = number(MESSAGES, FEWEST_MESSAGES, MOST_MESSAGES);
		int subscribers = number(SUBSCRIBERS, 1, MOST_SUBSCRIBERS);
		int payload = payload();
		Mode mode = mode();
		int slowMicros = number(SLOW_MICROS, 0, LONGEST_WORK_MICROS);
		int limitSeconds = number(LIMIT_SECONDS, 1, LONGEST_LIMIT_SECONDS);
		int window = window(mode, subscribers, payload);
		if (mode == Mode.JETSTREAM && (long) messages * payload > LARGEST_STREAM) {
			reject(PAYLOAD, "with " + mode + " all messages together may have 1 GB, since the stream keeps them");
		}
		if (!this.rejections.isEmpty()) {
			throw new RejectedSettingsException(this.rejections);
		}
		return new RunSettings(messages, subscribers, payload, mode, window, slowMicros,
				Duration.ofSeconds(limitSeconds));
	}

	private int number(String name, int min, int max) {
		String text = text(name);
		if (NUMBER.matcher(text).matches()) {
			int number = Integer.parseInt(text);
			if (number >= min && number <= max) {
				return number;
			}
		}
		reject(name, String.format(Locale.ROOT, "a whole number from %,d to %,d", min, max));
		return min;
	}

	private int payload() {
		Matcher size = SIZE.matcher(text(PAYLOAD).toUpperCase(Locale.ROOT));
		if (size.matches()) {
			long bytes = Long.parseLong(size.group(1)) * unit(size.group(2));
			if (bytes <= LARGEST_PAYLOAD) {
				return (int) bytes;
			}
		}
		reject(PAYLOAD, "a size such as 128B, 4KB or 1MB, at most 1MB");
		return 0;
	}

	private static int unit(@Nullable String name) {
		return "KB".equals(name) ? 1 << 10 : "MB".equals(name) ? 1 << 20 : 1;
	}

	private Mode mode() {
		Mode mode = Mode.of(text(MODE));
		if (mode != null) {
			return mode;
		}
		reject(MODE, String.join(", ", Mode.texts()));
		return Mode.FAN_OUT;
	}

	private int window(Mode mode, int subscribers, int payload) {
		if (text(WINDOW).isEmpty()) {
			return Window.choose(mode, subscribers, payload);
		}
		int window = number(WINDOW, 0, LARGEST_WINDOW);
		if (mode == Mode.JETSTREAM && (window == 0 || window > Window.MOST_UNACKNOWLEDGED)) {
			reject(WINDOW, String.format(Locale.ROOT, "with %s 1 to %,d, since the server refuses more at once", mode,
					Window.MOST_UNACKNOWLEDGED));
		}
		return window;
	}

	private String text(String name) {
		return this.texts.getOrDefault(name, DEFAULTS.getOrDefault(name, "")).strip();
	}

	private void reject(String name, String allowed) {
		this.rejections.add(new Rejection(name, this.texts.getOrDefault(name, ""), allowed));
	}

}
