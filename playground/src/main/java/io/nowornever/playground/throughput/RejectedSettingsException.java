package io.nowornever.playground.throughput;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Says which settings of a run are not allowed, and what is.
 */
public final class RejectedSettingsException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient List<Rejection> rejections;

	RejectedSettingsException(List<Rejection> rejections) {
		super(rejections.stream().map(Rejection::sentence).collect(Collectors.joining("\n")));
		this.rejections = List.copyOf(rejections);
	}

	static RejectedSettingsException of(String name, String value, String allowed) {
		return new RejectedSettingsException(List.of(new Rejection(name, value, allowed)));
	}

	/**
	 * The rejected settings.
	 * @return at least one
	 */
	public List<Rejection> rejections() {
		return this.rejections;
	}

	/**
	 * A setting that is not allowed.
	 *
	 * @param name the setting
	 * @param value what was given
	 * @param allowed what is allowed
	 */
	public record Rejection(String name, String value, String allowed) {

		private static final int LONGEST_SHOWN = 40;

		/**
		 * Value and what is allowed, without the name, for a place beside the field.
		 * @return a sentence
		 */
		public String message() {
			String start = this.value.isBlank() ? "Nothing" : "'" + shown() + "'";
			return start + " is not allowed: " + this.allowed;
		}

		String sentence() {
			return "--" + this.name + " " + shown() + " is not allowed: " + this.allowed;
		}

		private String shown() {
			String printable = this.value.replaceAll("\\p{Cntrl}", "?");
			return (printable.length() <= LONGEST_SHOWN) ? printable : printable.substring(0, LONGEST_SHOWN) + "...";
		}

	}

}
